package dev.footnote.answer;

import dev.footnote.llm.LlmConfig;
import dev.footnote.proof.CitationPolicy;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How one answer is made: what a profile says, and the configuration where it says nothing.
 *
 * @param profile the profile's name and version, such as {@code default@3}; {@code default@0} for
 *     the configuration alone
 * @param instructions wishes on tone and form that the model is told besides the rules; empty for
 *     none
 * @param language tag of the language to answer in; null for that of the question
 * @param endpoint name of a configured endpoint; null for the standard one
 * @param model name of the language model; null if none answers
 * @param topP null for the endpoint's own
 */
record AnswerSettings(
    String profile,
    String instructions,
    @Nullable String language,
    @Nullable String endpoint,
    @Nullable String model,
    double temperature,
    @Nullable Double topP,
    int answerTokensMax,
    int evidenceTokensMax,
    int sentencesMax,
    double fitMin,
    CitationPolicy citations,
    LlmConfig.OnFailure onFailure) {

  /** The configuration alone. */
  static AnswerSettings standard(AnswerConfig answer, LlmConfig llm) {
    return new AnswerSettings(
        "default@0",
        "",
        null,
        null,
        llm.baseUrl().isPresent() ? llm.model().orElse(null) : null,
        llm.temperature(),
        null,
        llm.answerTokensMax(),
        answer.evidenceTokensMax(),
        answer.sentencesMax(),
        answer.fitMin(),
        answer.citations(),
        llm.onFailure());
  }

  /** What the ledger keeps of it. */
  Map<String, Object> onLedger() {
    var kept = new TreeMap<String, Object>();
    kept.put("profile", profile);
    kept.put("evidence_tokens_max", evidenceTokensMax);
    kept.put("sentences_max", sentencesMax);
    kept.put("fit_min", fitMin);
    kept.put("citations", citations.name().toLowerCase(java.util.Locale.ROOT));
    kept.put("instructions", instructions);
    if (language != null) {
      kept.put("language", language);
    }
    return kept;
  }

  /** What the ledger keeps of how the model was asked. */
  Map<String, Object> sampling() {
    var kept = new TreeMap<String, Object>();
    kept.put("temperature", temperature);
    kept.put("answer_tokens_max", answerTokensMax);
    if (topP != null) {
      kept.put("top_p", topP);
    }
    if (endpoint != null) {
      kept.put("endpoint", endpoint);
    }
    return kept;
  }
}
