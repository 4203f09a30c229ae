package dev.footnote.extract;

import dev.footnote.evidence.ContentWords;
import dev.footnote.evidence.Quote;
import dev.footnote.evidence.Statement;
import dev.footnote.evidence.TextSpan;
import dev.footnote.evidence.Unit;
import dev.footnote.evidence.VersionKey;
import dev.footnote.text.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes statements of chosen units that can be read without their surroundings. What is added
 * stands in brackets; the quote stays as the document has it.
 */
final class Wording {
  /** A document's own footnote number, which would pass for one of the answer. */
  private static final Pattern MARKER = Pattern.compile("\\[(\\d{1,4})]");

  private static final Pattern BULLET =
      Pattern.compile("^(?:[-*+•◦▪‣·o]|\\(?(?:\\d{1,3}|[A-Za-z])[.)])\\s+");

  private static final int HEADING_CHARS_MAX = 80;

  private final Passages passages;
  private final Map<Unit, Language> languages;
  private final Set<String> questionTerms;

  Wording(Passages passages, Map<Unit, Language> languages, Set<String> questionTerms) {
    this.questionTerms = questionTerms;
    this.passages = passages;
    this.languages = languages;
  }

  /**
   * Whether only the sentence before makes the unit clear: it refers to it, and neither a pronoun's
   * referent nor a heading says to what.
   */
  boolean needsSentenceBefore(int index) {
    return leansBack(index) && resolved(index).isEmpty() && heading(index).isEmpty();
  }

  /**
   * Statements in reading order: documents by their best unit, inside one by position.
   *
   * @param chosen numbers of units
   * @param ranked all units, the best first
   */
  List<Statement> statements(NavigableSet<Integer> chosen, List<ScoredUnit> ranked) {
    Map<VersionKey, Integer> places = new LinkedHashMap<>();
    ranked.stream()
        .filter(unit -> chosen.contains(unit.index()))
        .forEach(unit -> places.putIfAbsent(version(unit.unit()), places.size()));
    List<Integer> ordered =
        chosen.stream()
            .sorted(
                Comparator.comparing(
                        (Integer i) -> places.getOrDefault(version(passages.get(i)), 0))
                    .thenComparing(i -> passages.get(i).span().start()))
            .toList();
    var statements = new ArrayList<Statement>();
    for (int i = 0; i < ordered.size(); ) {
      int end = i + 1;
      while (end < ordered.size()
          && passages.continuesList(ordered.get(end - 1), ordered.get(end))) {
        end++;
      }
      boolean flows =
          i > 0 && flows(passages.get(ordered.get(i - 1)), passages.get(ordered.get(i)));
      statements.add(statement(ordered.get(i), ordered.get(end - 1), !flows, chosen));
      i = end;
    }
    return statements;
  }

  private static VersionKey version(Unit unit) {
    return new VersionKey(unit.evidence().documentId(), unit.evidence().version());
  }

  private static boolean flows(Unit before, Unit unit) {
    return unit.kind() == Unit.Kind.SENTENCE
        && before.kind() == Unit.Kind.SENTENCE
        && !before.announces();
  }

  private Statement statement(int first, int last, boolean startsLine, Set<Integer> chosen) {
    Unit unit = passages.get(first);
    var span = new TextSpan(unit.span().start(), passages.get(last).span().end());
    String quoted = span.shift(-unit.evidence().span().start()).in(unit.evidence().text());
    boolean saidBefore = chosen.contains(first - 1) && passages.hasSentenceBefore(first);
    String text = withoutMarkers(quoted);
    if (!saidBefore && first == last) {
      text = onItsOwn(first).map(Wording::withoutMarkers).orElse(text);
    }
    return new Statement(text, List.of(new Quote(unit.evidence(), span, quoted)), startsLine, true);
  }

  /** The unit's text with what it refers to; empty if it needs nothing, or nothing is known. */
  private Optional<String> onItsOwn(int index) {
    Unit unit = passages.get(index);
    if (unit.kind() == Unit.Kind.LIST_ITEM) {
      return heading(index).map(heading -> behindBullet(unit.text(), "[" + heading + "] "));
    }
    return leansBack(index)
        ? resolved(index)
            .or(() -> heading(index).map(heading -> "[" + heading + "] " + unit.text()))
        : Optional.empty();
  }

  private static String behindBullet(String item, String added) {
    Matcher bullet = BULLET.matcher(item);
    int at = bullet.find() ? bullet.end() : 0;
    return item.substring(0, at) + added + item.substring(at);
  }

  private boolean leansBack(int index) {
    Unit unit = passages.get(index);
    return unit.kind() == Unit.Kind.SENTENCE && reference(unit).leansBack(unit.text());
  }

  /** The subject of the sentence before is believed only where the question speaks of it too. */
  private Optional<String> resolved(int index) {
    Unit unit = passages.get(index);
    if (!passages.hasSentenceBefore(index)) {
      return Optional.empty();
    }
    return reference(unit)
        .referent(unit.text(), passages.get(index - 1).text())
        .filter(this::isAskedAbout)
        .map(referent -> reference(unit).resolved(unit.text(), referent));
  }

  private boolean isAskedAbout(String referent) {
    return languages.values().stream()
        .distinct()
        .flatMap(language -> ContentWords.terms(referent, language).stream())
        .anyMatch(questionTerms::contains);
  }

  private Reference reference(Unit unit) {
    return Reference.in(languages.getOrDefault(unit, Language.ENGLISH));
  }

  /** The heading right above the unit, unless the unit says it itself. */
  private Optional<String> heading(int index) {
    Unit unit = passages.get(index);
    if (unit.headingPath().isEmpty()) {
      return Optional.empty();
    }
    String heading = unit.headingPath().getLast();
    return heading.length() <= HEADING_CHARS_MAX && !unit.text().contains(heading)
        ? Optional.of(heading)
        : Optional.empty();
  }

  /** A document's own "[1]" would pass for a footnote of the answer; the quote keeps it. */
  private static String withoutMarkers(String text) {
    return MARKER.matcher(text).replaceAll("($1)");
  }
}
