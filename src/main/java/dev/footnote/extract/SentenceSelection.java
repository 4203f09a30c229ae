package dev.footnote.extract;

import dev.footnote.evidence.Quote;
import dev.footnote.evidence.Statement;
import dev.footnote.evidence.TextSpan;
import dev.footnote.evidence.Unit;
import dev.footnote.evidence.VersionKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Chooses the units that answer, and orders them so that they read as an answer. */
public final class SentenceSelection {
  /** A unit must be worth this share of the best one to be said as well. */
  private static final double WORTH_SAYING = 0.7;

  private static final double WORTH_SAYING_IN_LIST = 0.62;

  /** What repeating the words of a chosen unit takes from a candidate. */
  private static final double REPETITION_PENALTY = 0.4;

  /** Units that share this part of their terms, and their numbers, say the same. */
  private static final double SAME = 0.8;

  private static final int LIST_ITEMS_MAX = 12;
  private static final Pattern REFERS_BACK =
      Pattern.compile(
          "^(?:It(?! (?:is|was) \\w+ (?:to|that)\\b)|They|This|These|Those|He|She|Such|Otherwise"
              + "|Instead|Then|If (?:so|not))\\b.*",
          Pattern.DOTALL);
  private static final Pattern MARKER = Pattern.compile("\\[(\\d{1,4})]");
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private final AskedFor asked;
  private final List<Unit> units;
  private final int sentencesMax;

  SentenceSelection(AskedFor asked, List<Unit> units, int sentencesMax) {
    this.asked = asked;
    this.units = units;
    this.sentencesMax = sentencesMax;
  }

  /**
   * Statements in reading order: documents by their best unit, inside one by position.
   *
   * @param scored the units with scores, in any order
   */
  List<Statement> select(List<ScoredUnit> scored) {
    List<ScoredUnit> ranked =
        scored.stream()
            .sorted(
                Comparator.comparingDouble(ScoredUnit::score)
                    .reversed()
                    .thenComparing(ScoredUnit::index))
            .toList();
    if (ranked.isEmpty()) {
      return List.of();
    }
    double enough =
        ranked.getFirst().score() * (asked.several() ? WORTH_SAYING_IN_LIST : WORTH_SAYING);
    var chosen = new TreeSet<Integer>();
    var places = new HashMap<VersionKey, Integer>();
    int sentences = 0;
    for (ScoredUnit candidate : ranked) {
      if (sentences >= sentencesMax || candidate.score() < enough) {
        break;
      }
      double repetition = repetition(candidate.unit(), chosen);
      if (chosen.contains(candidate.index())
          || isOutdone(candidate.unit(), chosen)
          || repetition >= SAME
          || (!chosen.isEmpty() && candidate.score() - REPETITION_PENALTY * repetition < enough)) {
        continue;
      }
      Set<Integer> group = withWhatItNeeds(candidate.index());
      places.putIfAbsent(version(candidate.unit()), places.size());
      chosen.addAll(group);
      sentences += Math.min(group.size(), 2);
    }
    return statements(chosen, places);
  }

  /** Whether a chosen row of the same table holds all that it holds of the question, and more. */
  private boolean isOutdone(Unit row, Set<Integer> chosen) {
    return row.kind() == Unit.Kind.ROW
        && chosen.stream()
            .map(units::get)
            .filter(other -> other.kind() == Unit.Kind.ROW)
            .filter(other -> other.evidence() == row.evidence() && other.block() == row.block())
            .anyMatch(
                other ->
                    asked(other).size() > asked(row).size()
                        && asked(other).containsAll(asked(row)));
  }

  private Set<String> asked(Unit unit) {
    return asked.terms().stream().filter(unit.terms()::contains).collect(Collectors.toSet());
  }

  /** The largest share of terms that the unit has in common with a chosen one. */
  private double repetition(Unit unit, Set<Integer> chosen) {
    return chosen.stream()
        .map(units::get)
        .filter(other -> numbers(unit).equals(numbers(other)))
        .mapToDouble(other -> inCommon(unit.terms(), other.terms()))
        .max()
        .orElse(0);
  }

  private static double inCommon(Set<String> a, Set<String> b) {
    long both = a.stream().filter(b::contains).count();
    long either = a.size() + b.size() - both;
    return either == 0 ? 0 : (double) both / either;
  }

  private static Set<String> numbers(Unit unit) {
    return DIGITS.matcher(unit.text()).results().map(m -> m.group()).collect(Collectors.toSet());
  }

  /** The unit with what must stand beside it to be understood. */
  private Set<Integer> withWhatItNeeds(int index) {
    var group = new TreeSet<Integer>();
    group.add(index);
    Unit unit = units.get(index);
    if (unit.announces()) {
      for (int next = index + 1; inList(next, index) && group.size() <= LIST_ITEMS_MAX; next++) {
        group.add(next);
      }
    } else if (unit.kind() == Unit.Kind.LIST_ITEM) {
      addList(group, index);
    } else if (REFERS_BACK.matcher(unit.text()).matches() && sameParagraph(index - 1, index)) {
      group.add(index - 1);
    }
    return group;
  }

  /**
   * The line that announces the item, and the item's neighbours if several things are asked for.
   */
  private void addList(Set<Integer> group, int item) {
    int first = item;
    while (first > 0 && sameList(first - 1, item)) {
      first--;
    }
    int last = item;
    while (last + 1 < units.size() && sameList(last + 1, item)) {
      last++;
    }
    if (asked.several() && last - first < LIST_ITEMS_MAX) {
      for (int i = first; i <= last; i++) {
        group.add(i);
      }
    }
    if (first > 0
        && units.get(first - 1).announces()
        && units.get(first - 1).evidence() == units.get(item).evidence()) {
      group.add(first - 1);
    }
  }

  private boolean sameList(int index, int item) {
    Unit other = units.get(index);
    return other.kind() == Unit.Kind.LIST_ITEM
        && other.evidence() == units.get(item).evidence()
        && other.headingPath().equals(units.get(item).headingPath());
  }

  private boolean inList(int index, int announcement) {
    if (index >= units.size()
        || units.get(index).evidence() != units.get(announcement).evidence()) {
      return false;
    }
    Unit unit = units.get(index);
    return index == announcement + 1
        ? unit.kind() != Unit.Kind.HEADING
        : unit.kind() == units.get(announcement + 1).kind()
            && unit.kind() != Unit.Kind.SENTENCE
            && unit.kind() != Unit.Kind.HEADING;
  }

  private boolean sameParagraph(int index, int other) {
    return index >= 0
        && units.get(index).kind() == Unit.Kind.SENTENCE
        && units.get(index).evidence() == units.get(other).evidence()
        && units.get(index).block() == units.get(other).block();
  }

  private static VersionKey version(Unit unit) {
    return new VersionKey(unit.evidence().documentId(), unit.evidence().version());
  }

  private List<Statement> statements(Set<Integer> chosen, Map<VersionKey, Integer> places) {
    List<Integer> ordered =
        chosen.stream()
            .sorted(
                Comparator.comparing((Integer i) -> places.getOrDefault(version(units.get(i)), 0))
                    .thenComparing(i -> units.get(i).span().start()))
            .toList();
    var statements = new ArrayList<Statement>();
    for (int i = 0; i < ordered.size(); ) {
      int end = i + 1;
      while (end < ordered.size() && continuesList(ordered.get(end - 1), ordered.get(end))) {
        end++;
      }
      boolean flows = i > 0 && flows(units.get(ordered.get(i - 1)), units.get(ordered.get(i)));
      statements.add(statement(units.get(ordered.get(i)), units.get(ordered.get(end - 1)), !flows));
      i = end;
    }
    return statements;
  }

  private static boolean flows(Unit before, Unit unit) {
    return unit.kind() == Unit.Kind.SENTENCE
        && before.kind() == Unit.Kind.SENTENCE
        && !before.announces();
  }

  /** A list and the line that announces it are said as one. */
  private boolean continuesList(int previous, int next) {
    Unit before = units.get(previous);
    Unit unit = units.get(next);
    return next == previous + 1
        && before.evidence() == unit.evidence()
        && (before.announces() || before.kind() == Unit.Kind.LIST_ITEM)
        && unit.kind() == Unit.Kind.LIST_ITEM;
  }

  private static Statement statement(Unit first, Unit last, boolean startsLine) {
    var span = new TextSpan(first.span().start(), last.span().end());
    String text = span.shift(-first.evidence().span().start()).in(first.evidence().text());
    return new Statement(
        withoutMarkers(text), List.of(new Quote(first.evidence(), span, text)), startsLine, true);
  }

  /** A document's own "[1]" would pass for a footnote of the answer; the quote keeps it. */
  private static String withoutMarkers(String text) {
    return MARKER.matcher(text).replaceAll("($1)");
  }
}
