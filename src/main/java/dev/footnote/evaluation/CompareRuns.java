package dev.footnote.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Two runs, metric by metric, over the questions that both have asked. */
final class CompareRuns {
  private CompareRuns() {}

  /** The differences in the order of reading. */
  static List<MetricDifference> differences(
      EvaluationRun run,
      List<EvaluationResult> results,
      EvaluationRun other,
      List<EvaluationResult> otherResults) {
    Map<String, EvaluationResult> beside =
        otherResults.stream()
            .collect(Collectors.toMap(EvaluationResult::questionId, Function.identity()));
    Set<String> names = new TreeSet<>(Metrics.reading());
    names.addAll(run.metrics().keySet());
    names.retainAll(other.metrics().keySet());
    var differences = new ArrayList<MetricDifference>();
    for (String name : names) {
      MetricDifference paired = paired(name, results, beside);
      differences.add(paired == null ? whole(name, run, other) : paired);
    }
    return differences;
  }

  /** Over the questions that have the metric in both runs; null if there are none. */
  static @Nullable MetricDifference paired(
      String name, List<EvaluationResult> results, Map<String, EvaluationResult> beside) {
    var mine = new ArrayList<Double>();
    var theirs = new ArrayList<Double>();
    for (EvaluationResult result : results) {
      EvaluationResult other = beside.get(result.questionId());
      Double value = result.metrics().get(name);
      Double otherValue = other == null ? null : other.metrics().get(name);
      if (value != null && otherValue != null) {
        mine.add(value);
        theirs.add(otherValue);
      }
    }
    if (mine.isEmpty()) {
      return null;
    }
    double[] differences = new double[mine.size()];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = mine.get(i) - theirs.get(i);
    }
    PairedBootstrap.Interval interval = PairedBootstrap.of(differences);
    return new MetricDifference(
        name,
        mine.size(),
        mean(mine),
        mean(theirs),
        interval.mean(),
        interval.low(),
        interval.high(),
        Metrics.isHigherBetter(name));
  }

  private static MetricDifference whole(String name, EvaluationRun run, EvaluationRun other) {
    double value = run.metrics().getOrDefault(name, 0.0);
    double otherValue = other.metrics().getOrDefault(name, 0.0);
    return new MetricDifference(
        name, 0, value, otherValue, value - otherValue, null, null, Metrics.isHigherBetter(name));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
