package dev.footnote.embed;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How one embedding model is reached and asked. */
public interface EmbedModelConfig {

  /** Where the model runs. */
  enum Provider {
    /** bge-small-en-v1.5, quantised, 384 dimensions, inside this process. */
    IN_PROCESS,
    /** An endpoint that speaks OpenAI's embeddings protocol. */
    OPENAI
  }

  /** {@code in-process} or {@code openai}. */
  @WithDefault("in-process")
  Provider provider();

  /**
   * The endpoint's address up to and without {@code /embeddings}, such as {@code
   * http://localhost:11434/v1}. Needed by {@code openai} alone.
   */
  Optional<URI> baseUrl();

  /**
   * The model's name. Needed by {@code openai}; in process it may be left out or name the one model
   * there is.
   */
  Optional<String> model();

  /** Sent as a bearer token to the endpoint; without it no such header is sent. */
  Optional<String> apiKey();

  /** The length of the endpoint's vectors. Needed by {@code openai} alone. */
  OptionalInt dimensions();

  /**
   * Whether the endpoint is asked for {@link #dimensions} explicitly. Only models that can shorten
   * their vectors take this; others refuse the request.
   */
  @WithDefault("false")
  boolean requestDimensions();

  /**
   * Put before every question. In process the default is what the model's card recommends; for an
   * endpoint there is none.
   */
  Optional<String> queryPrefix();

  /** Put before every passage; none by default. Changing it changes the model's identity. */
  Optional<String> passagePrefix();

  /**
   * The longest text in tokens, prefix included. In process at most 510 (the model's 512 positions
   * without the two tokens it adds).
   */
  @WithDefault("510")
  int tokensMax();

  /** How many passages the in-process model reads at once; by default one for each core. */
  OptionalInt threads();

  /**
   * The longest wait for one answer of the endpoint, and for the in-process model to come free for
   * a question.
   */
  @WithDefault("30s")
  Duration timeout();

  /**
   * The longest wait for an endpoint's vector of a question, which is asked for once; after it the
   * question is searched for by its words alone.
   */
  @WithDefault("3s")
  Duration questionTimeout();

  /** The most passages in one request to the endpoint. */
  @WithDefault("64")
  int batchSizeMax();

  /** How often a request that failed for a passing reason is sent again. */
  @WithDefault("3")
  int retries();

  /**
   * The wait before the first repetition; it doubles each time, and each wait is drawn at random
   * between half of it and all of it. A longer {@code Retry-After} of the endpoint goes first.
   */
  @WithDefault("500ms")
  Duration retryDelay();

  /** Failures in a row after which an endpoint is left alone. */
  @WithDefault("5")
  int failuresMax();

  /** How long an endpoint is left alone; then one request tries it. */
  @WithDefault("10s")
  Duration rest();
}
