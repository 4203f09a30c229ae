package dev.footnote.answer;

import dev.footnote.proof.CitationPolicy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How answers are made: {@code footnote.answer.*}. The figures behind them: docs/benchmarks.md. */
@ConfigMapping(prefix = "footnote.answer")
public interface AnswerConfig {

  /** The most tokens of evidence, counted by the embedding model's tokenizer. */
  @WithDefault("2000")
  int evidenceTokensMax();

  /** The most sentences in an extractive answer; a list counts as two. */
  @WithDefault("4")
  int sentencesMax();

  /**
   * How well the best passage must fit before an answer is given: its cosine similarity plus half
   * of the share of the question's weight that its words hold. It belongs to the embedding model:
   * another one spreads its similarities differently.
   */
  @WithDefault("0.855")
  double fitMin();

  /** What happens to a statement of a language model that the evidence does not support. */
  @WithDefault("strict")
  CitationPolicy citations();
}
