package dev.footnote.text;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.FilteredBreakIteratorBuilder;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Cuts a text into sentences by Unicode's rules (UAX #29) with the abbreviations of CLDR.
 *
 * <p>Each line end is a border too: in a {@link ParsedDocument} running text has no line ends but
 * those that mean something, so that list items, table rows and lines of code stand alone.
 */
public final class Sentences {

  /** Abbreviations of business and technical English that CLDR lacks. */
  private static final List<String> ENGLISH_ABBREVIATIONS =
      List.of(
          "e.g.", "E.g.", "i.e.", "I.e.", "approx.", "Approx.", "vs.", "cf.", "incl.", "excl.",
          "Inc.", "Ltd.", "Co.", "Corp.", "Dept.", "dept.", "Fig.", "fig.", "Figs.", "Sec.", "sec.",
          "Art.", "Ch.", "pp.", "Vol.", "vol.", "Nos.", "Tel.", "tel.", "ext.", "Ext.", "min.",
          "max.", "Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St.", "Jr.", "Sr.", "al.", "Rev.", "Ref.",
          "ref.", "Jan.", "Feb.", "Apr.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.", "U.S.", "U.K.");

  /** A piece that can't end a sentence: a list marker or a name's initials at its end. */
  private static final Pattern OPEN_END =
      Pattern.compile("^(?:[-*\u2022]\\s*)?(?:\\d{1,3}|[A-Za-z])[.)]$|(?:^|\\s)(?:[A-Z]\\.)+$");

  /** Longest piece, in characters, that {@link #OPEN_END} is tried on as a whole. */
  private static final int OPEN_END_TAIL = 12;

  private static final Map<String, BreakIterator> PROTOTYPES = new ConcurrentHashMap<>();

  private Sentences() {}

  /**
   * The sentences of {@code text} in order, without the white space around them; they cover all
   * that is not white space.
   */
  public static List<Span> split(String text, Locale locale) {
    BreakIterator rules = rules(locale);
    List<Span> sentences = new ArrayList<>();
    for (int line = 0; line < text.length(); ) {
      int end = text.indexOf('\n', line);
      if (end < 0) {
        end = text.length();
      }
      splitLine(text, line, end, rules, sentences);
      line = end + 1;
    }
    return sentences;
  }

  private static void splitLine(
      String text, int from, int to, BreakIterator rules, List<Span> sentences) {
    String line = text.substring(from, to);
    if (line.isBlank()) {
      return;
    }
    rules.setText(line);
    int start = 0;
    for (int end = rules.next(); end != BreakIterator.DONE; end = rules.next()) {
      if (end < line.length() && hasOpenEnd(line, start, end)) {
        continue;
      }
      addTrimmed(line, start, end, from, sentences);
      start = end;
    }
    addTrimmed(line, start, line.length(), from, sentences);
  }

  private static boolean hasOpenEnd(String line, int start, int end) {
    String tail = line.substring(Math.max(start, end - OPEN_END_TAIL), end).strip();
    return OPEN_END.matcher(tail).find();
  }

  private static void addTrimmed(
      String line, int start, int end, int offset, List<Span> sentences) {
    int first = start;
    int last = end;
    while (first < last && Character.isWhitespace(line.charAt(first))) {
      first++;
    }
    while (last > first && Character.isWhitespace(line.charAt(last - 1))) {
      last--;
    }
    if (first < last) {
      sentences.add(new Span(offset + first, offset + last));
    }
  }

  /** Building the rules is slow and they are stateful, so each caller gets a copy. */
  private static BreakIterator rules(Locale locale) {
    BreakIterator prototype =
        PROTOTYPES.computeIfAbsent(locale.getLanguage(), Sentences::buildRules);
    return (BreakIterator) prototype.clone();
  }

  private static BreakIterator buildRules(String language) {
    ULocale locale = new ULocale(language);
    FilteredBreakIteratorBuilder filter = FilteredBreakIteratorBuilder.getInstance(locale);
    if (language.equals("en")) {
      ENGLISH_ABBREVIATIONS.forEach(filter::suppressBreakAfter);
    }
    return filter.wrapIteratorWithFilter(BreakIterator.getSentenceInstance(locale));
  }
}
