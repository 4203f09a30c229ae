package dev.footnote.rerank;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Who looks at the passages found a second time: {@code footnote.rerank.*}. Nobody, unless {@code
 * base-url} names an endpoint or {@code onnx-model} a file.
 */
@ConfigMapping(prefix = "footnote.rerank")
public interface RerankConfig {

  /** What an endpoint is asked and how it answers. */
  enum Shape {
    /** Cohere, version 2; many servers of open models speak it as well. */
    COHERE,
    /** Jina. */
    JINA,
    /** Hugging Face's Text Embeddings Inference. */
    TEI
  }

  /**
   * The endpoint's address up to and without {@code /rerank}, such as {@code
   * https://api.cohere.com/v2}, {@code https://api.jina.ai/v1} or {@code http://localhost:8080}.
   */
  Optional<URI> baseUrl();

  /** {@code cohere}, {@code jina} or {@code tei}. Needed by an endpoint. */
  Optional<Shape> shape();

  /**
   * The model's name. Cohere and Jina need it; Text Embeddings Inference has one model, and a file
   * is called by its own name without it.
   */
  Optional<String> model();

  /** Sent as a bearer token to the endpoint; without it no such header is sent. */
  Optional<String> apiKey();

  /** A cross-encoder in ONNX form, to run inside this process. */
  Optional<String> onnxModel();

  /** Its {@code tokenizer.json}. */
  Optional<String> onnxTokenizer();

  /** The longest pair of question and passage in tokens, for a file; what is longer is cut. */
  @WithDefault("512")
  int tokensMax();

  /** How many passages are looked at a second time, the best ones. */
  @WithDefault("30")
  int top();

  /** The longest wait for the scores; after it the order stays as it was. */
  @WithDefault("1s")
  Duration timeout();

  /** Failures in a row after which an endpoint is left alone. */
  @WithDefault("5")
  int failuresMax();

  /** How long an endpoint is left alone; then one question tries it. */
  @WithDefault("10s")
  Duration rest();
}
