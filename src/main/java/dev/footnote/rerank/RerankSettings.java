package dev.footnote.rerank;

import dev.footnote.model.EndpointSettings;
import dev.footnote.rerank.RerankConfig.Shape;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Turns the configuration into what a reranker needs, or says what is wrong with it. */
final class RerankSettings {
  static final String PREFIX = "footnote.rerank.";

  /** As many passages as one search may find. */
  static final int TOP_MAX = 100;

  /** The positions of the encoders that rerankers are made of. */
  static final int TOKENS_MAX = 512;

  /** Fewer leave no room for a question and a passage. */
  static final int TOKENS_MIN = 16;

  private final RerankConfig config;

  RerankSettings(RerankConfig config) {
    this.config = config;
  }

  /** The reranker that is configured, ready; empty if none is. The caller closes it. */
  Optional<Reranker> create() {
    boolean endpoint = config.baseUrl().isPresent();
    boolean file = config.onnxModel().isPresent();
    check(
        !(endpoint && file),
        "onnx-model",
        "and " + PREFIX + "base-url are both set, but one model reranks. Remove one of them.");
    check(
        endpoint || (config.shape().isEmpty() && config.apiKey().isEmpty()),
        "base-url",
        "is missing, but shape or api-key is set. Set it, or remove those.");
    check(
        endpoint || file || config.model().isEmpty(),
        "model",
        "is set, but neither %sbase-url nor onnx-model is. Set one of them, or remove it."
            .formatted(PREFIX));
    check(
        file || config.onnxTokenizer().isEmpty(),
        "onnx-model",
        "is missing, but " + PREFIX + "onnx-tokenizer is set. Set both, or none.");
    checkLimits();
    if (endpoint) {
      return Optional.of(new EndpointReranker(endpoint()));
    }
    return file ? Optional.of(OnnxReranker.load(onnx())) : Optional.empty();
  }

  private void checkLimits() {
    check(
        config.top() >= 1 && config.top() <= TOP_MAX,
        "top",
        "is %d; use 1 to %d.".formatted(config.top(), TOP_MAX));
    check(
        config.tokensMax() >= TOKENS_MIN && config.tokensMax() <= TOKENS_MAX,
        "tokens-max",
        "is %d; use %d to %d.".formatted(config.tokensMax(), TOKENS_MIN, TOKENS_MAX));
    check(
        !config.timeout().isNegative() && !config.timeout().isZero(),
        "timeout",
        "is %s; use more than nothing.".formatted(config.timeout()));
    check(
        config.failuresMax() >= 1,
        "failures-max",
        "is %d; use at least 1.".formatted(config.failuresMax()));
    check(!config.rest().isNegative(), "rest", "is %s; use 0 or more.".formatted(config.rest()));
  }

  EndpointReranker.Settings endpoint() {
    URI base = config.baseUrl().orElseThrow();
    Shape shape =
        config.shape().orElseThrow(() -> missing("shape", "base-url", "cohere, jina or tei"));
    String model =
        switch (shape) {
          case COHERE, JINA ->
              config
                  .model()
                  .orElseThrow(() -> missing("model", "base-url", "as the endpoint calls it"));
          case TEI -> config.model().orElse("text-embeddings-inference");
        };
    return new EndpointReranker.Settings(
        EndpointSettings.address(base, "/rerank", PREFIX),
        shape,
        model,
        EndpointSettings.key(config.apiKey().orElse(""), PREFIX),
        config.timeout(),
        config.failuresMax(),
        config.rest());
  }

  OnnxReranker.Settings onnx() {
    return new OnnxReranker.Settings(
        file("onnx-model", config.onnxModel().orElseThrow()),
        file(
            "onnx-tokenizer",
            config
                .onnxTokenizer()
                .orElseThrow(() -> missing("onnx-tokenizer", "onnx-model", "its tokenizer.json"))),
        config.model(),
        config.tokensMax(),
        config.timeout());
  }

  private static Path file(String name, String value) {
    try {
      Path file = Path.of(value);
      check(Files.exists(file), name, "names %s, which does not exist.".formatted(value));
      check(Files.isRegularFile(file), name, "names %s, which is no file.".formatted(value));
      check(
          Files.isReadable(file),
          name,
          "names %s, which the service may not read. Check its permissions.".formatted(value));
      return file;
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "%s%s names %s, which is no path.".formatted(PREFIX, name, value), e);
    }
  }

  private static IllegalArgumentException missing(String name, String because, String hint) {
    return new IllegalArgumentException(
        "%s%s is missing, and %s%s is set. Set it (%s)."
            .formatted(PREFIX, name, PREFIX, because, hint));
  }

  private static void check(boolean holds, String name, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(PREFIX + name + " " + otherwise);
    }
  }
}
