package dev.footnote.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private static final int FAILURES_MAX = 5;
  private static final Duration REST = Duration.ofSeconds(30);

  private enum Outcome {
    ANSWERED,
    REFUSED,
    FAILED,
    LEFT_ALONE
  }

  private long nowNs;
  private int asked;
  private final CircuitBreaker breaker = new CircuitBreaker(FAILURES_MAX, REST, () -> nowNs);

  @Test
  void afterSomeFailuresInARowNobodyAsks() {
    ask(FAILURES_MAX, Outcome.FAILED);
    assertThat(breaker.isOpen()).isTrue();
    assertThat(ask(Outcome.ANSWERED)).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(asked).isEqualTo(FAILURES_MAX);
    assertThat(breaker.reason())
        .isEqualTo("failed 5 times in a row and is left alone for up to 30 s");
  }

  @Test
  void whenItHasRestedOneCallerTriesAndItsSuccessLetsAllAskAgain() {
    ask(FAILURES_MAX, Outcome.FAILED);
    nowNs += REST.toNanos();
    Outcome tried =
        ask(
            () -> {
              assertThat(ask(Outcome.ANSWERED))
                  .as("a second caller meanwhile")
                  .isEqualTo(Outcome.LEFT_ALONE);
              return Outcome.ANSWERED;
            });
    assertThat(tried).isEqualTo(Outcome.ANSWERED);
    assertThat(breaker.isOpen()).isFalse();
    assertThat(ask(Outcome.ANSWERED)).isEqualTo(Outcome.ANSWERED);
  }

  @Test
  void aFailedTryLeavesItAloneAgain() {
    ask(FAILURES_MAX, Outcome.FAILED);
    nowNs += REST.toNanos();
    ask(1, Outcome.FAILED);
    asked = 0;
    assertThat(ask(Outcome.ANSWERED)).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(asked).isZero();
  }

  @Test
  void aTryThatIsBrokenOffLetsTheNextCallerTry() {
    ask(FAILURES_MAX, Outcome.FAILED);
    nowNs += REST.toNanos();
    assertThatThrownBy(
            () ->
                ask(
                    () -> {
                      throw new IllegalStateException("interrupted");
                    }))
        .hasMessage("interrupted");
    assertThat(ask(Outcome.ANSWERED)).isEqualTo(Outcome.ANSWERED);
  }

  @Test
  void aSuccessInBetweenStartsTheCountAnew() {
    ask(FAILURES_MAX - 1, Outcome.FAILED);
    ask(Outcome.ANSWERED);
    ask(FAILURES_MAX - 1, Outcome.FAILED);
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void anEndpointThatRefusesIsThere() {
    ask(2 * FAILURES_MAX, Outcome.REFUSED);
    assertThat(breaker.isOpen()).isFalse();
  }

  private void ask(int times, Outcome outcome) {
    for (int i = 0; i < times; i++) {
      ask(outcome);
    }
  }

  private Outcome ask(Outcome outcome) {
    return ask(() -> outcome);
  }

  private Outcome ask(Supplier<Outcome> request) {
    return breaker.ask(
        () -> {
          asked++;
          return request.get();
        },
        outcome -> outcome == Outcome.FAILED,
        () -> Outcome.LEFT_ALONE);
  }
}
