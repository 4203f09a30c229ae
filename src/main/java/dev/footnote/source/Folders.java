package dev.footnote.source;

import dev.footnote.document.Source;
import dev.footnote.document.SourceRepository;
import dev.footnote.jobs.DocumentQueue;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The folders that are followed: each is scanned at once and then regularly, and watched in
 * between.
 */
@ApplicationScoped
public class Folders {
  private static final Logger LOG = Logger.getLogger(Folders.class.getName());

  private final Database database;
  private final SourceRepository sources;
  private final FolderScan scan;
  private final DocumentQueue queue;
  private final SourceConfig config;
  private final InstantSource clock;
  private final Map<Scope, Set<Integer>> followed = new ConcurrentHashMap<>();
  private final Map<Integer, FolderWatch> watches = new ConcurrentHashMap<>();

  Folders(
      Database database,
      SourceRepository sources,
      FolderScan scan,
      DocumentQueue queue,
      SourceConfig config,
      InstantSource clock) {
    this.database = database;
    this.sources = sources;
    this.scan = scan;
    this.queue = queue;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Follows a folder as a source of the collection from now on: watches it, then looks at all of
   * it.
   */
  public Source follow(Scope scope, Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    Source source =
        database.write(
            handle -> sources.ensureFolder(handle, scope, root.toString(), clock.instant()));
    followed.computeIfAbsent(scope, any -> ConcurrentHashMap.newKeySet()).add(source.id());
    watch(source);
    scan.whole(source);
    return source;
  }

  /** Looks at all of the folder now, rather than when its turn comes. */
  public void look(Source source) {
    scan.whole(source);
  }

  /** Stops following; the documents stay as they are. */
  public void unfollow(Source source) {
    followed.getOrDefault(source.scope(), Set.of()).remove(source.id());
    FolderWatch watch = watches.remove(source.id());
    if (watch != null) {
      watch.close();
    }
  }

  /** Looks at every followed folder whole, and puts back on the queue what fell off it. */
  @Scheduled(
      every = "{footnote.source.scan-every}",
      delayed = "{footnote.source.scan-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void scanAll() {
    followed.forEach(
        (scope, known) ->
            database.read(handle -> sources.of(handle, scope)).stream()
                .filter(source -> known.contains(source.id()))
                .forEach(
                    source -> {
                      watch(source);
                      scan.whole(source);
                    }));
    queue.sweep();
  }

  private void watch(Source source) {
    if (!config.watch() || !Path.of(source.location()).toFile().isDirectory()) {
      return;
    }
    watches.computeIfAbsent(
        source.id(),
        any -> {
          try {
            var watch = new FolderWatch(source, scan, config);
            watch.start();
            return watch;
          } catch (IOException failure) {
            LOG.log(
                Level.WARNING,
                "No events from {0} ({1}); the scan every {2} finds its changes.",
                new Object[] {source.location(), failure.getMessage(), config.scanEvery()});
            return null;
          }
        });
  }

  void stop(@Observes ShutdownEvent event) {
    watches.values().forEach(FolderWatch::close);
    watches.clear();
  }
}
