package dev.footnote.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {

  @Test
  void equalRunsDifferByNothing() {
    assertThat(PairedBootstrap.of(new double[50])).isEqualTo(new PairedBootstrap.Interval(0, 0, 0));
  }

  @Test
  void theSameDifferenceEverywhereLeavesNoDoubt() {
    double[] differences = new double[20];
    Arrays.fill(differences, 0.25);
    assertThat(PairedBootstrap.of(differences))
        .isEqualTo(new PairedBootstrap.Interval(0.25, 0.25, 0.25));
  }

  @Test
  void theIntervalIsAsWideAsTheNormalApproximationSays() {
    // 200 differences, half 1 and half 0: mean 0.5, standard error sqrt(0.25 / 200) = 0.03536.
    double[] differences = new double[200];
    Arrays.fill(differences, 0, 100, 1);
    PairedBootstrap.Interval interval = PairedBootstrap.of(differences);
    assertThat(interval.mean()).isEqualTo(0.5);
    assertThat(interval.low()).isCloseTo(0.5 - 1.96 * 0.03536, within(0.006));
    assertThat(interval.high()).isCloseTo(0.5 + 1.96 * 0.03536, within(0.006));
  }

  @Test
  void theSameDifferencesGiveTheSameInterval() {
    double[] differences = new Random(7).doubles(100, -1, 1).toArray();
    assertThat(PairedBootstrap.of(differences)).isEqualTo(PairedBootstrap.of(differences));
  }

  @Test
  void theTruthLiesInsideAboutAsOftenAsTheConfidenceSays() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    int inside = 0;
    for (int round = 0; round < 100; round++) {
      double[] differences =
          random.doubles(60).map(value -> value < 0.3 ? 1 : value < 0.5 ? -1 : 0).toArray();
      PairedBootstrap.Interval interval = PairedBootstrap.of(differences);
      inside += interval.low() <= 0.1 && 0.1 <= interval.high() ? 1 : 0;
    }
    // Binomial(100, 0.95): fewer than 83 happens less than once in 10,000 times.
    assertThat(inside).as("seed " + seed).isGreaterThanOrEqualTo(83);
  }

  @Test
  void aPercentileIsTheNearestRank() {
    double[] values = {50, 15, 40, 20, 35};
    assertThat(Percentiles.of(values, 5)).isEqualTo(15);
    assertThat(Percentiles.of(values, 40)).isEqualTo(20);
    assertThat(Percentiles.of(values, 50)).isEqualTo(35);
    assertThat(Percentiles.of(values, 100)).isEqualTo(50);
    assertThat(Percentiles.of(new double[] {3}, 99)).isEqualTo(3);
  }
}
