package dev.footnote.answer;

import dev.footnote.audit.Provenance;
import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.StoredVersion;
import dev.footnote.evidence.VersionKey;
import dev.footnote.extract.ExtractiveAnswerer;
import dev.footnote.llm.LanguageModel;
import dev.footnote.llm.LanguageModelFailed;
import dev.footnote.llm.LlmConfig;
import dev.footnote.search.SearchResult;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Chooses who answers: the configured language model, or the documents' own sentences. Made at the
 * start, so that a configuration that can't work is not found out by the first question.
 */
@Startup
@ApplicationScoped
class Answerers {
  private static final Logger LOG = Logger.getLogger(Answerers.class);

  private final LlmConfig config;
  private final AnswerMeters meters;
  private final ExtractiveAnswerer extractive;
  private final @Nullable LlmAnswerer llm;

  Answerers(AnswerConfig answerConfig, LlmConfig config, AnswerMeters meters) {
    this.config = config;
    this.meters = meters;
    this.extractive = new ExtractiveAnswerer(answerConfig.fitMin(), answerConfig.sentencesMax());
    this.llm =
        config
            .baseUrl()
            .map(url -> new LlmAnswerer(config, new LanguageModel(config, url.toString())))
            .orElse(null);
  }

  /**
   * @throws LanguageModelFailed if the model failed and the configuration wants an error then
   */
  Draft draft(
      String question,
      List<Evidence> evidence,
      Map<VersionKey, StoredVersion> versions,
      SearchResult.Signals signals) {
    if (llm == null || evidence.isEmpty()) {
      return extract(question, evidence, versions, signals, null);
    }
    try {
      return llm.answer(question, evidence, versions);
    } catch (LanguageModelFailed e) {
      meters.modelFailed();
      if (config.onFailure() == LlmConfig.OnFailure.ERROR) {
        throw e;
      }
      LOG.warnf(e, "%s Answering with sentences from the documents.", e.getMessage());
      String note =
          "The language model did not answer (%s); sentences were selected from the documents instead."
              .formatted(e.reason());
      return extract(question, evidence, versions, signals, note);
    }
  }

  private Draft extract(
      String question,
      List<Evidence> evidence,
      Map<VersionKey, StoredVersion> versions,
      SearchResult.Signals signals,
      @Nullable String note) {
    ExtractiveAnswerer.Extract extract = extractive.answer(question, evidence, versions, signals);
    return new Draft(
        extract.statements(),
        List.of(),
        new Provenance.Answerer(
            AnswererInfo.Kind.EXTRACTIVE.code(), null, note, Map.of(), List.of(), null),
        extract.fit());
  }
}
