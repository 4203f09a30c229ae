package dev.footnote.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.footnote.store.Json;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a profile says of its answers; null for what it leaves to the configuration. {@link
 * ProfileRules} says which values are acceptable.
 *
 * @param instructions put after the service's own system prompt, which they can't replace
 * @param tone in a few words, such as {@code friendly, brief}
 * @param language of the answers, as BCP 47; null for the question's
 * @param endpoint name of a configured endpoint, never an address: else whoever may edit profiles
 *     could make the service call anything it can reach
 * @param model the endpoint's name of it
 * @param temperature 0 to 2
 * @param topP above 0, to 1
 * @param passages how many passages a search gives
 * @param answerSchema null for answers in prose
 * @param sentencesMax of an extractive answer
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "What a profile sets; everything else is as the configuration says")
public record ProfileSettings(
    @Nullable String instructions,
    @Nullable String tone,
    @Nullable String language,
    @Nullable String endpoint,
    @Nullable String model,
    @Nullable Double temperature,
    @Nullable Double topP,
    @Nullable Integer answerTokensMax,
    @Nullable Integer evidenceTokensMax,
    @Nullable Integer passages,
    @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT)
        @Nullable AnswerSchema answerSchema,
    @Nullable CitationPolicy citations,
    @Nullable OnFailure onFailure,
    @Nullable AnswererChoice answerer,
    @Nullable Retrieval retrieval,
    @Nullable Agent agent,
    @Nullable Integer sentencesMax) {

  /** Leaves everything to the configuration. */
  public static final ProfileSettings NONE = fromJson("{}");

  /**
   * Limits of a model that searches by itself.
   *
   * @param stepsMax replies of the model, the answer included
   * @param searchesMax searches in all steps together
   * @param secondsMax from the question to the answer
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Agent(
      @Nullable Integer stepsMax, @Nullable Integer searchesMax, @Nullable Integer secondsMax) {}

  /** Settings from their JSON as the API spells it; fields that there are not are passed over. */
  public static ProfileSettings fromJson(String json) {
    return Json.read(json, ProfileSettings.class);
  }
}
