package dev.footnote.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Which passages the lexical leg scores: those that hold a term which alone says enough, or two
 * terms that do together. How much is enough is lowered until so many passages are expected; terms
 * are taken to fall independently. Reading a passage costs a hundred times what reading its number
 * in the index of terms costs, so pairs find the same best passages for less than rare terms alone
 * (docs/benchmarks.md). The idea of a threshold on the sum of what the held terms say is that of
 * Broder and others, "Efficient Query Evaluation using a Two-Level Retrieval Process" (2003).
 *
 * @param alone terms of which one is enough
 * @param pairs terms that need another one; at most {@link #PAIRS_MAX}
 */
record Sought(List<Integer> alone, List<Pair> pairs) {
  /** Each pair is a look into the index of terms. */
  static final int PAIRS_MAX = 6;

  Sought {
    alone = List.copyOf(alone);
    pairs = List.copyOf(pairs);
  }

  /** A term that is enough with any of these others, all of which say less than it. */
  record Pair(int term, List<Integer> others) {}

  /**
   * A term that some passage holds.
   *
   * @param weight what finding it says, above 0
   * @param holding how many live passages hold it, above 0
   */
  record Term(int number, double weight, long holding) {}

  /**
   * Chooses the passages for a question.
   *
   * @param passages live ones
   * @param enough how many passages are enough
   * @param most how many may be expected at most; a threshold that leads beyond is not taken,
   *     however few passages the one above it brings
   */
  static Sought of(List<Term> terms, long passages, int enough, int most) {
    List<Term> rarest =
        terms.stream()
            .sorted(
                Comparator.comparingDouble((Term term) -> -term.weight())
                    .thenComparingLong(Term::holding)
                    .thenComparingInt(Term::number))
            .toList();
    var chosen = new Expected(new Sought(List.of(), List.of()), 0);
    for (double threshold : thresholds(rarest)) {
      Expected next = at(threshold, rarest, passages);
      if (next.rows() > most || next.sought().pairs().size() > PAIRS_MAX) {
        break;
      }
      chosen = next;
      if (chosen.rows() >= enough) {
        break;
      }
    }
    return chosen.sought();
  }

  /** All that one or two terms may say, the most first. */
  private static Iterable<Double> thresholds(List<Term> terms) {
    var sums = new TreeSet<Double>(Comparator.reverseOrder());
    for (int i = 0; i < terms.size(); i++) {
      sums.add(terms.get(i).weight());
      for (int j = 0; j < i; j++) {
        sums.add(terms.get(i).weight() + terms.get(j).weight());
      }
    }
    return sums;
  }

  private record Expected(Sought sought, double rows) {}

  private static Expected at(double threshold, List<Term> rarest, long passages) {
    List<Integer> alone = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    double rows = 0;
    for (int i = 0; i < rarest.size(); i++) {
      Term term = rarest.get(i);
      if (term.weight() >= threshold) {
        alone.add(term.number());
        rows += term.holding();
        continue;
      }
      List<Integer> others = new ArrayList<>();
      double none = 1;
      for (Term other : rarest.subList(i + 1, rarest.size())) {
        if (term.weight() + other.weight() >= threshold) {
          others.add(other.number());
          none *= 1 - Math.min(1, (double) other.holding() / passages);
        }
      }
      if (!others.isEmpty()) {
        pairs.add(new Pair(term.number(), others));
        rows += term.holding() * (1 - none);
      }
    }
    return new Expected(new Sought(alone, pairs), rows);
  }

  /** Whether no passage is scored. */
  boolean isEmpty() {
    return alone.isEmpty() && pairs.isEmpty();
  }
}
