package dev.footnote.profile;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * How the language model is asked where no profile says it, and the endpoints that profiles may
 * name: the part of {@code footnote.llm.*} that profiles can set.
 */
@ConfigMapping(prefix = "footnote.llm")
public interface ModelDefaults {

  /** The default endpoint's model. */
  Optional<String> model();

  /** How freely the model may word its answer. */
  @WithDefault("0")
  @DecimalMin("0")
  @DecimalMax("2")
  double temperature();

  /** The share of probability that the model's words are drawn from; without it, the endpoint's. */
  Optional<@DecimalMin("0.01") @DecimalMax("1") Double> topP();

  /** The most tokens that the model may write. */
  @WithDefault("800")
  @Min(1)
  @Max(ProfileRules.ANSWER_TOKENS_MAX)
  int answerTokensMax();

  @WithDefault("extractive")
  OnFailure onFailure();

  /** Endpoints beside the default one, by the names that profiles use. */
  Map<String, Endpoint> endpoints();

  /** An OpenAI-compatible endpoint: {@code footnote.llm.endpoints.NAME.*}. */
  interface Endpoint {
    /** Its address up to and without {@code /chat/completions}. */
    URI baseUrl();

    /** Sent as a bearer token. */
    Optional<String> apiKey();
  }
}
