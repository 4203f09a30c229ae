package dev.footnote.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footnote.embed.EmbeddingUnavailable.Remedy;
import dev.footnote.embed.Retry.Attempt;
import dev.footnote.embed.Retry.Failed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<Duration> pauses = new ArrayList<>();

  private void exhaust(Retry retry, Duration asked) {
    EmbeddingUnavailable problem = new EmbeddingUnavailable(Remedy.RETRY_LATER, "busy");
    Attempt<String> failed = new Failed<>(problem, asked);
    assertThatThrownBy(() -> retry.run(() -> failed, pauses::add)).isSameAs(problem);
  }

  @Test
  void pausesDoubleUpToTheirLimitAndAreDrawnFromTheUpperHalf() {
    exhaust(new Retry(40, SECOND, Duration.ofSeconds(10)), Duration.ZERO);
    assertThat(pauses).hasSize(40);
    for (int i = 0; i < pauses.size(); i++) {
      long full = Math.min(1000L << Math.min(i, 10), 10_000);
      assertThat(pauses.get(i)).isBetween(Duration.ofMillis(full / 2), Duration.ofMillis(full));
    }
    assertThat(pauses).doesNotHaveDuplicates();
  }

  @Test
  void aLongerPauseThatTheEndpointAsksForGoesFirst() {
    exhaust(new Retry(2, SECOND, Duration.ofSeconds(30)), Duration.ofSeconds(7));
    assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
  }

  @Test
  void aPauseBeyondTheLimitIsNotWaitedFor() {
    exhaust(new Retry(2, SECOND, Duration.ofSeconds(30)), Duration.ofSeconds(31));
    assertThat(pauses).isEmpty();
  }
}
