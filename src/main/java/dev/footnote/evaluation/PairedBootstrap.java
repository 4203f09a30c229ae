package dev.footnote.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The paired bootstrap (Efron 1979; for retrieval, Sakai 2006): questions are drawn with
 * replacement, both runs with the same draw, so that what makes a question hard for both falls out
 * of the difference. The interval is that of the percentiles.
 */
final class PairedBootstrap {
  static final int RESAMPLES = 10_000;
  private static final double CONFIDENCE_PERCENT = 95;

  /** Fixed, so that the same two runs always give the same interval. */
  private static final long SEED = 20_261_121;

  private PairedBootstrap() {}

  /**
   * A mean difference and where it lies with a confidence of 95%.
   *
   * @param low lower end
   * @param high upper end
   */
  record Interval(double mean, double low, double high) {}

  /**
   * The interval of the mean.
   *
   * @param differences one for each question, at least one
   */
  static Interval of(double[] differences) {
    var random = new SplittableRandom(SEED);
    double[] means = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double sum = 0;
      for (int j = 0; j < differences.length; j++) {
        sum += differences[random.nextInt(differences.length)];
      }
      means[i] = sum / differences.length;
    }
    Arrays.sort(means);
    double tail = (100 - CONFIDENCE_PERCENT) / 2;
    return new Interval(
        Arrays.stream(differences).average().orElseThrow(),
        Percentiles.ofSorted(means, tail),
        Percentiles.ofSorted(means, 100 - tail));
  }
}
