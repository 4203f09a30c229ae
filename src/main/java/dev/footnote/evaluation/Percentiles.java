package dev.footnote.evaluation;

import java.util.Arrays;

/** Percentiles by the nearest rank: always one of the values. */
final class Percentiles {
  private Percentiles() {}

  /**
   * The smallest value that at least {@code percent} of all values don't exceed.
   *
   * @param values in any order, at least one
   * @param percent above 0 and at most 100
   */
  static double of(double[] values, double percent) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, percent);
  }

  static double ofSorted(double[] sorted, double percent) {
    return sorted[(int) Math.max(0, Math.ceil(percent / 100 * sorted.length) - 1)];
  }
}
