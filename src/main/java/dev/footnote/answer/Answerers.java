package dev.footnote.answer;

import dev.footnote.audit.Provenance;
import dev.footnote.extract.ExtractiveAnswerer;
import dev.footnote.llm.LanguageModel;
import dev.footnote.llm.LanguageModelFailed;
import dev.footnote.llm.LanguageModels;
import dev.footnote.profile.AnswerSchema;
import dev.footnote.profile.AnswerSettings;
import dev.footnote.profile.OnFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Chooses who answers: a language model, or the documents' own sentences. */
@ApplicationScoped
class Answerers {
  private static final Logger LOG = Logger.getLogger(Answerers.class);

  private static final String PROSE =
      "The profile wants JSON by its answer_schema, and no language model answered: the answer is prose.";

  private static final String CONTEXT_IGNORED =
      "What the caller said beside the question was not used: no language model answered.";

  private final LanguageModels models;
  private final Admission admission;
  private final AnswerMeters meters;

  Answerers(LanguageModels models, Admission admission, AnswerMeters meters) {
    this.admission = admission;
    this.models = models;
    this.meters = meters;
    meters.watch(models);
  }

  /** Whether a model will be asked. */
  boolean asksModel(AnswerSettings settings) {
    return switch (settings.answerer()) {
      case EXTRACTIVE -> false;
      case MODEL -> true;
      case AUTO -> settings.model() != null && endpoint(settings).isPresent();
    };
  }

  /** Whether a model will be asked for JSON; nothing of it is told before all of it is judged. */
  boolean asksForJson(AnswerSettings settings) {
    return settings.answerSchema() != null && asksModel(settings);
  }

  /**
   * @param say gets statements in reading order, as they are found
   * @throws LanguageModelFailed if the model failed before it had said anything, and the settings
   *     want an error then
   */
  Draft draft(Asked asked, Say say) {
    Draft draft = drafted(asked, say);
    if (draft.made().kind().equals(AnswererInfo.Kind.LLM.code())) {
      return draft;
    }
    if (!asked.context().items().isEmpty()) {
      draft = draft.noting(CONTEXT_IGNORED);
    }
    return asked.settings().answerSchema() == null ? draft : draft.noting(PROSE);
  }

  private Draft drafted(Asked asked, Say say) {
    AnswerSettings settings = asked.settings();
    if (!asksModel(settings) || asked.sources().isEmpty()) {
      return extract(asked, null, say);
    }
    try {
      AnswerSchema schema = settings.answerSchema();
      return schema == null
          ? new LlmAnswerer(model(settings), admission).answer(asked, say)
          : new SchemaAnswerer(model(settings), admission).answer(asked, schema, say);
    } catch (LanguageModelFailed e) {
      meters.modelFailed();
      if (settings.onFailure() == OnFailure.ERROR || Thread.currentThread().isInterrupted()) {
        throw e;
      }
      LOG.warnf("%s Answering with sentences from the documents.", e.getMessage());
      String note =
          "The language model did not answer (%s); sentences were selected from the documents instead."
              .formatted(e.reason());
      return extract(asked, note, say);
    }
  }

  /** The model's endpoint. */
  LanguageModel model(AnswerSettings settings) {
    if (settings.model() == null) {
      throw new LanguageModelFailed("none is configured", false, null, null);
    }
    return endpoint(settings)
        .orElseThrow(
            () ->
                new LanguageModelFailed(
                    "the endpoint that its profile names is not configured", false, null, null));
  }

  private Optional<LanguageModel> endpoint(AnswerSettings settings) {
    String endpoint = settings.endpoint();
    return endpoint == null ? models.standard() : models.named(endpoint);
  }

  private static Draft extract(Asked asked, @Nullable String note, Say say) {
    AnswerSettings settings = asked.settings();
    ExtractiveAnswerer.Extract extract =
        new ExtractiveAnswerer(asked.fitMin(), settings.sentencesMax())
            .answer(asked.question(), asked.evidence(), asked.versions(), asked.signals());
    say.statements(extract.statements());
    return new Draft(
        List.of(),
        new Provenance.Answerer(
            AnswererInfo.Kind.EXTRACTIVE.code(), null, note, Map.of(), List.of(), null),
        extract.fit(),
        null,
        null,
        true,
        null);
  }
}
