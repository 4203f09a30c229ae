package dev.footnote.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ResemblanceTest {
  @Test
  void equalTextsResembleEachOtherWhollyWhateverTheirCaseAndPunctuation() {
    assertThat(of("The desk, on the left.", "the desk on THE left")).isEqualTo(1);
  }

  @Test
  void aWordThatWasReplacedCostsItsTwoPairs() {
    assertThat(of("one two three four five", "one two drei four five"))
        .isCloseTo(2 / 6.0, within(1e-9));
  }

  @Test
  void textsWithoutPairsResembleNothing() {
    assertThat(of("alone", "alone")).isZero();
    assertThat(of("", "anything at all")).isZero();
  }

  private static double of(String one, String other) {
    double there = new Resemblance(one).to(new Resemblance(other));
    assertThat(new Resemblance(other).to(new Resemblance(one))).isEqualTo(there);
    return there;
  }
}
