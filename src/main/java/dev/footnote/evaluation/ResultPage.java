package dev.footnote.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some questions of a run.
 *
 * @param nextCursor where the next page starts; null on the last
 */
public record ResultPage(List<Entry> questions, @Nullable String nextCursor) {
  public ResultPage {
    questions = List.copyOf(questions);
  }

  /**
   * A question.
   *
   * @param difference the metric of this run less that of the run it is held against; null where it
   *     is held against none
   */
  public record Entry(EvaluationResult result, @Nullable Double difference) {}
}
