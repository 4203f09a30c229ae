package dev.footnote.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BudgetProblemsTest {

  @Test
  void whoeverWaitsAsLongAsToldFindsTheBudgetAnew() {
    assertThat(seconds("2026-02-28T23:00:00Z")).isEqualTo(3_600);
    assertThat(seconds("2026-02-28T23:59:58.001Z")).isEqualTo(2);
    assertThat(seconds("2026-02-28T23:59:59.999Z")).isEqualTo(1);
    assertThat(seconds("2026-03-01T00:00:05Z")).isEqualTo(1);
  }

  private static long seconds(String now) {
    return BudgetProblems.retryAfterSeconds(
        Instant.parse(now), Instant.parse("2026-03-01T00:00:00Z"));
  }
}
