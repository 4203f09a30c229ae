package dev.footnote.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * A metric of two runs over the same golden set.
 *
 * @param questions how many questions have it in both runs; 0 for a metric that runs alone have,
 *     such as a percentile
 * @param value of this run, over those questions
 * @param other of the other run, over the same
 * @param difference {@code value} less {@code other}
 * @param low lower end of the difference's 95% confidence interval; null where there is none
 * @param high its upper end
 */
public record MetricDifference(
    String metric,
    int questions,
    double value,
    double other,
    double difference,
    @Nullable Double low,
    @Nullable Double high,
    boolean higherIsBetter) {

  /**
   * Whether the run is worse than the other by more than a margin. The mean decides, whatever the
   * interval: a run can be repeated, so its mean is no accident on these questions, and on few
   * questions an interval that wide would let everything pass.
   */
  public boolean isWorseByMoreThan(double margin) {
    return higherIsBetter ? difference < -margin : difference > margin;
  }
}
