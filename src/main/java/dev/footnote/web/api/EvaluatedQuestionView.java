package dev.footnote.web.api;

import dev.footnote.evaluation.EvaluationResult;
import dev.footnote.evaluation.EvaluationResult.FoundPassage;
import dev.footnote.evaluation.Metrics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How one question of a run turned out.
 *
 * @param firstRank rank of the first relevant document, from 1; null if none was found
 * @param found the passages, best first
 * @param difference the metric of this run less that of the run it is held against; null where it
 *     is held against none
 */
public record EvaluatedQuestionView(
    String id,
    String question,
    boolean answerable,
    @Schema(examples = "grounded") String outcome,
    @Nullable Integer firstRank,
    @Nullable Double difference,
    Map<String, Double> metrics,
    List<FoundPassage> found,
    @Nullable String answer,
    int documentsMissing,
    int quotesMissing,
    @Nullable String problem) {

  /** The view of a result. */
  public static EvaluatedQuestionView of(EvaluationResult result, @Nullable Double difference) {
    return new EvaluatedQuestionView(
        result.questionId(),
        result.question(),
        result.answerable(),
        result.outcome().name().toLowerCase(Locale.ROOT),
        result.firstRank(),
        difference,
        Metrics.ordered(result.metrics()),
        result.found(),
        result.answer(),
        result.documentsMissing(),
        result.quotesMissing(),
        result.problem());
  }
}
