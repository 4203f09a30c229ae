package dev.footnote.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.fixtures.Shelf;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConversationsConfigTest {
  @Test
  void conversationsHaveTheseLimits() {
    ConversationsConfig config = Shelf.config(ConversationsConfig.class);

    assertThat(config.idleMax()).isEqualTo(Duration.ofHours(24));
    assertThat(config.turnsMax()).isEqualTo(200);
    assertThat(config.perCallerMax()).isEqualTo(10_000);
    assertThat(config.historyTurnsMax()).isEqualTo(20);
    assertThat(config.turnCharsMax()).isEqualTo(4_000);
    assertThat(config.historyCharsMax()).isEqualTo(16_000);
    assertThat(config.rewriteCharsMax()).isEqualTo(600);
    assertThat(config.tidyEvery()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.tidyBatch()).isEqualTo(500);
  }
}
