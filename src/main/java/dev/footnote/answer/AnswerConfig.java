package dev.footnote.answer;

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
   * Below this cosine similarity of question and best passage the documents are taken to hold no
   * answer, if the words don't speak for it either. It belongs to the embedding model.
   */
  @WithDefault("0.60")
  double similarityMin();

  /** From this cosine similarity on, an answer is given whatever words it shares. */
  @WithDefault("0.72")
  double similarityEnough();

  /** The least share of the question's weight, 0 to 1, that one passage must hold in its words. */
  @WithDefault("0.40")
  double coverageMin();
}
