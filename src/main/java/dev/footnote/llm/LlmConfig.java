package dev.footnote.llm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A language model that writes the answers: {@code footnote.llm.*}. Without {@link #baseUrl} none
 * is asked, and answers are extractive.
 */
@ConfigMapping(prefix = "footnote.llm")
public interface LlmConfig {

  /** What happens when the model does not answer as it should. */
  enum OnFailure {
    /** The answer is extractive and says why. */
    EXTRACTIVE,
    /** The caller gets an error. */
    ERROR
  }

  /** What happens to a statement whose cited passage does not say it. */
  enum Unsupported {
    /** It does not leave. */
    DROP,
    /** It leaves with {@code verified: false}. */
    MARK
  }

  /**
   * The address of an OpenAI-compatible endpoint up to and without {@code /chat/completions}, such
   * as {@code http://localhost:11434/v1}.
   */
  Optional<URI> baseUrl();

  /** The model's name; needed with {@link #baseUrl}. */
  Optional<String> model();

  /** Sent as a bearer token; local servers mostly want none. */
  Optional<String> apiKey();

  /** The longest wait for an answer, all tries together. */
  @WithDefault("30s")
  Duration timeout();

  /**
   * How often a request is sent again after a refusal that may pass (429, 5xx, no connection); a
   * model that was too slow is not asked again.
   */
  @WithDefault("1")
  int retries();

  /** The most tokens that the model may write. */
  @WithDefault("800")
  int answerTokensMax();

  /** How freely the model may word its answer, 0 to 2. */
  @WithDefault("0")
  double temperature();

  /** The most requests at the model at once; one more is answered as after a failure. */
  @WithDefault("8")
  int requestsMax();

  @WithDefault("extractive")
  OnFailure onFailure();

  @WithDefault("drop")
  Unsupported unsupported();
}
