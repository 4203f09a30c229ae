package dev.footnote.evaluation;

import dev.footnote.evaluation.EvaluationResult.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A run's metrics from those of its questions.
 *
 * @param metrics by name: the mean over the questions that have it; for times ({@code …_ms}) the
 *     percentiles 50, 95 and 99 as well
 * @param counts of questions, and of what their golden set names and the collection doesn't have
 */
record RunMetrics(Map<String, Double> metrics, Map<String, Integer> counts) {

  static RunMetrics of(List<EvaluationResult> results) {
    var values = new TreeMap<String, List<Double>>();
    results.forEach(
        result ->
            result
                .metrics()
                .forEach(
                    (name, value) ->
                        values.computeIfAbsent(name, any -> new ArrayList<>()).add(value)));
    var metrics = new TreeMap<String, Double>();
    values.forEach((name, each) -> put(metrics, name, each));
    refusalPrecision(results, metrics);
    var counts = new TreeMap<String, Integer>();
    counts.put("questions", results.size());
    counts.put("answerable", count(results, EvaluationResult::answerable));
    counts.put("failed", count(results, result -> result.outcome() == Outcome.FAILED));
    counts.put(
        "documents_missing", results.stream().mapToInt(EvaluationResult::documentsMissing).sum());
    counts.put("quotes_missing", results.stream().mapToInt(EvaluationResult::quotesMissing).sum());
    return new RunMetrics(metrics, counts);
  }

  private static void put(Map<String, Double> metrics, String name, List<Double> each) {
    double[] values = each.stream().mapToDouble(Double::doubleValue).toArray();
    metrics.put(name, each.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
    if (name.endsWith("_ms")) {
      for (int percent : new int[] {50, 95, 99}) {
        metrics.put(name + "_p" + percent, Percentiles.of(values, percent));
      }
    }
  }

  /** Of the questions that were refused, the share that should be; left out if none was. */
  private static void refusalPrecision(
      List<EvaluationResult> results, Map<String, Double> metrics) {
    results.stream()
        .filter(
            result ->
                result.outcome() == Outcome.NO_EVIDENCE
                    || result.outcome() == Outcome.CLARIFICATION)
        .mapToDouble(result -> result.answerable() ? 0 : 1)
        .average()
        .ifPresent(share -> metrics.put("refusal_precision", share));
  }

  private static int count(List<EvaluationResult> results, Predicate<EvaluationResult> which) {
    return (int) results.stream().filter(which).count();
  }
}
