package dev.footnote.web.page;

import dev.footnote.evaluation.MetricDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Differences of two runs with their intervals, as rows of a table with a drawing in each. */
record IntervalBars(List<Row> rows) {
  private static final double HALF = 100;

  /**
   * One metric.
   *
   * @param interval in figures; empty where there is none
   * @param verdict {@code good}, {@code bad}, or empty where the interval holds 0
   * @param bar what is drawn; null where there is no interval or another unit
   */
  record Row(
      String metric,
      String value,
      String other,
      String difference,
      String interval,
      String verdict,
      @Nullable Bar bar) {}

  /** From 0 to 200, with no difference at 100. */
  record Bar(String from, String width, String mean) {}

  static IntervalBars of(List<MetricDifference> differences) {
    double widest = 1e-9;
    for (MetricDifference each : differences) {
      if (isDrawn(each)) {
        widest = Math.max(widest, Math.max(Math.abs(low(each)), Math.abs(high(each))));
      }
    }
    var rows = new ArrayList<Row>();
    for (MetricDifference each : differences) {
      rows.add(row(each, widest));
    }
    return new IntervalBars(rows);
  }

  private static Row row(MetricDifference each, double widest) {
    boolean interval = each.low() != null && each.high() != null;
    Bar bar =
        isDrawn(each)
            ? new Bar(
                place(low(each), widest),
                figure("%.2f", Math.max(1, (high(each) - low(each)) / widest * HALF)),
                place(each.difference(), widest))
            : null;
    return new Row(
        each.metric(),
        figure("%.4f", each.value()),
        figure("%.4f", each.other()),
        figure("%+.4f", each.difference()),
        interval ? figure("%+.4f", low(each)) + " to " + figure("%+.4f", high(each)) : "",
        interval ? verdict(each) : "",
        bar);
  }

  private static String verdict(MetricDifference each) {
    if (low(each) <= 0 && 0 <= high(each)) {
      return "";
    }
    return each.difference() > 0 == each.higherIsBetter() ? "good" : "bad";
  }

  /** Times and tokens would need a scale of their own. */
  private static boolean isDrawn(MetricDifference each) {
    return each.higherIsBetter() && each.low() != null && each.high() != null;
  }

  private static double low(MetricDifference each) {
    Double low = each.low();
    return low == null ? 0 : low;
  }

  private static double high(MetricDifference each) {
    Double high = each.high();
    return high == null ? 0 : high;
  }

  private static String place(double difference, double widest) {
    return figure("%.2f", HALF + difference / widest * HALF);
  }

  private static String figure(String format, double value) {
    return String.format(Locale.ENGLISH, format, value);
  }
}
