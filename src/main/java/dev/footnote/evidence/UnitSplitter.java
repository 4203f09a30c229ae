package dev.footnote.evidence;

import dev.footnote.text.Language;
import dev.footnote.text.LexicalAnalyzer;
import dev.footnote.text.Sentences;
import dev.footnote.text.Span;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Divides evidence into units. In a stored text a line is a whole block: a heading, a list item, a
 * row, or running text; an empty line parts blocks that don't belong together.
 */
public final class UnitSplitter {
  private static final Pattern LIST_ITEM =
      Pattern.compile("^(?:[-*+•◦▪‣·o]|\\(?(?:\\d{1,3}|[A-Za-z])[.)])\\s+\\S.*", Pattern.DOTALL);
  private static final int TAIL = 24;
  private static final Pattern INITIAL = Pattern.compile("(?<![\\p{L}\\p{N}])\\p{L}\\.$");
  private static final Pattern ORDINAL = Pattern.compile("(?<!\\p{N})\\d{1,2}\\.$");
  private static final Pattern NEXT_WORD = Pattern.compile("\\s*(\\p{L}++)");
  private static final Set<String> MONTHS = months();
  private static final Pattern ROW = Pattern.compile("^[^:;.]{1,60}: [^;]*(?:; [^;]+)+$");

  /** The months' names in every language that words are known of. */
  private static Set<String> months() {
    return Arrays.stream(Language.values())
        .map(language -> Locale.of(language.code()))
        .flatMap(
            locale ->
                Arrays.stream(Month.values())
                    .map(month -> month.getDisplayName(TextStyle.FULL, locale).toLowerCase(locale)))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The evidence's units in the order of the text, read as English. */
  public List<Unit> split(Evidence evidence, StoredVersion version) {
    return split(evidence, version, Language.ENGLISH);
  }

  /**
   * The evidence's units in the order of the text.
   *
   * @param language in which it is cut into sentences, and its words are read
   */
  public List<Unit> split(Evidence evidence, StoredVersion version, Language language) {
    LexicalAnalyzer analyzer = LexicalAnalyzer.in(language);
    var units = new ArrayList<Unit>();
    String text = evidence.text();
    // Breaking all lines at once is cheaper than one by one; a sentence never crosses a line.
    Iterator<Span> sentences = Sentences.split(text, Locale.of(language.code())).iterator();
    int block = 0;
    boolean blank = false;
    for (int start = 0; start < text.length(); ) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      TextSpan line = trimmed(text, start, end);
      if (line.length() == 0) {
        blank = true;
      } else {
        block += blank ? 1 : 0;
        blank = false;
        addLine(units, evidence, version, analyzer, line, block, sentences);
      }
      start = end + 1;
    }
    return units;
  }

  private static void addLine(
      List<Unit> units,
      Evidence evidence,
      StoredVersion version,
      LexicalAnalyzer analyzer,
      TextSpan line,
      int block,
      Iterator<Span> sentences) {
    Unit.Kind kind = kind(line, evidence, version);
    int start = -1;
    int end;
    do {
      Span next = sentences.next();
      start = start < 0 ? next.start() : start;
      end = next.end();
      boolean open = end < line.end() && isOpen(evidence.text(), start, end);
      if (kind == Unit.Kind.SENTENCE && !open) {
        units.add(unit(evidence, version, analyzer, new TextSpan(start, end), block, kind));
        start = -1;
      }
    } while (end < line.end());
    if (kind != Unit.Kind.SENTENCE) {
      units.add(unit(evidence, version, analyzer, line, block, kind));
    }
  }

  /**
   * Whether a sentence can't end there: the rules of Unicode break "… tall.[7]" after its bracket,
   * "Brown v. Board", and a date such as "Am 28. Februar".
   */
  private static boolean isOpen(String text, int start, int end) {
    String tail = text.substring(Math.max(start, end - TAIL), end).strip();
    if (tail.endsWith("[")) {
      return true;
    }
    Matcher after = NEXT_WORD.matcher(text).region(end, Math.min(text.length(), end + TAIL));
    String next = after.lookingAt() ? after.group(1) : "";
    return INITIAL.matcher(tail).find() || (ORDINAL.matcher(tail).find() && isMonth(next));
  }

  private static boolean isMonth(String word) {
    return MONTHS.contains(word.toLowerCase(Locale.ROOT));
  }

  private static Unit.Kind kind(TextSpan line, Evidence evidence, StoredVersion version) {
    String words = line.in(evidence.text());
    if (version.isHeading(line.shift(evidence.span().start()))) {
      return Unit.Kind.HEADING;
    }
    if (LIST_ITEM.matcher(words).matches()) {
      return Unit.Kind.LIST_ITEM;
    }
    return ROW.matcher(words).matches() ? Unit.Kind.ROW : Unit.Kind.SENTENCE;
  }

  private static Unit unit(
      Evidence evidence,
      StoredVersion version,
      LexicalAnalyzer analyzer,
      TextSpan inEvidence,
      int block,
      Unit.Kind kind) {
    TextSpan span = inEvidence.shift(evidence.span().start());
    String text = inEvidence.in(evidence.text());
    List<String> words = analyzer.terms(text);
    return new Unit(
        evidence,
        block,
        kind,
        span,
        text,
        version.headingPathAt(span.start()),
        words,
        Set.copyOf(words));
  }

  private static TextSpan trimmed(String text, int start, int end) {
    int first = start;
    int last = end;
    while (first < last && Character.isWhitespace(text.charAt(first))) {
      first++;
    }
    while (last > first && Character.isWhitespace(text.charAt(last - 1))) {
      last--;
    }
    return new TextSpan(first, last);
  }
}
