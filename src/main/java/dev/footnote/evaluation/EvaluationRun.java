package dev.footnote.evaluation;

import dev.footnote.jobs.EvaluationKey;
import dev.footnote.store.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A golden set's questions, asked one after the other, and what came of it.
 *
 * @param goldenSet name of the golden set
 * @param name what an admin calls it; null if it has no name
 * @param answers whether answers are made, or passages searched alone
 * @param profile the answer profile that is measured
 * @param generationAsked the generation to search; null for the live one
 * @param problem why it failed, or does not go on at present; null if it did not, or does
 * @param questions how many questions it asks
 * @param done how many of them it has asked
 * @param measured what was measured; null before the first question
 * @param configuration settings that results depend on, by name
 * @param metrics by name, such as {@code ndcg_at_10}; empty before the run is complete
 * @param counts of questions, documents and quotes, by name; empty before the run is complete
 * @param baselines names under which others are held against this run
 */
public record EvaluationRun(
    Scope scope,
    UUID id,
    String collection,
    UUID goldenSetId,
    String goldenSet,
    @Nullable String name,
    boolean answers,
    String profile,
    @Nullable Integer generationAsked,
    String requestedBy,
    State state,
    @Nullable String problem,
    int questions,
    int done,
    @Nullable Measured measured,
    Map<String, Object> configuration,
    Map<String, Double> metrics,
    Map<String, Integer> counts,
    List<String> baselines,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  /** From being asked for to its end. */
  public enum State {
    QUEUED,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED;

    /** Whether nothing will change any more. */
    public boolean finished() {
      return switch (this) {
        case QUEUED, RUNNING -> false;
        case COMPLETED, FAILED, CANCELLED -> true;
      };
    }
  }

  /**
   * What the questions ran against.
   *
   * @param answerer such as {@code extractive}; null if no answers are made
   * @param watermarkStart the collection's watermark at the first question
   * @param watermarkEnd the same at the last question so far; another one says that documents
   *     changed meanwhile
   */
  public record Measured(
      int generationId,
      String embeddingModel,
      @Nullable String answerer,
      long watermarkStart,
      long watermarkEnd) {}

  /** Names it across all tenants. */
  public EvaluationKey key() {
    return new EvaluationKey(scope.tenantId(), id);
  }

  /**
   * How long the rest will take at the rate so far; empty when that can't be told, zero when it is
   * finished.
   */
  public Optional<Duration> remaining(Instant now) {
    if (state.finished()) {
      return Optional.of(Duration.ZERO);
    }
    if (startedAt == null || done == 0) {
      return Optional.empty();
    }
    double millis = Duration.between(startedAt, now).toMillis();
    return Optional.of(Duration.ofMillis(Math.round(millis / done * (questions - done))));
  }
}
