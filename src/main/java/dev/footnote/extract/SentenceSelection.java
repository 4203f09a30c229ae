package dev.footnote.extract;

import dev.footnote.evidence.Unit;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Chooses the shortest set of units that most probably holds the answer: the likeliest first, until
 * what is left out is improbable. Scores are logarithms of odds, so that their exponentials, shared
 * out over all units, are probabilities.
 */
final class SentenceSelection {
  /** How probable it must be that the chosen hold the answer. */
  private static final double ENOUGH = 0.97;

  /** A unit this much less likely than the best one, in logarithms of odds, is not worth saying. */
  private static final double BEHIND_MAX = 3.5;

  /** Units that share this part of their terms, and their numbers, say the same. */
  private static final double SAME = 0.8;

  /** What a list counts as, however long it is. */
  private static final int LIST_SENTENCES = 2;

  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private final AskedFor asked;
  private final Set<String> questionTerms;
  private final Passages passages;
  private final int sentencesMax;
  private final TreeSet<Integer> chosen = new TreeSet<>();
  private int sentences;

  SentenceSelection(
      AskedFor asked, Set<String> questionTerms, Passages passages, int sentencesMax) {
    this.asked = asked;
    this.questionTerms = questionTerms;
    this.passages = passages;
    this.sentencesMax = sentencesMax;
  }

  /**
   * The units' numbers, ascending.
   *
   * @param ranked the best first
   */
  TreeSet<Integer> select(List<ScoredUnit> ranked) {
    double best = ranked.getFirst().score();
    double all = ranked.stream().mapToDouble(unit -> Math.exp(unit.score() - best)).sum();
    double held = 0;
    for (ScoredUnit candidate : ranked) {
      double probability = Math.exp(candidate.score() - best) / all;
      boolean more = chosen.isEmpty() || (held < ENOUGH && best - candidate.score() <= BEHIND_MAX);
      if (sentences >= sentencesMax || !more) {
        break;
      }
      if (chosen.contains(candidate.index())
          || saysTheSame(candidate.unit())
          || isOutdone(candidate.unit())
          || add(candidate.index())) {
        held += probability;
      }
    }
    return chosen;
  }

  static List<ScoredUnit> ranked(List<ScoredUnit> scored) {
    return scored.stream()
        .sorted(
            Comparator.comparingDouble(ScoredUnit::score)
                .reversed()
                .thenComparing(ScoredUnit::index))
        .toList();
  }

  /** Adds the unit with what it needs, or alone, if there is room. */
  private boolean add(int index) {
    int room = sentencesMax - sentences;
    Set<Integer> group = passages.withWhatItNeeds(index, asked.several());
    group.removeAll(chosen);
    if (Math.min(group.size(), LIST_SENTENCES) > room && !chosen.isEmpty()) {
      if (passages.get(index).announces()) {
        return false;
      }
      group = Set.of(index);
    }
    chosen.addAll(group);
    sentences += Math.min(group.size(), LIST_SENTENCES);
    return true;
  }

  /** Whether a sentence more may be said. */
  boolean hasRoom() {
    return sentences < sentencesMax;
  }

  void addSentence(int index) {
    if (chosen.add(index)) {
      sentences++;
    }
  }

  /** Whether a chosen row of the same table holds all that it holds of the question, and more. */
  private boolean isOutdone(Unit row) {
    return row.kind() == Unit.Kind.ROW
        && chosen.stream()
            .map(passages::get)
            .filter(other -> other.kind() == Unit.Kind.ROW)
            .filter(other -> other.evidence() == row.evidence() && other.block() == row.block())
            .anyMatch(
                other ->
                    asked(other).size() > asked(row).size()
                        && asked(other).containsAll(asked(row)));
  }

  private Set<String> asked(Unit unit) {
    return questionTerms.stream().filter(unit.terms()::contains).collect(Collectors.toSet());
  }

  /** Whether a chosen unit has most of its terms and the same numbers. */
  private boolean saysTheSame(Unit unit) {
    return chosen.stream()
        .map(passages::get)
        .filter(other -> numbers(unit).equals(numbers(other)))
        .anyMatch(other -> inCommon(unit.terms(), other.terms()) >= SAME);
  }

  private static double inCommon(Set<String> a, Set<String> b) {
    long both = a.stream().filter(b::contains).count();
    long either = a.size() + b.size() - both;
    return either == 0 ? 0 : (double) both / either;
  }

  private static Set<String> numbers(Unit unit) {
    return DIGITS.matcher(unit.text()).results().map(m -> m.group()).collect(Collectors.toSet());
  }
}
