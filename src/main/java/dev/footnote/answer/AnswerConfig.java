package dev.footnote.answer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How answers are made: {@code footnote.answer.*}. The figures behind them: docs/benchmarks.md. */
@ConfigMapping(prefix = "footnote.answer")
public interface AnswerConfig {

  /**
   * How well the evidence must fit before an answer is given: the best passage's cosine similarity
   * plus 0.35 of the share of the question's weight that the words of one passage hold, and 0.35 of
   * the share that the best sentence holds. It belongs to the embedding model: another one spreads
   * its similarities differently.
   */
  @WithDefault("0.9")
  double fitMin();
}
