package dev.footnote.index;

import dev.footnote.document.DocumentLease;
import dev.footnote.document.DocumentLeases;
import dev.footnote.jobs.Regularly;
import dev.footnote.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;

/** What this process has indexed since it started: counters for metrics, lines for the log. */
@ApplicationScoped
public class IndexProgress {
  private static final Logger LOG = Logger.getLogger(IndexProgress.class.getName());

  private final MeterRegistry metrics;
  private final Database database;
  private final DocumentLeases leases;
  private final Regularly regularly;
  private final IndexConfig config;
  private final InstantSource clock;
  private final AtomicLong documents = new AtomicLong();
  private final AtomicLong chunks = new AtomicLong();
  private final AtomicLong embedded = new AtomicLong();

  private Totals reported = new Totals(0, 0, 0);
  private Instant reportedAt;

  IndexProgress(
      MeterRegistry metrics,
      Database database,
      DocumentLeases leases,
      Regularly regularly,
      IndexConfig config,
      InstantSource clock) {
    this.metrics = metrics;
    this.database = database;
    this.leases = leases;
    this.regularly = regularly;
    this.config = config;
    this.clock = clock;
    this.reportedAt = clock.instant();
  }

  /**
   * Totals since the start.
   *
   * @param documents dealt with, whatever the outcome
   * @param chunks of documents that were indexed
   * @param passagesEmbedded passages of which the model was asked for a vector
   */
  public record Totals(long documents, long chunks, long passagesEmbedded) {}

  /** The totals at this moment. */
  public Totals totals() {
    return new Totals(documents.get(), chunks.get(), embedded.get());
  }

  void start(@Observes StartupEvent event) {
    regularly.run("the report of progress", config.progressEvery(), this::report);
  }

  /** Tells the log how far indexing is; says nothing when nothing was done since the last time. */
  void report() {
    Totals now = totals();
    Instant at = clock.instant();
    long done = now.documents() - reported.documents();
    if (done > 0) {
      double seconds = Math.max(0.001, Duration.between(reportedAt, at).toMillis() / 1000.0);
      long waiting = database.read(leases::dueCount);
      LOG.info(
          "Indexing: %d documents dealt with (%.1f/s), %d chunks (%.1f/s), %d of them embedded; %s"
              .formatted(
                  done,
                  done / seconds,
                  now.chunks() - reported.chunks(),
                  (now.chunks() - reported.chunks()) / seconds,
                  now.passagesEmbedded() - reported.passagesEmbedded(),
                  waiting == 0
                      ? "nothing waits"
                      : "%d wait, about %d s left"
                          .formatted(waiting, Math.round(waiting * seconds / done))));
    }
    reported = now;
    reportedAt = at;
  }

  void add(DocumentLease lease, Outcome outcome) {
    if (outcome instanceof Outcome.Deferred) {
      return;
    }
    documents.incrementAndGet();
    if (outcome instanceof Outcome.Indexed || outcome instanceof Outcome.Removed) {
      recordFreshness(lease);
    }
    metrics.counter("footnote.index.documents", "outcome", name(outcome)).increment();
    switch (outcome) {
      case Outcome.Indexed indexed -> {
        chunks.addAndGet(indexed.chunks());
        embedded.addAndGet(indexed.embedded());
        metrics.counter("footnote.index.chunks").increment(indexed.chunks());
        metrics.counter("footnote.index.passages.embedded").increment(indexed.embedded());
        LOG.fine(
            () ->
                "Indexed %s: version %d, %d chunks, %d embedded, watermark %d"
                    .formatted(
                        quoted(lease),
                        indexed.version(),
                        indexed.chunks(),
                        indexed.embedded(),
                        indexed.watermark()));
      }
      case Outcome.Removed removed -> LOG.fine(() -> "Removed " + quoted(lease));
      case Outcome.Deferred deferred -> {}
      case Outcome.Refused refused ->
          LOG.warning(
              () ->
                  "%s %s (%s): %s"
                      .formatted(
                          refused.problem().passing() ? "Will try again:" : "Parked:",
                          quoted(lease),
                          refused.problem().code(),
                          refused.problem().detail()));
      case Outcome.Unchanged unchanged -> LOG.finer(() -> "Unchanged " + quoted(lease));
      case Outcome.Superseded superseded ->
          LOG.fine(() -> "Left to a later worker: " + quoted(lease));
    }
  }

  /** From the moment the change was noticed to the commit that makes it visible. */
  private void recordFreshness(DocumentLease lease) {
    if (lease.noticedAt() != null) {
      Duration age = Duration.between(lease.noticedAt(), clock.instant());
      metrics.timer("footnote.index.freshness").record(age.isNegative() ? Duration.ZERO : age);
    }
  }

  private static String name(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Indexed indexed -> "indexed";
      case Outcome.Unchanged unchanged -> "unchanged";
      case Outcome.Removed removed -> "removed";
      case Outcome.Deferred deferred -> "deferred";
      case Outcome.Refused refused -> refused.problem().passing() ? "retried" : "parked";
      case Outcome.Superseded superseded -> "superseded";
    };
  }

  /** A file name may hold line breaks; a log line may not. */
  private static String quoted(DocumentLease lease) {
    return '\'' + lease.uri().replaceAll("\\p{Cntrl}", "?") + '\'';
  }
}
