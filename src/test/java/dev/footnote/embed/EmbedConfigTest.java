package dev.footnote.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footnote.embed.EmbedModelConfig.Provider;
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

class EmbedConfigTest {

  private static final String PREFIX = "footnote.embedding.";

  static EmbedConfig config(Map<String, String> settings) {
    Map<String, String> prefixed = new HashMap<>();
    settings.forEach((name, value) -> prefixed.put(PREFIX + name, value));
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(prefixed, "test", 100))
        .withConverter(Duration.class, 200, new DurationConverter())
        .withMapping(EmbedConfig.class)
        .build()
        .getConfigMapping(EmbedConfig.class);
  }

  private static Map<String, String> remote(Map<String, String> changes) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "provider", "openai",
                "base-url", "http://localhost:11434/v1/",
                "model", "some-model",
                "dimensions", "768"));
    settings.putAll(changes);
    settings.values().removeIf(String::isEmpty);
    return settings;
  }

  @Test
  void defaults() {
    EmbedConfig config = config(Map.of());
    assertThat(config.provider()).isEqualTo(Provider.IN_PROCESS);
    assertThat(config.baseUrl()).isEmpty();
    assertThat(config.model()).isEmpty();
    assertThat(config.apiKey()).isEmpty();
    assertThat(config.dimensions()).isEmpty();
    assertThat(config.requestDimensions()).isFalse();
    assertThat(config.queryPrefix()).isEmpty();
    assertThat(config.passagePrefix()).isEmpty();
    assertThat(config.tokensMax()).isEqualTo(510);
    assertThat(config.threads()).isEmpty();
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.batchSizeMax()).isEqualTo(64);
    assertThat(config.retries()).isEqualTo(3);
    assertThat(config.retryDelay()).isEqualTo(Duration.ofMillis(500));
    assertThat(config.questionTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.failuresMax()).isEqualTo(5);
    assertThat(config.rest()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.models()).isEmpty();
  }

  @Test
  void inProcessUsesEveryCoreAndTheModelsPrefix() {
    assertThat(new EmbedSettings(config(Map.of()), PREFIX).inProcess())
        .isEqualTo(
            new InProcessEmbedder.Settings(
                new Prefixes("Represent this sentence for searching relevant passages: ", ""),
                510,
                Runtime.getRuntime().availableProcessors(),
                Duration.ofSeconds(30)));
  }

  @Test
  void anEndpointNeedsNoKeyAndNoSlashAtItsEnd() {
    OpenAiEmbedder.Settings settings = new EmbedSettings(config(remote(Map.of())), PREFIX).openAi();
    assertThat(settings.endpoint()).hasToString("http://localhost:11434/v1/embeddings");
    assertThat(settings.apiKey()).isEmpty();
    assertThat(settings.prefixes()).isEqualTo(new Prefixes("", ""));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "model, other-model, the in-process model is bge-small-en-v1.5-q",
        "base-url, http://localhost/v1, provider=openai",
        "threads, 0, use at least 1",
        "tokens-max, 511, at most 510",
        "tokens-max, 0, use at least 1",
        "timeout, 0s, use more than nothing",
        "passage-prefix, \"one two three four five six seven eight nine ten\", leaves no room"
      })
  void whatContradictsTheInProcessModelIsRefused(String name, String value, String message) {
    Map<String, String> settings = new HashMap<>(Map.of(name, value));
    if (name.equals("passage-prefix")) {
      settings.put("tokens-max", "10");
    }
    EmbedConfig config = config(settings);
    assertThatThrownBy(() -> EmbedderProvider.create(config, new SimpleMeterRegistry()).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("footnote.embedding.")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "base-url, '', is missing",
    "base-url, ftp://host/v1, is not an http or https address",
    "base-url, http://host/v1?key=s3cret, is not an http or https address",
    "base-url, http://user:s3cret@host/v1, holds a user name or password",
    "api-key, s3cret\twith a tab, footnote.embedding.api-key holds a blank",
    "model, '', is missing",
    "dimensions, '', is missing",
    "dimensions, 0, at least 1 dimension",
    "batch-size-max, 0, use at least 1",
    "retries, -1, use 0 or more",
    "retry-delay, 0s, use more than nothing"
  })
  void whatAnEndpointLacksIsNamed(String name, String value, String message) {
    EmbedConfig config = config(remote(Map.of(name, value)));
    assertThatThrownBy(() -> EmbedderProvider.create(config, new SimpleMeterRegistry()).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void furtherModelsAreFoundByNameAndByIdentity() {
    var several =
        new Embedders(
            config(Map.of("models.prefixed.passage-prefix", "passage: ")),
            new SimpleMeterRegistry());
    try {
      Embedder prefixed = several.named("prefixed").orElseThrow();
      assertThat(several.names()).containsExactly("default", "prefixed");
      assertThat(several.isOneAlone()).isFalse();
      assertThat(prefixed.id()).isNotEqualTo(several.main().id());
      assertThat(several.of(prefixed.id().name(), prefixed.id().dimensions())).isSameAs(prefixed);
      assertThat(several.find("unheard-of", 384)).isEmpty();
      assertThatThrownBy(() -> several.of("unheard-of", 384))
          .isInstanceOf(EmbeddingUnavailable.class)
          .hasMessageContaining("unheard-of")
          .hasMessageContaining("footnote.embedding.models");
    } finally {
      several.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "models.other.query-prefix, q:, two models are called",
    "models.default.passage-prefix, p:, stands for the model at",
    "models.far.provider, openai, footnote.embedding.models.far.base-url is missing"
  })
  void furtherModelsThatCannotBeAreRefused(String name, String value, String message) {
    EmbedConfig config = config(Map.of(name, value));
    assertThatThrownBy(() -> new Embedders(config, new SimpleMeterRegistry()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
