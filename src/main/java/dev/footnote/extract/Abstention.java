package dev.footnote.extract;

import dev.footnote.answer.AnswerConfig;
import dev.footnote.search.SearchResult;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether the documents hold no answer, judged before one is written. Meaning (cosine similarity)
 * and words (the share of the question's rare terms that one passage and one sentence hold) are
 * independent witnesses, so their sum parts the answerable from the absent better than either. A
 * near miss, about something that the documents speak of without saying it, passes; except one
 * about a code that stands nowhere: whatever is said of other codes would mislead.
 */
public final class Abstention {
  /** What the words count that one passage holds, and that the best sentence holds. */
  private static final double COVERAGE_WEIGHT = 0.35;

  /** Without the embedding model's word the question's own words must be there, most of them. */
  private static final double COVERAGE_ALONE_MIN = 0.5;

  /** A product, version or error code: begins with a letter and holds a digit. */
  private static final Pattern CODE = Pattern.compile("\\p{L}.*\\d.*");

  private static final Pattern BETWEEN_PARTS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final double fitMin;

  Abstention(double fitMin) {
    this.fitMin = fitMin;
  }

  /**
   * Whether nothing should be said.
   *
   * @param scored the evidence's units; empty if there is none
   */
  boolean holdsNoAnswer(SearchResult.Signals signals, List<ScoredUnit> scored) {
    if (scored.isEmpty() || asksForUnknownCode(signals.unknownTerms())) {
      return true;
    }
    return signals.bestDense() == null
        ? coverage(signals, scored) < COVERAGE_ALONE_MIN
        : fit(signals, scored) < fitMin(signals);
  }

  /** What {@link #fit} must reach. */
  double fitMin(SearchResult.Signals signals) {
    Double own = signals.fitMin();
    return own == null ? fitMin : own;
  }

  /** How well the evidence fits the question: what {@link AnswerConfig#fitMin} is compared with. */
  double fit(SearchResult.Signals signals, List<ScoredUnit> scored) {
    Double bestDense = signals.bestDense();
    return (bestDense == null ? 0 : bestDense) + 2 * COVERAGE_WEIGHT * coverage(signals, scored);
  }

  /** The mean of what the best passage and the best unit hold of the question. */
  private static double coverage(SearchResult.Signals signals, List<ScoredUnit> scored) {
    double best =
        scored.stream()
            .max(Comparator.comparingDouble(ScoredUnit::score))
            .map(ScoredUnit::coverage)
            .orElse(0.0);
    return (signals.bestCoverage() + best) / 2;
  }

  private static boolean asksForUnknownCode(List<String> unknownTerms) {
    Set<String> unknown = Set.copyOf(unknownTerms);
    return unknown.stream()
        .anyMatch(
            term ->
                CODE.matcher(term).matches()
                    && BETWEEN_PARTS
                        .splitAsStream(term)
                        .filter(part -> part.chars().anyMatch(Character::isDigit))
                        .allMatch(unknown::contains));
  }
}
