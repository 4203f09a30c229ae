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

  /** Abbreviations of business and technical writing that CLDR lacks, by language. */
  private static final Map<String, List<String>> ABBREVIATIONS =
      Map.of(
          "en",
          List.of(
              "e.g.", "E.g.", "i.e.", "I.e.", "approx.", "Approx.", "vs.", "cf.", "incl.", "excl.",
              "Inc.", "Ltd.", "Co.", "Corp.", "Dept.", "Fig.", "Figs.", "fig.", "Sec.", "Art.",
              "Ch.", "pp.", "Vol.", "vol.", "Nos.", "Tel.", "tel.", "ext.", "Ext.", "Mr.", "Mrs.",
              "Ms.", "Dr.", "Prof.", "St.", "Jr.", "Sr.", "al.", "Rev.", "Ref.", "ref.", "Jan.",
              "Feb.", "Apr.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.", "U.S.", "U.K."),
          "de",
          List.of(
              "ca.", "bzw.", "z.B.", "z. B.", "d.h.", "d. h.", "u.a.", "u. a.", "Nr.", "Abs.",
              "Art.", "inkl.", "exkl.", "ggf.", "evtl.", "Str.", "Tel.", "vgl.", "Dr.", "Prof.",
              "St.", "Abb.", "Kap.", "Mio.", "Mrd."));

  /** An ordinal number, as in "am 3. Oktober". */
  private static final Pattern GERMAN_ORDINAL =
      Pattern.compile("(?:^|\\s)(?:am|vom|zum|bis|ab|den|dem|der|des|im)\\s\\d{1,2}\\.$");

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
    String language = locale.getLanguage();
    BreakIterator rules = rules(language);
    List<Span> sentences = new ArrayList<>();
    for (int line = 0; line < text.length(); ) {
      int end = text.indexOf('\n', line);
      if (end < 0) {
        end = text.length();
      }
      splitLine(text, new Span(line, end), language, rules, sentences);
      line = end + 1;
    }
    return sentences;
  }

  private static void splitLine(
      String text, Span span, String language, BreakIterator rules, List<Span> sentences) {
    String line = span.of(text);
    if (line.isBlank()) {
      return;
    }
    rules.setText(line);
    int start = 0;
    for (int end = rules.next(); end != BreakIterator.DONE; end = rules.next()) {
      if (end < line.length() && hasOpenEnd(line, start, end, language)) {
        continue;
      }
      addTrimmed(line, start, end, span.start(), sentences);
      start = end;
    }
    addTrimmed(line, start, line.length(), span.start(), sentences);
  }

  private static boolean hasOpenEnd(String line, int start, int end, String language) {
    String tail = line.substring(Math.max(start, end - OPEN_END_TAIL), end).strip();
    return OPEN_END.matcher(tail).find()
        || (language.equals("de") && GERMAN_ORDINAL.matcher(tail).find());
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
  private static BreakIterator rules(String language) {
    BreakIterator prototype = PROTOTYPES.computeIfAbsent(language, Sentences::buildRules);
    return (BreakIterator) prototype.clone();
  }

  private static BreakIterator buildRules(String language) {
    ULocale locale = new ULocale(language);
    FilteredBreakIteratorBuilder filter = FilteredBreakIteratorBuilder.getInstance(locale);
    ABBREVIATIONS.getOrDefault(language, List.of()).forEach(filter::suppressBreakAfter);
    return filter.wrapIteratorWithFilter(BreakIterator.getSentenceInstance(locale));
  }
}
