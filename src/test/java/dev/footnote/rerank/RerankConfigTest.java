package dev.footnote.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footnote.rerank.RerankConfig.Shape;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RerankConfigTest {
  private static final Map<String, String> COHERE =
      Map.of("base-url", "http://localhost:8081/v2/", "shape", "cohere", "model", "rerank-v3.5");

  static RerankConfig config(Map<String, String> settings) {
    Map<String, String> prefixed = new HashMap<>();
    settings.forEach((name, value) -> prefixed.put(RerankSettings.PREFIX + name, value));
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(prefixed, "test", 100))
        .withConverter(Duration.class, 200, new DurationConverter())
        .withMapping(RerankConfig.class)
        .build()
        .getConfigMapping(RerankConfig.class);
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> settings = new HashMap<>(COHERE);
    settings.put(name, value);
    settings.values().removeIf(String::isEmpty);
    return settings;
  }

  @Test
  void nothingIsRerankedUnlessItIsConfigured() {
    RerankConfig config = config(Map.of());
    assertThat(config.baseUrl()).isEmpty();
    assertThat(config.shape()).isEmpty();
    assertThat(config.model()).isEmpty();
    assertThat(config.apiKey()).isEmpty();
    assertThat(config.onnxModel()).isEmpty();
    assertThat(config.onnxTokenizer()).isEmpty();
    assertThat(config.tokensMax()).isEqualTo(512);
    assertThat(config.top()).isEqualTo(30);
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.failuresMax()).isEqualTo(5);
    assertThat(config.rest()).isEqualTo(Duration.ofSeconds(10));
    assertThat(EndpointReranker.REPLY_BYTES_MAX).isEqualTo(1_048_576);
    assertThat(RerankSettings.TOP_MAX).isEqualTo(100);

    var none = new ConfiguredReranker(config, new SimpleMeterRegistry());
    assertThat(none.model()).isEmpty();
    assertThat(none.isLeftAlone()).isFalse();
  }

  @Test
  void anEndpointNeedsNoKeyAndNoSlashAtItsEnd() {
    EndpointReranker.Settings settings = new RerankSettings(config(COHERE)).endpoint();
    assertThat(settings.endpoint()).hasToString("http://localhost:8081/v2/rerank");
    assertThat(settings.shape()).isEqualTo(Shape.COHERE);
    assertThat(settings.model()).isEqualTo("rerank-v3.5");
    assertThat(settings.apiKey()).isEmpty();
  }

  @Test
  void textEmbeddingsInferenceHasOneModelWhichNeedsNoName() {
    var config = config(Map.of("base-url", "http://localhost:8081", "shape", "tei"));
    assertThat(new RerankSettings(config).endpoint().model())
        .isEqualTo("text-embeddings-inference");
  }

  @Test
  void aModelThatStandsNowhereIsNotSilentlyLeftOut() {
    var config = config(Map.of("model", "rerank-v3.5"));
    assertThatThrownBy(() -> new RerankSettings(config).create())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("footnote.rerank.model is set, but neither");
  }

  @ParameterizedTest
  @CsvSource({
    "base-url, '', footnote.rerank.base-url is missing",
    "base-url, ftp://host/v1, is not an http or https address",
    "base-url, http://host/v1?key=s3cret, is not an http or https address",
    "base-url, http://user:s3cret@host/v1, holds a user name or password",
    "api-key, s3cret\twith a tab, footnote.rerank.api-key holds a blank",
    "shape, '', footnote.rerank.shape is missing",
    "model, '', footnote.rerank.model is missing",
    "top, 0, use 1 to 100",
    "top, 101, use 1 to 100",
    "timeout, 0s, use more than nothing",
    "failures-max, 0, use at least 1",
    "rest, -1s, use 0 or more",
    "tokens-max, 15, use 16 to 512",
    "tokens-max, 513, use 16 to 512",
    "onnx-model, model.onnx, one model reranks",
    "onnx-tokenizer, tokenizer.json, footnote.rerank.onnx-model is missing"
  })
  void whatIsWrongIsNamed(String name, String value, String message) {
    RerankConfig config = config(with(name, value));
    assertThatThrownBy(() -> new ConfiguredReranker(config, new SimpleMeterRegistry()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("footnote.rerank.")
        .hasMessageContaining(message)
        .hasMessageNotContaining("s3cret");
  }
}
