package dev.footnote.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HardFactsTest {
  @Test
  void writtenFormsOfOneNumberAreOne() {
    assertThat(HardFacts.in("£1,000 and 2.50 and four and 1.800 Euro"))
        .containsExactlyInAnyOrder("1000", "2.5", "4", "1800");
    assertThat(HardFacts.in("3,5 percent")).containsExactly("3.5");
  }

  @Test
  void monthsAndWeekdaysAreFacts() {
    assertThat(HardFacts.in("By 31 March, a Tuesday"))
        .containsExactlyInAnyOrder("31", "march", "tuesday");
  }

  @Test
  void listNumberAndLoneOneClaimNothing() {
    assertThat(HardFacts.claimed("2. The one thing to do")).isEmpty();
    assertThat(HardFacts.claimed("It takes 1 day")).containsExactly("1");
  }

  @Test
  void longestNumbersAreHarmless() {
    assertThat(HardFacts.in("9".repeat(5_000))).hasSize(1);
    assertThat(HardFacts.in("1.2.3")).containsExactly("1.2.3");
  }
}
