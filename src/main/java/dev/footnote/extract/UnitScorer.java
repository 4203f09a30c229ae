package dev.footnote.extract;

import dev.footnote.evidence.Unit;
import dev.footnote.text.LexicalAnalyzer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Scores units by the share of the question's terms that they hold, rare terms counting more, and
 * by what they stand under: a term in the heading or in the sentence before counts in part.
 */
public final class UnitScorer {
  /** What a term counts that stands not in the unit itself but above or before it. */
  private static final double IN_HEADING = 0.6;

  private static final double IN_SENTENCE_BEFORE = 0.5;
  private static final double IN_TITLE = 0.4;

  /** What a term counts of which the unit holds a relative. */
  private static final double RELATED = 0.7;

  private static final int RELATED_CHARS = 5;
  private static final double RELATED_SHARE = 0.75;

  private static final double PHRASE_BONUS = 0.15;
  private static final double KIND_BONUS = 0.2;
  private static final double RANK_BONUS = 0.3;
  private static final double OPEN_PENALTY = 0.25;

  /** A sentence that says little but what was asked answers nothing. */
  private static final double POOR_PENALTY = 0.2;

  private static final int NEWS_ENOUGH = 4;

  private final AskedFor asked;
  private final Set<String> questionTerms;
  private final List<Unit> units;
  private final Map<String, Double> weights = new HashMap<>();
  private final Map<String, Set<String>> termsOf = new HashMap<>();
  private final LexicalAnalyzer analyzer = LexicalAnalyzer.english();

  UnitScorer(AskedFor asked, List<Unit> units) {
    this.asked = asked;
    this.questionTerms = Set.copyOf(asked.terms());
    this.units = units;
    double total = 0;
    for (String term : asked.terms()) {
      long holding = units.stream().filter(unit -> unit.terms().contains(term)).count();
      double idf = Math.log(1 + (units.size() - holding + 0.5) / (holding + 0.5));
      weights.put(term, idf);
      total += idf;
    }
    double sum = total;
    weights.replaceAll((term, idf) -> idf / sum);
  }

  /** Every unit that can be an answer: not a heading, and not a question itself. */
  List<ScoredUnit> score() {
    var scored = new ArrayList<ScoredUnit>();
    for (int i = 0; i < units.size(); i++) {
      if (units.get(i).kind() != Unit.Kind.HEADING && !units.get(i).asks()) {
        scored.add(score(i));
      }
    }
    return scored;
  }

  private ScoredUnit score(int index) {
    Unit unit = units.get(index);
    double coverage = coverage(index);
    double score = coverage + PHRASE_BONUS * phrases(unit) + RANK_BONUS / unit.evidence().rank();
    for (AskedFor.Kind kind : asked.kinds()) {
      score += AnswerKinds.holds(kind, unit, questionTerms) ? KIND_BONUS : 0;
    }
    score -= unit.isClosed() ? 0 : OPEN_PENALTY;
    score -= POOR_PENALTY * Math.max(0, 1 - news(unit) / (double) NEWS_ENOUGH);
    return new ScoredUnit(unit, index, coverage, score);
  }

  /** Terms of the unit that the question does not hold already. */
  private long news(Unit unit) {
    return unit.terms().stream().filter(term -> !questionTerms.contains(term)).count();
  }

  private double coverage(int index) {
    Unit unit = units.get(index);
    Set<String> before = before(index);
    Set<String> headings = terms(String.join("\n", unit.headingPath()));
    Set<String> title = terms(unit.evidence().title());
    double coverage = 0;
    for (String term : asked.terms()) {
      double weight = weights.getOrDefault(term, 0.0);
      if (unit.terms().contains(term)) {
        coverage += weight;
      } else if (isRelated(term, unit.terms())) {
        coverage += weight * RELATED;
      } else if (headings.contains(term)) {
        coverage += weight * IN_HEADING;
      } else if (before.contains(term)) {
        coverage += weight * IN_SENTENCE_BEFORE;
      } else if (title.contains(term)) {
        coverage += weight * IN_TITLE;
      }
    }
    return coverage;
  }

  /**
   * Whether a term begins as one of these does: "approve" and "approval", "Kilometer" and
   * "Kilometergeld".
   */
  private static boolean isRelated(String term, Set<String> terms) {
    for (String other : terms) {
      int shorter = Math.min(term.length(), other.length());
      int common = 0;
      while (common < shorter && term.charAt(common) == other.charAt(common)) {
        common++;
      }
      if (common >= RELATED_CHARS && common >= RELATED_SHARE * shorter) {
        return true;
      }
    }
    return false;
  }

  /** Terms of the sentence before, or of the line that announces the list. */
  private Set<String> before(int index) {
    Unit unit = units.get(index);
    int before = index - 1;
    while (before >= 0
        && unit.kind() == Unit.Kind.LIST_ITEM
        && units.get(before).kind() == Unit.Kind.LIST_ITEM
        && units.get(before).evidence() == unit.evidence()) {
      before--;
    }
    if (before < 0 || units.get(before).evidence() != unit.evidence()) {
      return Set.of();
    }
    Unit other = units.get(before);
    boolean together = other.block() == unit.block() || other.announces() || other.asks();
    return together && other.kind() != Unit.Kind.HEADING ? other.terms() : Set.of();
  }

  /** Share of the question's pairs of neighbouring terms that stand side by side in the unit. */
  private double phrases(Unit unit) {
    if (asked.terms().size() < 2) {
      return 0;
    }
    List<String> ordered = unit.words();
    var pairs = new HashSet<String>();
    for (int i = 0; i + 1 < ordered.size(); i++) {
      pairs.add(ordered.get(i) + " " + ordered.get(i + 1));
    }
    int found = 0;
    for (int i = 0; i + 1 < asked.terms().size(); i++) {
      found += pairs.contains(asked.terms().get(i) + " " + asked.terms().get(i + 1)) ? 1 : 0;
    }
    return (double) found / (asked.terms().size() - 1);
  }

  private Set<String> terms(String text) {
    return termsOf.computeIfAbsent(text, words -> Set.copyOf(analyzer.terms(words)));
  }
}
