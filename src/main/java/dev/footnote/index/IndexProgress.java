package dev.footnote.index;

import dev.footnote.document.DocumentLease;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;

/** What this process has indexed since it started: counters for metrics, lines for the log. */
@ApplicationScoped
public class IndexProgress {
  private static final Logger LOG = Logger.getLogger(IndexProgress.class.getName());

  private final MeterRegistry metrics;
  private final AtomicLong documents = new AtomicLong();
  private final AtomicLong chunks = new AtomicLong();
  private final AtomicLong embedded = new AtomicLong();

  IndexProgress(MeterRegistry metrics) {
    this.metrics = metrics;
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

  void add(DocumentLease lease, Outcome outcome) {
    documents.incrementAndGet();
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

  private static String name(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Indexed indexed -> "indexed";
      case Outcome.Unchanged unchanged -> "unchanged";
      case Outcome.Removed removed -> "removed";
      case Outcome.Refused refused -> refused.problem().passing() ? "retried" : "parked";
      case Outcome.Superseded superseded -> "superseded";
    };
  }

  /** A file name may hold line breaks; a log line may not. */
  private static String quoted(DocumentLease lease) {
    return '\'' + lease.uri().replaceAll("\\p{Cntrl}", "?") + '\'';
  }
}
