package dev.footnote.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.fixtures.Shelf;
import dev.footnote.llm.LlmConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnswerConfigTest {
  @Test
  void defaultsOfAnswers() {
    AnswerConfig config = Shelf.config(AnswerConfig.class);

    assertThat(config.fitMin()).isEqualTo(0.9);
  }

  @Test
  void defaultsOfTheLanguageModel() {
    LlmConfig config = Shelf.config(LlmConfig.class);

    assertThat(config.baseUrl()).isEmpty();
    assertThat(config.model()).isEmpty();
    assertThat(config.apiKey()).isEmpty();
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.silenceMax()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.retries()).isEqualTo(2);
    assertThat(config.retryAfterMax()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.failuresMax()).isEqualTo(5);
    assertThat(config.rest()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.endpoints()).isEmpty();
    assertThat(config.requestsMax()).isEqualTo(1000);
  }
}
