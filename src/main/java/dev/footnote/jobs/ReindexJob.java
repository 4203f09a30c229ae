package dev.footnote.jobs;

import dev.footnote.store.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to index, and how far it is.
 *
 * @param outcomes how many documents turned out how: {@code indexed}, {@code unchanged}, {@code
 *     removed}, or the code of a problem
 * @param passagesEmbedded passages for which the embedding model was asked
 * @param watermark the collection's watermark that contains everything the job has changed; null
 *     while it changed nothing
 * @param pausedAt since when its documents are held back; null unless they are
 * @param failure why the job failed, in a sentence; null unless it did
 */
public record ReindexJob(
    Scope scope,
    UUID id,
    String collection,
    ReindexRequest request,
    String requestedBy,
    State state,
    Counts counts,
    Map<String, Integer> outcomes,
    long chunks,
    long passagesEmbedded,
    @Nullable Long watermark,
    @Nullable String failure,
    @Nullable Instant pausedAt,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  /** From being asked for to its end. */
  public enum State {
    QUEUED,
    SCANNING,
    INDEXING,
    COMPLETED,
    FAILED,
    CANCELLED;

    /** Whether nothing will change any more. */
    public boolean finished() {
      return switch (this) {
        case QUEUED, SCANNING, INDEXING -> false;
        case COMPLETED, FAILED, CANCELLED -> true;
      };
    }
  }

  /** Documents by state, as OpenAI's file batches count them; the total is their sum. */
  public record Counts(int inProgress, int completed, int failed, int cancelled) {
    /** All documents of the job. */
    public int total() {
      return inProgress + completed + failed + cancelled;
    }
  }

  /** Whether its documents are held back at present. */
  public boolean isPaused() {
    return pausedAt != null && !state.finished();
  }

  /** {@code tenant/job}: names the job across all tenants. */
  public String key() {
    return scope.tenantId() + "/" + id;
  }

  /**
   * Documents dealt with in a second, from the start until its end or {@code now}; empty before
   * there is one.
   */
  public Optional<Double> documentsPerSecond(Instant now) {
    return perSecond(counts.completed() + counts.failed(), now);
  }

  /** As {@link #documentsPerSecond}, of the chunks of documents that were indexed. */
  public Optional<Double> chunksPerSecond(Instant now) {
    return perSecond(chunks, now);
  }

  private Optional<Double> perSecond(long done, Instant now) {
    if (startedAt == null || done == 0) {
      return Optional.empty();
    }
    Duration spent = Duration.between(startedAt, finishedAt == null ? now : finishedAt);
    return Optional.of(done * 1000.0 / Math.max(1, spent.toMillis()));
  }

  /**
   * How long the rest will take at the rate so far; empty when that can't be told, zero when it is
   * finished.
   */
  public Optional<Duration> remaining(Instant now) {
    if (state.finished()) {
      return Optional.of(Duration.ZERO);
    }
    if (isPaused()) {
      return Optional.empty();
    }
    return documentsPerSecond(now)
        .map(rate -> Duration.ofMillis(Math.round(counts.inProgress() * 1000.0 / rate)));
  }
}
