package dev.footnote.search;

import dev.footnote.text.Bm25;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The question's side of BM25: each of its terms with what finding it says.
 *
 * @param weights inverse document frequency by term number, for every distinct term
 * @param seeking the terms that bring candidates, the rarest first; the others only score
 * @param unknown the terms that no live passage holds
 * @param limited whether every known term is too common to bring candidates
 */
record QuestionTerms(
    SortedMap<Integer, Double> weights,
    List<Integer> seeking,
    List<String> unknown,
    boolean limited) {

  /**
   * Weighs a question's terms.
   *
   * @param terms the distinct terms by number
   * @param holding how many live passages hold a term; a term without an entry: none
   * @param passages how many live passages there are
   */
  static QuestionTerms of(
      Map<Integer, String> terms, Map<Integer, Long> holding, long passages, SearchConfig config) {
    SortedMap<Integer, Double> weights = new TreeMap<>();
    List<String> unknown = new ArrayList<>();
    List<Integer> known = new ArrayList<>();
    terms.forEach(
        (number, term) -> {
          long count = holding.getOrDefault(number, 0L);
          weights.put(number, Bm25.inverseDocumentFrequency(passages, count));
          if (count == 0) {
            unknown.add(term);
          } else {
            known.add(number);
          }
        });
    List<Integer> seeking = rarest(known, holding, config);
    return new QuestionTerms(weights, seeking, unknown, seeking.isEmpty() && !known.isEmpty());
  }

  private static List<Integer> rarest(
      List<Integer> known, Map<Integer, Long> holding, SearchConfig config) {
    known.sort(
        Comparator.comparing((Integer term) -> holding.getOrDefault(term, 0L))
            .thenComparing(t -> t));
    List<Integer> seeking = new ArrayList<>();
    long rows = 0;
    for (int term : known) {
      long count = holding.getOrDefault(term, 0L);
      if (rows >= config.lexicalRowsEnough() || rows + count > config.lexicalRowsMax()) {
        break;
      }
      seeking.add(term);
      rows += count;
    }
    return seeking;
  }

  /** The question's side as a {@code sparsevec} literal. */
  String literal() {
    return Bm25.sparseVector(weights);
  }

  /** The share of the question's weight, 0 to 1, that these of its terms make up; 0 of nothing. */
  double coverage(List<Integer> found) {
    double all = sum(weights.keySet());
    return all == 0 ? 0 : sum(found) / all;
  }

  private double sum(Iterable<Integer> terms) {
    double sum = 0;
    for (Integer term : terms) {
      sum += weights.getOrDefault(term, 0.0);
    }
    return sum;
  }
}
