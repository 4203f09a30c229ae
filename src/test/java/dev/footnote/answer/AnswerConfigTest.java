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

    assertThat(config.evidenceTokensMax()).isEqualTo(2_000);
    assertThat(config.sentencesMax()).isEqualTo(3);
    assertThat(config.fitMin()).isEqualTo(0.88);
  }

  @Test
  void defaultsOfTheLanguageModel() {
    LlmConfig config = Shelf.config(LlmConfig.class);

    assertThat(config.baseUrl()).isEmpty();
    assertThat(config.model()).isEmpty();
    assertThat(config.apiKey()).isEmpty();
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.retries()).isEqualTo(1);
    assertThat(config.answerTokensMax()).isEqualTo(800);
    assertThat(config.temperature()).isZero();
    assertThat(config.requestsMax()).isEqualTo(8);
    assertThat(config.onFailure()).isEqualTo(LlmConfig.OnFailure.EXTRACTIVE);
    assertThat(config.unsupported()).isEqualTo(LlmConfig.Unsupported.DROP);
  }
}
