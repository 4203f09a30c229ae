package dev.footnote.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How well one question was answered.
 *
 * @param ndcg normalised discounted cumulative gain of the first ten documents (or pages)
 * @param reciprocal one divided by the rank of the first right one among ten; 0 if there is none
 * @param first 1 if the first is right
 * @param evidence 1 if a right one is among the first five passages
 */
record Ranking(double ndcg, double reciprocal, double first, double evidence) {
  private static final int CUT = 10;
  private static final int EVIDENCE = 5;

  static Ranking of(List<List<String>> passages, Set<String> relevant) {
    Set<String> seen = new LinkedHashSet<>();
    passages.forEach(seen::addAll);
    List<String> ranked = seen.stream().limit(CUT).toList();
    double gain = 0;
    double reciprocal = 0;
    for (int i = 0; i < ranked.size(); i++) {
      if (relevant.contains(ranked.get(i))) {
        gain += discount(i + 1);
        reciprocal = reciprocal == 0 ? 1.0 / (i + 1) : reciprocal;
      }
    }
    double ideal =
        IntStream.rangeClosed(1, Math.min(CUT, relevant.size()))
            .mapToDouble(Ranking::discount)
            .sum();
    boolean shown =
        passages.stream().limit(EVIDENCE).flatMap(List::stream).anyMatch(relevant::contains);
    return new Ranking(gain / ideal, reciprocal, reciprocal == 1 ? 1 : 0, shown ? 1 : 0);
  }

  private static double discount(int rank) {
    return Math.log(2) / Math.log(rank + 1);
  }
}
