package dev.footnote.evaluation;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of metrics, and the order that people read them in. */
public final class Metrics {
  /** What runs are compared by where no other metric is named. */
  public static final String MAIN = "ndcg_at_10";

  private static final List<String> ORDER =
      List.of(
          MAIN,
          "mrr_at_10",
          "map_at_10",
          "recall_at_",
          "precision_at_",
          "page_hit_at_",
          "evidence_page_hit_at_5",
          "span_recall_at_5",
          "span_precision_at_5",
          "span_iou_at_5",
          "citation_precision",
          "answered",
          "refusal_precision",
          "refusal_recall",
          "refused_without_documents",
          "search_ms",
          "answer_ms",
          "evidence_tokens",
          "fit");

  private static final Comparator<String> READING =
      Comparator.comparingInt(Metrics::place)
          .thenComparingInt(String::length)
          .thenComparing(Comparator.naturalOrder());

  private Metrics() {}

  /** The metrics in the order of reading. */
  public static Map<String, Double> ordered(Map<String, Double> metrics) {
    var ordered = new LinkedHashMap<String, Double>();
    metrics.keySet().stream()
        .sorted(READING)
        .forEach(name -> ordered.put(name, metrics.getOrDefault(name, Double.NaN)));
    return ordered;
  }

  /** Whether a higher value is better; not so of times, tokens, and what fits by chance. */
  public static boolean isHigherBetter(String name) {
    return !name.contains("_ms")
        && !name.endsWith("_tokens")
        && !name.equals("fit_without_documents");
  }

  static Comparator<String> reading() {
    return READING;
  }

  private static int place(String name) {
    for (int i = 0; i < ORDER.size(); i++) {
      if (name.startsWith(ORDER.get(i))) {
        return i;
      }
    }
    return ORDER.size();
  }
}
