package dev.footnote.source;

import dev.footnote.document.Source;
import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryWatcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Listens to the file system's events of one folder. An event is a hint: it names a path that is
 * looked at once it has been quiet for a moment. Hints that come together are looked at together.
 */
final class FolderWatch implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(FolderWatch.class.getName());

  private final Source source;
  private final FolderScan scan;
  private final SourceConfig config;
  private final Path root;
  private final DirectoryWatcher watcher;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("folder-watch-", 0).factory());
  private final Set<String> hints = new HashSet<>();
  private long firstHintNs;
  private long lastHintNs;

  FolderWatch(Source source, FolderScan scan, SourceConfig config) throws IOException {
    this.source = source;
    this.scan = scan;
    this.config = config;
    this.root = Path.of(source.location());
    this.watcher =
        DirectoryWatcher.builder().path(root).fileHashing(false).listener(this::hint).build();
  }

  /** Starts to listen, on threads of its own. */
  void start() {
    var unused =
        watcher.watchAsync(
            Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("folder-events-", 0).factory()));
  }

  private synchronized void hint(DirectoryChangeEvent event) {
    boolean overflow = event.eventType() == DirectoryChangeEvent.EventType.OVERFLOW;
    if (hints.isEmpty()) {
      firstHintNs = System.nanoTime();
      lookAfter(config.debounce().toNanos());
    }
    lastHintNs = System.nanoTime();
    if (overflow || event.path() == null || hints.size() >= config.hintsMax()) {
      hints.clear();
      hints.add("");
    } else if (!hints.contains("")) {
      hints.add(FolderListing.uri(root, event.path()));
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
      if (now < quietAt && now < latest) {
        lookAfter(Math.min(quietAt, latest) - now);
        return;
      }
      paths = Set.copyOf(hints);
      hints.clear();
    }
    try {
      scan.hinted(source, paths);
    } catch (RuntimeException failure) {
      // The scheduled scan will find what this look missed.
      LOG.log(
          Level.WARNING, "Could not look at what changed in " + root + ": " + failure.getMessage());
    }
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
