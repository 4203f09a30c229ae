package dev.footnote.source;

import dev.footnote.document.Source;
import dev.footnote.document.SourceRepository;
import dev.footnote.jobs.DocumentQueue;
import dev.footnote.jobs.Regularly;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
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
  private final HashSweep sweep;
  private final ScanLeader leader;
  private final DocumentQueue queue;
  private final Regularly regularly;
  private final SourceConfig config;
  private final InstantSource clock;
  private final Map<Scope, Set<Integer>> followed = new ConcurrentHashMap<>();
  private final Map<Integer, FolderWatch> watches = new ConcurrentHashMap<>();

  Folders(
      Database database,
      SourceRepository sources,
      FolderScan scan,
      HashSweep sweep,
      ScanLeader leader,
      DocumentQueue queue,
      Regularly regularly,
      SourceConfig config,
      InstantSource clock) {
    this.database = database;
    this.sources = sources;
    this.scan = scan;
    this.sweep = sweep;
    this.leader = leader;
    this.queue = queue;
    this.regularly = regularly;
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
    if (leader.lead(source)) {
      watch(source);
      scan.whole(source);
    } else {
      LOG.info("Another process watches " + source.location());
    }
    return source;
  }

  /** Looks at all of the folder now, rather than when its turn comes. */
  public void look(Source source) {
    scan.whole(source);
  }

  /** Stops following; the documents stay as they are. */
  public void unfollow(Source source) {
    followed.getOrDefault(source.scope(), Set.of()).remove(source.id());
    unwatch(source);
    leader.release(source);
  }

  private void unwatch(Source source) {
    FolderWatch watch = watches.remove(source.id());
    if (watch != null) {
      watch.close();
    }
  }

  void start(@Observes StartupEvent event) {
    regularly.run("the scan of the folders", config.scanEvery(), this::scanAll);
    regularly.run("the leases of the folders", config.leaseBeat(), this::beat);
  }

  /** Looks at every followed folder whole, and puts back on the queue what fell off it. */
  void scanAll() {
    for (Source source : followed()) {
      if (leader.lead(source)) {
        watch(source);
        scan.whole(source);
      }
    }
    queue.sweep();
  }

  /** Says that this process lives, and takes over sources whose leader has not said so. */
  void beat() {
    followed().forEach(this::lead);
  }

  private void lead(Source source) {
    boolean led = leader.leads(source);
    if (!leader.lead(source)) {
      unwatch(source);
    } else if (!led) {
      watch(source);
      scan.whole(source);
    }
  }

  private void look(Source source, Set<String> paths) {
    if (leader.leads(source)) {
      scan.hinted(source, paths);
    }
  }

  /** Compares the content of every followed document by hash. */
  @Scheduled(
      cron = "{footnote.source.sweep-at}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sweepAll() {
    led().forEach(sweep::sweep);
  }

  /** The sources that this process watches and scans. */
  List<Source> led() {
    return followed().stream().filter(leader::leads).toList();
  }

  private List<Source> followed() {
    return followed.entrySet().stream()
        .flatMap(
            entry ->
                database.read(handle -> sources.of(handle, entry.getKey())).stream()
                    .filter(source -> entry.getValue().contains(source.id())))
        .toList();
  }

  private boolean isWatched(Source source) {
    Path root = Path.of(source.location());
    return config.watch()
        && config.unwatched().orElse(Set.of()).stream()
            .noneMatch(folder -> Path.of(folder).toAbsolutePath().normalize().equals(root))
        && root.toFile().isDirectory();
  }

  private void watch(Source source) {
    FolderWatch before = watches.get(source.id());
    if (before != null && !before.isAlive()) {
      watches.remove(source.id(), before);
      before.close();
    }
    if (!isWatched(source)) {
      return;
    }
    watches.computeIfAbsent(
        source.id(),
        any -> {
          try {
            var watch = new FolderWatch(source, paths -> look(source, paths), config);
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
    try {
      followed().forEach(leader::release);
    } catch (RuntimeException noDatabase) {
      LOG.log(Level.FINE, "The leases of the folders will run out by themselves", noDatabase);
    }
  }
}
