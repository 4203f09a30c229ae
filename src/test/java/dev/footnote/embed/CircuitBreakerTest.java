package dev.footnote.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.embed.EmbeddingUnavailable.Remedy;
import dev.footnote.embed.Retry.Attempt;
import dev.footnote.embed.Retry.Failed;
import dev.footnote.embed.Retry.Succeeded;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private long nowNs;
  private int asked;
  private final CircuitBreaker breaker = new CircuitBreaker("http://model", () -> nowNs);

  @Test
  void itsLimitsAreThese() {
    assertThat(CircuitBreaker.FAILURES_MAX).isEqualTo(5);
    assertThat(CircuitBreaker.REST).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void afterSomeFailuresInARowNobodyAsks() {
    fail(CircuitBreaker.FAILURES_MAX, Remedy.RETRY_LATER);
    assertThat(breaker.isOpen()).isTrue();
    assertThat(answer()).isInstanceOf(Failed.class);
    assertThat(asked).isEqualTo(CircuitBreaker.FAILURES_MAX);
  }

  @Test
  void whenItHasRestedOneCallerTriesAndItsSuccessLetsAllAskAgain() {
    fail(CircuitBreaker.FAILURES_MAX, Remedy.RETRY_LATER);
    nowNs += CircuitBreaker.REST.toNanos();
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
    fail(CircuitBreaker.FAILURES_MAX, Remedy.RETRY_LATER);
    nowNs += CircuitBreaker.REST.toNanos();
    fail(1, Remedy.RETRY_LATER);
    asked = 0;
    assertThat(answer()).isInstanceOf(Failed.class);
    assertThat(asked).isZero();
  }

  @Test
  void aSuccessInBetweenStartsTheCountAnew() {
    fail(CircuitBreaker.FAILURES_MAX - 1, Remedy.RETRY_LATER);
    answer();
    fail(CircuitBreaker.FAILURES_MAX - 1, Remedy.RETRY_LATER);
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void anEndpointThatRefusesIsThere() {
    fail(2 * CircuitBreaker.FAILURES_MAX, Remedy.FIX_CONFIGURATION);
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
