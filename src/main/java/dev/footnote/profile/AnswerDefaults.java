package dev.footnote.profile;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/**
 * How answers are made where no profile says it: the part of {@code footnote.answer.*} that
 * profiles can set.
 */
@ConfigMapping(prefix = "footnote.answer")
public interface AnswerDefaults {

  /** Put after the service's own system prompt. */
  Optional<String> instructions();

  /** The answers' tone in a few words. */
  Optional<String> tone();

  /** The answers' language as BCP 47; without it, the question's. */
  Optional<String> language();

  /** The most tokens of evidence, counted by the embedding model's tokenizer. */
  @WithDefault("2000")
  @Min(ProfileRules.EVIDENCE_TOKENS_MIN)
  @Max(ProfileRules.EVIDENCE_TOKENS_MAX)
  int evidenceTokensMax();

  /** How many passages a search gives. */
  @WithDefault("8")
  @Min(1)
  @Max(ProfileRules.PASSAGES_MAX)
  int passages();

  /** The most sentences in an extractive answer; a list counts as two. */
  @WithDefault("3")
  @Min(1)
  @Max(ProfileRules.SENTENCES_MAX)
  int sentencesMax();

  @WithDefault("strict")
  CitationPolicy citations();

  @WithDefault("auto")
  AnswererChoice answerer();

  @WithDefault("once")
  Retrieval retrieval();

  /** The most profiles of a collection, deleted ones not counted. */
  @WithDefault("100")
  @Min(1)
  int profilesMax();

  Agent agent();

  /** Limits of a model that searches by itself: {@code footnote.answer.agent.*}. */
  interface Agent {
    /** Replies of the model, the answer included. */
    @WithDefault("4")
    @Min(1)
    @Max(ProfileRules.STEPS_MAX)
    int stepsMax();

    /** Searches in all steps together. */
    @WithDefault("6")
    @Min(1)
    @Max(ProfileRules.SEARCHES_MAX)
    int searchesMax();

    /** From the question to the answer. */
    @WithDefault("30")
    @Min(1)
    @Max(ProfileRules.SECONDS_MAX)
    int secondsMax();
  }
}
