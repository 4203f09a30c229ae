package dev.footnote.llm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A language model that writes the answers: {@code footnote.llm.*}. Without {@link #baseUrl} none
 * is asked, and answers are extractive.
 */
@ConfigMapping(prefix = "footnote.llm")
public interface LlmConfig {

  /**
   * The address of an OpenAI-compatible endpoint up to and without {@code /chat/completions}, such
   * as {@code http://localhost:11434/v1}.
   */
  Optional<URI> baseUrl();

  /** The model's name; needed with {@link #baseUrl}. */
  Optional<String> model();

  /** Sent as a bearer token; local servers mostly want none. */
  Optional<String> apiKey();

  /**
   * Further endpoints by name, for answer profiles that want another model than the rest. An
   * endpoint is named here alone, since whoever could name one over the API could make the service
   * call any address.
   */
  Map<String, Endpoint> endpoints();

  /** An endpoint, as {@link #baseUrl} and {@link #apiKey} say it. */
  interface Endpoint {
    URI baseUrl();

    Optional<String> apiKey();
  }

  /** The longest wait for an answer's end, all tries together. */
  @WithDefault("60s")
  Duration timeout();

  /** The longest wait for the next word, the first included. */
  @WithDefault("30s")
  Duration silenceMax();

  @WithDefault("5s")
  Duration connectTimeout();

  /**
   * How often a request is sent again after a refusal that may pass (429, 5xx, no connection); a
   * model that was too slow, or has begun to speak, is not asked again.
   */
  @WithDefault("2")
  int retries();

  /** The longest {@code Retry-After} that is waited for; a longer one is a failure. */
  @WithDefault("10s")
  Duration retryAfterMax();

  /** After so many failures in a row an endpoint is left alone for {@link #rest}. */
  @WithDefault("5")
  int failuresMax();

  @WithDefault("10s")
  Duration rest();

  /** The most requests at an endpoint at once; one more is answered as after a failure. */
  @WithDefault("1000")
  int requestsMax();
}
