package dev.footnote.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.fixtures.Shelf;
import dev.footnote.llm.LlmConfig;
import dev.footnote.profile.AnswerSettings.AgentLimits;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What holds where no profile says anything. */
class ConfiguredProfileTest {
  private static final AnswerSettings CONFIGURED =
      AnswerSettings.configured(
          Shelf.config(AnswerDefaults.class), Shelf.config(ModelDefaults.class));

  @Test
  void theseAreTheDefaults() {
    assertThat(CONFIGURED)
        .isEqualTo(
            new AnswerSettings(
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                800,
                2_000,
                8,
                null,
                CitationPolicy.STRICT,
                OnFailure.EXTRACTIVE,
                AnswererChoice.AUTO,
                Retrieval.ONCE,
                new AgentLimits(4, 6, 30),
                3));
    assertThat(Shelf.config(AnswerDefaults.class).profilesMax()).isEqualTo(100);
    assertThat(Shelf.config(ModelDefaults.class).endpoints()).isEmpty();
  }

  @Test
  void whatAProfileSaysGoesBeforeTheConfigurationAndEverythingElseStays() {
    AnswerSettings effective =
        CONFIGURED.with(
            ProfileSettings.fromJson(
                "{\"passages\": 3, \"citations\": \"mark\", \"agent\": {\"searches_max\": 2}}"));

    assertThat(effective.passages()).isEqualTo(3);
    assertThat(effective.citations()).isEqualTo(CitationPolicy.MARK);
    assertThat(effective.agent()).isEqualTo(new AgentLimits(4, 2, 30));
    assertThat(CONFIGURED.with(ProfileSettings.NONE)).isEqualTo(CONFIGURED);
  }

  @Test
  void endpointsAreNamedBesideTheDefaultOne() {
    var config =
        new SmallRyeConfigBuilder()
            .withMapping(LlmConfig.class)
            .withMapping(ModelDefaults.class)
            .withConverter(java.time.Duration.class, 200, value -> java.time.Duration.ofSeconds(30))
            .withDefaultValues(
                Map.of(
                    "footnote.llm.base-url", "http://localhost:11434/v1",
                    "footnote.llm.model", "small",
                    "footnote.llm.endpoints.tuned.base-url", "http://localhost:8000/v1",
                    "footnote.llm.endpoints.tuned.api-key", "secret"))
            .build();

    var tuned =
        Objects.requireNonNull(
            config.getConfigMapping(ModelDefaults.class).endpoints().get("tuned"));
    assertThat(tuned.baseUrl()).isEqualTo(URI.create("http://localhost:8000/v1"));
    assertThat(tuned.apiKey()).contains("secret");
    assertThat(config.getConfigMapping(LlmConfig.class).model()).contains("small");
  }
}
