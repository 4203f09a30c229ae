package dev.footnote.web.api;

import dev.footnote.evaluation.EvaluationRun;
import dev.footnote.evaluation.EvaluationRun.Measured;
import dev.footnote.evaluation.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A run over a golden set, and how far it is.
 *
 * @param questions how many it asks
 * @param done how many of them it has asked
 * @param remainingSeconds at the rate so far; null when that can't be told
 * @param generation what was searched; null before the first question
 * @param profile the answer profile that is measured
 * @param answerer who wrote the answers; null if none are made
 * @param watermarkStart the collection's watermark at the first question
 * @param watermarkEnd the same at the last one; another one says that documents changed meanwhile
 * @param configuration settings that results depend on
 * @param metrics by name, each over the questions that it says something of; empty before the run
 *     is complete
 * @param counts of questions, of those that failed, and of what the golden set names and the
 *     collection doesn't have
 * @param problem why it failed, or does not go on at present
 */
public record EvaluationView(
    UUID id,
    @Nullable String name,
    String collection,
    UUID goldenSet,
    String goldenSetName,
    @Schema(examples = "running") String state,
    boolean answers,
    String profile,
    int questions,
    int done,
    @Nullable Double remainingSeconds,
    @Nullable String generation,
    @Nullable String embeddingModel,
    @Nullable String answerer,
    @Nullable Long watermarkStart,
    @Nullable Long watermarkEnd,
    Map<String, Object> configuration,
    Map<String, Double> metrics,
    Map<String, Integer> counts,
    List<String> baselines,
    @Nullable String problem,
    String requestedBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  /** The view of a run at a moment. */
  public static EvaluationView of(EvaluationRun run, Instant now) {
    Measured measured = run.measured();
    return new EvaluationView(
        run.id(),
        run.name(),
        run.collection(),
        run.goldenSetId(),
        run.goldenSet(),
        run.state().name().toLowerCase(Locale.ROOT),
        run.answers(),
        run.profile(),
        run.questions(),
        run.done(),
        run.remaining(now).map(Duration::toMillis).map(millis -> millis / 1000.0).orElse(null),
        measured == null ? null : Integer.toString(measured.generationId()),
        measured == null ? null : measured.embeddingModel(),
        measured == null ? null : measured.answerer(),
        measured == null ? null : measured.watermarkStart(),
        measured == null ? null : measured.watermarkEnd(),
        run.configuration(),
        Metrics.ordered(run.metrics()),
        run.counts(),
        run.baselines(),
        run.problem(),
        run.requestedBy(),
        run.createdAt(),
        run.startedAt(),
        run.finishedAt());
  }
}
