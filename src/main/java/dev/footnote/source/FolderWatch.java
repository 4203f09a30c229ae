package dev.footnote.source;

import dev.footnote.document.FileStamp;
import dev.footnote.document.Source;
import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the file system's events of one folder. An event is a hint: it names a path that is
 * looked at once it has been quiet for a moment, and sooner if it is a file that does not change
 * any more. Hints that come together are looked at together.
 */
final class FolderWatch implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(FolderWatch.class.getName());

  /** With more files than this a burst is under way, and waiting for its end costs less. */
  private static final int STABLE_FILES_MAX = 8;

  private final Consumer<Set<String>> look;
  private final SourceConfig config;
  private final Path root;
  private final @Nullable Object rootKey;
  private final DirectoryWatcher watcher;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("folder-watch-", 0).factory());

  /** The paths to look at, and when each was last named by an event. */
  private final Map<String, Long> hints = new HashMap<>();

  private final CompletableFuture<Void> listening = new CompletableFuture<>();
  private Map<String, FileStamp> seen = Map.of();
  private long firstHintNs;
  private long lastHintNs;

  /**
   * @param look is given the paths to look at, relative to the folder; the empty one for all of it
   */
  FolderWatch(Source source, Consumer<Set<String>> look, SourceConfig config) throws IOException {
    this.look = look;
    this.config = config;
    this.root = Path.of(source.location());
    this.rootKey = key(root);
    this.watcher =
        DirectoryWatcher.builder().path(root).fileHashing(false).listener(this::hint).build();
  }

  /** Starts to listen, on threads of its own. */
  void start() {
    var unused =
        watcher
            .watchAsync(
                Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("folder-events-", 0).factory()))
            .whenComplete((nothing, failure) -> listening.complete(null));
  }

  /**
   * Whether events still come: listening ends with the folder, and another folder in its place
   * (mounted, say) sends its events to nobody.
   */
  boolean isAlive() {
    try {
      return !listening.isDone() && java.util.Objects.equals(rootKey, key(root));
    } catch (IOException gone) {
      return false;
    }
  }

  private static @Nullable Object key(Path folder) throws IOException {
    return Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
  }

  private synchronized void hint(DirectoryChangeEvent event) {
    boolean overflow = event.eventType() == DirectoryChangeEvent.EventType.OVERFLOW;
    String path = overflow || event.path() == null ? "" : FolderListing.uri(root, event.path());
    if (FolderListing.isHidden(path)) {
      return;
    }
    if (hints.isEmpty()) {
      firstHintNs = System.nanoTime();
      lookAfter(Math.min(config.stableAfter().toNanos(), config.debounce().toNanos()));
    }
    lastHintNs = System.nanoTime();
    if (path.isEmpty() || hints.size() >= config.hintsMax()) {
      hints.clear();
      hints.put("", lastHintNs);
    } else if (!hints.containsKey("")) {
      hints.put(path, lastHintNs);
    }
  }

  private void lookAfter(long nanos) {
    var unused = timer.schedule(this::lookIfQuiet, nanos, TimeUnit.NANOSECONDS);
  }

  private void lookIfQuiet() {
    Set<String> paths;
    synchronized (this) {
      long now = System.nanoTime();
      long quietAt = lastHintNs + config.debounce().toNanos();
      long latest = firstHintNs + config.debounceMax().toNanos();
      if (now < quietAt && now < latest && !isStable(now)) {
        lookAfter(Math.min(Math.min(quietAt, latest) - now, config.stableAfter().toNanos()));
        return;
      }
      Map<String, Long> kept = now < quietAt ? leftJustNow(now) : Map.of();
      hints.keySet().removeAll(kept.keySet());
      paths = Set.copyOf(hints.keySet());
      hints.clear();
      hints.putAll(kept);
      seen = Map.of();
      if (!kept.isEmpty()) {
        firstHintNs = now;
        lookAfter(quietAt - now);
      }
    }
    if (paths.isEmpty()) {
      return;
    }
    try {
      look.accept(paths);
    } catch (RuntimeException failure) {
      // The scheduled scan will find what this look missed.
      LOG.log(
          Level.WARNING, "Could not look at what changed in " + root + ": " + failure.getMessage());
    }
  }

  /**
   * The paths that nothing lies at and that were named a moment ago. Where events don't stop, they
   * are looked at later than the rest: the event of the path that a file was moved to may follow.
   */
  private Map<String, Long> leftJustNow(long nowNs) {
    var left = new HashMap<>(hints);
    left.entrySet()
        .removeIf(
            hint ->
                nowNs - hint.getValue() >= config.debounce().toNanos()
                    || !Files.notExists(root.resolve(hint.getKey()), LinkOption.NOFOLLOW_LINKS));
    return left;
  }

  /**
   * Whether the hints are a few files that look as they did a moment ago. A path without a file is
   * never stable: an editor may be about to put the file back.
   */
  private boolean isStable(long nowNs) {
    if (hints.size() > STABLE_FILES_MAX) {
      return false;
    }
    var stamps = new HashMap<String, FileStamp>();
    for (String path : hints.keySet()) {
      try {
        Path file = root.resolve(path);
        var attributes =
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile() || attributes.size() == 0) {
          return false;
        }
        stamps.put(path, FolderListing.stamp(file, attributes));
      } catch (IOException gone) {
        return false;
      }
    }
    boolean stable = stamps.equals(seen) && nowNs - lastHintNs >= config.stableAfter().toNanos();
    seen = stamps;
    return stable;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    try {
      watcher.close();
    } catch (IOException failure) {
      LOG.log(Level.FINE, "Closing the watcher of " + root, failure);
    }
  }
}
