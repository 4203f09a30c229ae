package dev.footnote.embed;

import dev.footnote.model.EndpointSettings;
import java.util.Optional;

/** Turns the configuration into what each embedder needs, or says what is wrong with it. */
final class EmbedSettings {

  /** Where the first model's settings stand. */
  static final String PREFIX = "footnote.embedding.";

  private final EmbedModelConfig config;
  private final String prefix;

  /**
   * @param prefix where the settings stand, such as {@code footnote.embedding.}
   */
  EmbedSettings(EmbedModelConfig config, String prefix) {
    this.config = config;
    this.prefix = prefix;
  }

  InProcessEmbedder.Settings inProcess() {
    String model = config.model().orElse(BgeSmall.NAME);
    check(
        model.equals(BgeSmall.NAME),
        "model",
        "is %s, but the in-process model is %s. Remove the setting, or set %sprovider=openai to ask an endpoint."
            .formatted(model, BgeSmall.NAME, prefix));
    check(
        config.baseUrl().isEmpty(),
        "base-url",
        "is set, but the model runs in process. Remove it, or set " + prefix + "provider=openai.");
    int threads = config.threads().orElse(Runtime.getRuntime().availableProcessors());
    check(threads >= 1, "threads", "is %d; use at least 1.".formatted(threads));
    check(
        config.tokensMax() <= BgeSmall.TOKENS_MAX,
        "tokens-max",
        "is %d; the in-process model reads at most %d."
            .formatted(config.tokensMax(), BgeSmall.TOKENS_MAX));
    checkCommon();
    Prefixes prefixes =
        new Prefixes(
            config.queryPrefix().orElse(BgeSmall.QUERY_PREFIX), config.passagePrefix().orElse(""));
    return new InProcessEmbedder.Settings(prefixes, config.tokensMax(), threads, config.timeout());
  }

  OpenAiEmbedder.Settings openAi() {
    checkCommon();
    check(
        config.batchSizeMax() >= 1,
        "batch-size-max",
        "is %d; use at least 1.".formatted(config.batchSizeMax()));
    check(
        config.failuresMax() >= 1,
        "failures-max",
        "is %d; use at least 1.".formatted(config.failuresMax()));
    check(!config.rest().isNegative(), "rest", "is %s; use 0 or more.".formatted(config.rest()));
    check(config.retries() >= 0, "retries", "is %d; use 0 or more.".formatted(config.retries()));
    check(
        !config.retryDelay().isNegative() && !config.retryDelay().isZero(),
        "retry-delay",
        "is %s; use more than nothing.".formatted(config.retryDelay()));
    return new OpenAiEmbedder.Settings(
        EndpointSettings.address(
            required(config.baseUrl(), "base-url", "such as http://localhost:11434/v1"),
            "/embeddings",
            prefix),
        required(config.model(), "model", "as the endpoint calls it"),
        config.dimensions().orElseThrow(() -> missing("dimensions", "the length of its vectors")),
        config.requestDimensions(),
        EndpointSettings.key(config.apiKey().orElse(""), prefix),
        new Prefixes(config.queryPrefix().orElse(""), config.passagePrefix().orElse("")),
        config.tokensMax(),
        config.batchSizeMax(),
        config.timeout(),
        config.questionTimeout(),
        new Retry(config.retries(), config.retryDelay(), config.timeout()),
        config.failuresMax(),
        config.rest());
  }

  private void checkCommon() {
    check(
        config.tokensMax() >= 1,
        "tokens-max",
        "is %d; use at least 1.".formatted(config.tokensMax()));
    check(
        !config.timeout().isNegative() && !config.timeout().isZero(),
        "timeout",
        "is %s; use more than nothing.".formatted(config.timeout()));
    check(
        !config.questionTimeout().isNegative() && !config.questionTimeout().isZero(),
        "question-timeout",
        "is %s; use more than nothing.".formatted(config.questionTimeout()));
  }

  private <T> T required(Optional<T> value, String name, String hint) {
    return value.orElseThrow(() -> missing(name, hint));
  }

  private IllegalArgumentException missing(String name, String hint) {
    return new IllegalArgumentException(
        "%s%s is missing, and %sprovider is openai. Set it (%s)."
            .formatted(prefix, name, prefix, hint));
  }

  private void check(boolean holds, String name, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(prefix + name + " " + otherwise);
    }
  }
}
