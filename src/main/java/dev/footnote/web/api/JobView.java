package dev.footnote.web.api;

import dev.footnote.jobs.ReindexJob;
import dev.footnote.jobs.ReindexRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A reindex job and how far it is.
 *
 * @param outcomes documents by how they turned out
 * @param remainingSeconds at the rate so far; null when that can't be told
 */
public record JobView(
    UUID id,
    String collection,
    @Schema(examples = "indexing") String state,
    ReindexRequest request,
    String requestedBy,
    Counts counts,
    Map<String, Integer> outcomes,
    long chunks,
    long passagesEmbedded,
    @Nullable Long watermark,
    @Nullable Double documentsPerSecond,
    @Nullable Double chunksPerSecond,
    @Nullable Double remainingSeconds,
    @Nullable String failure,
    @Nullable Instant pausedAt,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  /** Documents by state. */
  public record Counts(int inProgress, int completed, int failed, int cancelled, int total) {}

  /** The view of a job at a moment. */
  public static JobView of(ReindexJob job, Instant now) {
    ReindexJob.Counts counts = job.counts();
    return new JobView(
        job.id(),
        job.collection(),
        job.isPaused() ? "paused" : job.state().name().toLowerCase(Locale.ROOT),
        job.request(),
        job.requestedBy(),
        new Counts(
            counts.inProgress(),
            counts.completed(),
            counts.failed(),
            counts.cancelled(),
            counts.total()),
        job.outcomes(),
        job.chunks(),
        job.passagesEmbedded(),
        job.watermark(),
        job.documentsPerSecond(now).orElse(null),
        job.chunksPerSecond(now).orElse(null),
        job.remaining(now).map(Duration::toMillis).map(millis -> millis / 1000.0).orElse(null),
        job.failure(),
        job.isPaused() ? job.pausedAt() : null,
        job.createdAt(),
        job.startedAt(),
        job.finishedAt());
  }
}
