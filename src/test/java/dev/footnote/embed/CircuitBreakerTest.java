package dev.footnote.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.embed.EmbeddingUnavailable.Remedy;
import dev.footnote.embed.Retry.Attempt;
import dev.footnote.embed.Retry.Failed;
import dev.footnote.embed.Retry.Succeeded;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private static final int FAILURES_MAX = 5;
  private static final Duration REST = Duration.ofSeconds(30);

  private long nowNs;
  private int asked;
  private final CircuitBreaker breaker =
      new CircuitBreaker("http://model", FAILURES_MAX, REST, () -> nowNs);

  @Test
  void afterSomeFailuresInARowNobodyAsks() {
    fail(FAILURES_MAX, Remedy.RETRY_LATER);
    assertThat(breaker.isOpen()).isTrue();
    assertThat(answer()).isInstanceOf(Failed.class);
    assertThat(asked).isEqualTo(FAILURES_MAX);
  }

  @Test
  void whenItHasRestedOneCallerTriesAndItsSuccessLetsAllAskAgain() {
    fail(FAILURES_MAX, Remedy.RETRY_LATER);
    nowNs += REST.toNanos();
    Attempt<String> tried =
        breaker.ask(
            () -> {
              assertThat(answer()).as("a second caller meanwhile").isInstanceOf(Failed.class);
              return new Succeeded<>("vector");
            });
    assertThat(tried).isInstanceOf(Succeeded.class);
    assertThat(breaker.isOpen()).isFalse();
    assertThat(answer()).isInstanceOf(Succeeded.class);
  }

  @Test
  void aFailedTryLeavesItAloneAgain() {
    fail(FAILURES_MAX, Remedy.RETRY_LATER);
    nowNs += REST.toNanos();
    fail(1, Remedy.RETRY_LATER);
    asked = 0;
    assertThat(answer()).isInstanceOf(Failed.class);
    assertThat(asked).isZero();
  }

  @Test
  void aSuccessInBetweenStartsTheCountAnew() {
    fail(FAILURES_MAX - 1, Remedy.RETRY_LATER);
    answer();
    fail(FAILURES_MAX - 1, Remedy.RETRY_LATER);
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void anEndpointThatRefusesIsThere() {
    fail(2 * FAILURES_MAX, Remedy.FIX_CONFIGURATION);
    assertThat(breaker.isOpen()).isFalse();
  }

  private void fail(int times, Remedy remedy) {
    for (int i = 0; i < times; i++) {
      breaker.ask(
          () -> {
            asked++;
            return new Failed<>(new EmbeddingUnavailable(remedy, "broken"), Duration.ZERO);
          });
    }
  }

  private Attempt<String> answer() {
    return breaker.ask(
        () -> {
          asked++;
          return new Succeeded<>("vector");
        });
  }
}
