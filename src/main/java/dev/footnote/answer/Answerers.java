package dev.footnote.answer;

import dev.footnote.audit.Provenance;
import dev.footnote.evidence.Statement;
import dev.footnote.extract.ExtractiveAnswerer;
import dev.footnote.llm.LanguageModel;
import dev.footnote.llm.LanguageModelFailed;
import dev.footnote.llm.LanguageModels;
import dev.footnote.profile.AnswerSettings;
import dev.footnote.profile.OnFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Chooses who answers: a language model, or the documents' own sentences. */
@ApplicationScoped
class Answerers {
  private static final Logger LOG = Logger.getLogger(Answerers.class);

  private static final String PROSE =
      "The profile's answer_schema is not applied by this version: the answer is prose.";

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

  /**
   * @param say gets statements in reading order, as they are found
   * @throws LanguageModelFailed if the model failed before it had said anything, and the settings
   *     want an error then
   */
  Draft draft(Asked asked, Consumer<List<Statement>> say) {
    Draft drafted = drafted(asked, say);
    boolean ignored =
        !asked.context().items().isEmpty()
            && drafted.made().kind().equals(AnswererInfo.Kind.EXTRACTIVE.code());
    Draft draft = ignored ? drafted.noting(CONTEXT_IGNORED) : drafted;
    return asked.settings().answerSchema() == null ? draft : draft.noting(PROSE);
  }

  private Draft drafted(Asked asked, Consumer<List<Statement>> say) {
    AnswerSettings settings = asked.settings();
    if (!asksModel(settings) || asked.sources().isEmpty()) {
      return extract(asked, null, say);
    }
    try {
      return new LlmAnswerer(model(settings), admission).answer(asked, say);
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

  private static Draft extract(Asked asked, @Nullable String note, Consumer<List<Statement>> say) {
    AnswerSettings settings = asked.settings();
    ExtractiveAnswerer.Extract extract =
        new ExtractiveAnswerer(asked.fitMin(), settings.sentencesMax())
            .answer(asked.question(), asked.evidence(), asked.versions(), asked.signals());
    say.accept(extract.statements());
    return new Draft(
        List.of(),
        new Provenance.Answerer(
            AnswererInfo.Kind.EXTRACTIVE.code(), null, note, Map.of(), List.of(), null),
        extract.fit(),
        null,
        null,
        true);
  }
}
