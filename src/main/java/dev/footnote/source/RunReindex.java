package dev.footnote.source;

import dev.footnote.document.KnownFile;
import dev.footnote.document.Source;
import dev.footnote.document.SourceRepository;
import dev.footnote.jobs.DocumentQueue;
import dev.footnote.jobs.ReindexJob;
import dev.footnote.jobs.ReindexJobRepository;
import dev.footnote.jobs.ReindexRequest;
import dev.footnote.jobs.ReindexTask;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The start of a reindex job: looks at its sources and hands on every document it asks for, changed
 * or not, so that its bytes are read and compared by hash.
 */
@ApplicationScoped
class RunReindex implements ReindexTask {
  private final Database database;
  private final SourceRepository sources;
  private final ReindexJobRepository jobs;
  private final FolderScan scan;
  private final DocumentQueue queue;
  private final InstantSource clock;

  RunReindex(
      Database database,
      SourceRepository sources,
      ReindexJobRepository jobs,
      FolderScan scan,
      DocumentQueue queue,
      InstantSource clock) {
    this.database = database;
    this.sources = sources;
    this.jobs = jobs;
    this.scan = scan;
    this.queue = queue;
    this.clock = clock;
  }

  @Override
  public void run(ReindexJob job) {
    advance(job, ReindexJob.State.SCANNING, null);
    List<UUID> wanted = new ArrayList<>();
    for (Source source : sources(job)) {
      FolderScan.Found found = scan.whole(source);
      found.documents().stream()
          .filter(file -> isAskedFor(job.request(), file))
          .map(KnownFile::id)
          .forEach(wanted::add);
    }
    List<String> alarms =
        sources(job).stream().map(Source::alarm).filter(Objects::nonNull).toList();
    if (!alarms.isEmpty()) {
      advance(job, ReindexJob.State.FAILED, String.join(" ", alarms));
      return;
    }
    // Attached before they are noticed: a worker that is quick must find the job waiting.
    database.change(handle -> jobs.attach(handle, job, wanted));
    queue.notice(job, wanted);
    advance(job, ReindexJob.State.INDEXING, null);
    database.change(handle -> jobs.complete(handle, job.scope().tenantId(), clock.instant()));
  }

  private List<Source> sources(ReindexJob job) {
    return database.read(handle -> sources.of(handle, job.scope())).stream()
        .filter(source -> job.request().source() == null || job.request().source() == source.id())
        .toList();
  }

  static boolean isAskedFor(ReindexRequest request, KnownFile file) {
    return isAskedFor(request, file, file.uri());
  }

  /** Whether the request means the file at that path, and its document if it has one. */
  static boolean isAskedFor(ReindexRequest request, @Nullable KnownFile file, String uri) {
    if (request.document() != null && (file == null || !request.document().equals(file.id()))) {
      return false;
    }
    if (request.path() == null) {
      return true;
    }
    PathMatcher glob = FileSystems.getDefault().getPathMatcher("glob:" + request.path());
    return glob.matches(Path.of(uri));
  }

  private void advance(ReindexJob job, ReindexJob.State state, @Nullable String failure) {
    database.change(handle -> jobs.advance(handle, job, state, failure, clock.instant()));
  }
}
