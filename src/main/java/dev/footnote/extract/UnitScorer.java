package dev.footnote.extract;

import dev.footnote.evidence.Unit;
import dev.footnote.text.Language;
import dev.footnote.text.LexicalAnalyzer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Scores units by how likely they hold the answer: features, weighed and added. */
final class UnitScorer {
  private static final int NEWS_ENOUGH = 4;

  /** From here on a word alike counts as the word itself. */
  private static final double ALIKE = 0.6;

  /** What a word counts that stands above the unit only. */
  private static final double IN_HEADING = 0.6;

  private static final double IN_TITLE = 0.4;

  /** What the share held counts that stands above or before a unit, for its coverage. */
  private static final double IN_SENTENCE_BEFORE = 0.5;

  private final AskedFor asked;
  private final List<AskedWord> words;
  private final Set<String> questionTerms;
  private final List<Unit> units;
  private final Map<Unit, Language> languages;
  private final Likeness likeness = new Likeness();
  private final Map<Language, Map<String, Set<String>>> above = new HashMap<>();

  UnitScorer(
      AskedFor asked, List<AskedWord> words, List<Unit> units, Map<Unit, Language> languages) {
    this.asked = asked;
    this.words = words;
    this.questionTerms = AskedWords.terms(words);
    this.units = units;
    this.languages = languages;
  }

  /** Every unit that can be an answer: not a heading, and not a question itself. */
  List<ScoredUnit> score() {
    var scored = new ArrayList<ScoredUnit>();
    for (int i = 0; i < units.size(); i++) {
      if (units.get(i).kind() != Unit.Kind.HEADING && !units.get(i).asks()) {
        UnitFeatures features = features(i);
        scored.add(
            new ScoredUnit(units.get(i), i, coverage(features), FeatureWeights.score(features)));
      }
    }
    return scored;
  }

  private static double coverage(UnitFeatures f) {
    return Math.min(
        1, f.held() + f.alike() + f.above() + IN_SENTENCE_BEFORE * (f.before() + f.alikeBefore()));
  }

  UnitFeatures features(int index) {
    Unit unit = units.get(index);
    Set<String> before = before(index);
    Set<String> earlier = neighbour(index, index - 2);
    Set<String> after = neighbour(index, index + 1);
    Set<String> heading = above(unit, String.join("\n", unit.headingPath()));
    Set<String> title = above(unit, unit.evidence().title());
    double held = 0;
    double alike = 0;
    double count = 0;
    double inBefore = 0;
    double alikeBefore = 0;
    double inEarlier = 0;
    double inAfter = 0;
    double inAbove = 0;
    for (AskedWord word : words) {
      double weight = word.weight();
      if (word.isIn(unit.terms())) {
        held += weight;
        count++;
        continue;
      }
      double own = likeness.best(word, unit.terms());
      alike += weight * own;
      if (own >= ALIKE) {
        count++;
        continue;
      }
      if (word.isIn(before)) {
        inBefore += weight;
      } else {
        alikeBefore += weight * likeness.best(word, before);
        inEarlier += word.isIn(earlier) ? weight : 0;
      }
      inAfter += word.isIn(after) ? weight : 0;
      inAbove +=
          word.isIn(heading) ? weight * IN_HEADING : word.isIn(title) ? weight * IN_TITLE : 0;
    }
    return new UnitFeatures(
        held,
        alike,
        words.isEmpty() ? 0 : count / words.size(),
        inBefore,
        alikeBefore,
        inEarlier,
        inAfter,
        inAbove,
        kind(unit),
        Math.min(1, news(unit) / (double) NEWS_ENOUGH),
        unit.isClosed() ? 0 : 1,
        unit.evidence().score() / units.getFirst().evidence().score(),
        1.0 / unit.evidence().rank());
  }

  private double kind(Unit unit) {
    if (asked.kinds().isEmpty()) {
      return 0;
    }
    AnswerKinds kinds = AnswerKinds.in(languages.getOrDefault(unit, Language.ENGLISH));
    return asked.kinds().stream()
        .mapToDouble(kind -> kind.says(kinds.holds(kind, unit, questionTerms)))
        .max()
        .orElse(0);
  }

  /** Terms of the unit that the question does not hold already. */
  private long news(Unit unit) {
    return unit.terms().stream().filter(term -> !questionTerms.contains(term)).count();
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
    return neighbour(index, before);
  }

  private Set<String> neighbour(int index, int other) {
    if (other < 0 || other >= units.size()) {
      return Set.of();
    }
    Unit unit = units.get(index);
    Unit beside = units.get(other);
    boolean together =
        beside.evidence() == unit.evidence()
            && (beside.block() == unit.block() || beside.announces() || beside.asks())
            && beside.kind() != Unit.Kind.HEADING;
    return together ? beside.terms() : Set.of();
  }

  private Set<String> above(Unit unit, String text) {
    Language language = languages.getOrDefault(unit, Language.ENGLISH);
    return above
        .computeIfAbsent(language, any -> new HashMap<>())
        .computeIfAbsent(text, words -> new HashSet<>(LexicalAnalyzer.in(language).terms(words)));
  }
}
