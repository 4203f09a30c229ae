package dev.footnote.answer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How answers are made: {@code footnote.answer.*}. The figures behind them: docs/benchmarks.md. */
@ConfigMapping(prefix = "footnote.answer")
public interface AnswerConfig {

  /**
   * How well the best passage must fit before an answer is given: its cosine similarity plus half
   * of the share of the question's weight that its words hold. It belongs to the embedding model:
   * another one spreads its similarities differently.
   */
  @WithDefault("0.855")
  double fitMin();
}
