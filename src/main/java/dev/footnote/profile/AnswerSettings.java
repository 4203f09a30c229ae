package dev.footnote.profile;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.footnote.profile.ProfileSettings.Agent;
import org.jspecify.annotations.Nullable;

/**
 * How an answer is to be made, with nothing left open: a profile's settings over the
 * configuration's. What is null here means none.
 *
 * @param language as BCP 47; null for the question's
 * @param endpoint name of a configured endpoint; null for the default one
 * @param model null if the configuration names none, and then no model is asked
 * @param topP null if the endpoint shall use its own
 * @param answerSchema null for answers in prose
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AnswerSettings(
    @Nullable String instructions,
    @Nullable String tone,
    @Nullable String language,
    @Nullable String endpoint,
    @Nullable String model,
    double temperature,
    @Nullable Double topP,
    int answerTokensMax,
    int evidenceTokensMax,
    int passages,
    @Nullable AnswerSchema answerSchema,
    CitationPolicy citations,
    OnFailure onFailure,
    AnswererChoice answerer,
    Retrieval retrieval,
    AgentLimits agent,
    int sentencesMax) {

  /** As {@link Agent}, with nothing left open. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record AgentLimits(int stepsMax, int searchesMax, int secondsMax) {

    private AgentLimits with(@Nullable Agent said) {
      return said == null
          ? this
          : new AgentLimits(
              or(said.stepsMax(), stepsMax),
              or(said.searchesMax(), searchesMax),
              or(said.secondsMax(), secondsMax));
    }
  }

  /** What the configuration alone says. */
  public static AnswerSettings configured(AnswerDefaults answer, ModelDefaults model) {
    return new AnswerSettings(
        answer.instructions().orElse(null),
        answer.tone().orElse(null),
        answer.language().orElse(null),
        null,
        model.model().orElse(null),
        model.temperature(),
        model.topP().orElse(null),
        model.answerTokensMax(),
        answer.evidenceTokensMax(),
        answer.passages(),
        null,
        answer.citations(),
        model.onFailure(),
        answer.answerer(),
        answer.retrieval(),
        new AgentLimits(
            answer.agent().stepsMax(), answer.agent().searchesMax(), answer.agent().secondsMax()),
        answer.sentencesMax());
  }

  /** These settings, except where a profile says something else. */
  AnswerSettings with(ProfileSettings said) {
    return new AnswerSettings(
        orNull(said.instructions(), instructions),
        orNull(said.tone(), tone),
        orNull(said.language(), language),
        orNull(said.endpoint(), endpoint),
        orNull(said.model(), model),
        or(said.temperature(), temperature),
        orNull(said.topP(), topP),
        or(said.answerTokensMax(), answerTokensMax),
        or(said.evidenceTokensMax(), evidenceTokensMax),
        or(said.passages(), passages),
        orNull(said.answerSchema(), answerSchema),
        or(said.citations(), citations),
        or(said.onFailure(), onFailure),
        or(said.answerer(), answerer),
        or(said.retrieval(), retrieval),
        agent.with(said.agent()),
        or(said.sentencesMax(), sentencesMax));
  }

  /** These settings with more wishes on tone and form, put after the profile's own. */
  public AnswerSettings wishing(String more) {
    if (more.isBlank()) {
      return this;
    }
    return new AnswerSettings(
        instructions == null ? more : instructions + "\n" + more,
        tone,
        language,
        endpoint,
        model,
        temperature,
        topP,
        answerTokensMax,
        evidenceTokensMax,
        passages,
        answerSchema,
        citations,
        onFailure,
        answerer,
        retrieval,
        agent,
        sentencesMax);
  }

  private static <T> T or(@Nullable T said, T otherwise) {
    return said == null ? otherwise : said;
  }

  private static <T> @Nullable T orNull(@Nullable T said, @Nullable T otherwise) {
    return said == null ? otherwise : said;
  }
}
