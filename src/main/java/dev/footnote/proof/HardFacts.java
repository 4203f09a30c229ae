package dev.footnote.proof;

import dev.footnote.text.Language;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the parts of a text that must not change in retelling: numbers, amounts, dates. Written
 * forms are made one: {@code 1.5 million} is {@code 1,500,000}, {@code four} is {@code 4}, {@code
 * 31 March 2026} is {@code 2026-03-31}.
 */
final class HardFacts {
  private static final String MONTH = "(" + NumberWords.monthPattern() + ")\\.?";
  private static final String DAY = "(\\d{1,2})(?:st|nd|rd|th|er|\\.|º)?";
  private static final String YEAR = "(?:,?\\s+(?:de\\s+|del\\s+)?(\\d{4}))?\\b";
  private static final Pattern ISO = Pattern.compile("\\b(\\d{4})-(\\d{2})-(\\d{2})\\b");
  private static final Pattern NUMERIC =
      Pattern.compile("\\b(\\d{1,2})[./](\\d{1,2})[./](\\d{4}|\\d{2})\\b");
  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "(?iu)\\b(?:"
              + DAY
              + "\\s*(?:-|–|to|and|until|bis|und|et|au|y|al)\\s*)?"
              + DAY
              + "\\s+(?:of\\s+|de\\s+)?"
              + MONTH
              + YEAR);
  private static final Pattern MONTH_FIRST =
      Pattern.compile("(?iu)\\b" + MONTH + "\\s+" + DAY + "\\b(?!\\s*[:%])" + YEAR);
  private static final Pattern MONTH_YEAR =
      Pattern.compile("(?iu)\\b" + MONTH + "\\s+(?:of\\s+|de\\s+)?(\\d{4})\\b");
  private static final Pattern TIME =
      Pattern.compile(
          "(?iu)\\b(\\d{1,2})(?:[:.](\\d{2}))?\\s*(a\\.?m\\b\\.?|p\\.?m\\b\\.?|Uhr)|\\b(\\d{1,2}):(\\d{2})\\b");
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?iu)(?<before>[$€£¥]|\\b(?:USD|EUR|GBP|CHF|US\\$))?\\s?"
              + "(?<number>\\d{1,3}(?:[\\u00A0\\u202F ]\\d{3})+(?!\\d)|\\d+(?:[.,'’]\\d+)*)"
              + "(?:\\s?(?<magnitude>"
              + NumberWords.magnitudePattern()
              + ")\\b\\.?)?"
              + "(?:\\s?(?<after>%|[$€£¥]|"
              + NumberWords.unitPattern()
              + "))?");
  private static final Pattern WORD = Pattern.compile("[\\p{L}]+(?:-[\\p{L}]+)*");
  private static final Pattern LIST_NUMBER = Pattern.compile("^\\s*\\d{1,3}[.)]\\s+");

  private final String text;
  private final Language language;
  private final List<Fact> facts = new ArrayList<>();
  private final boolean[] taken;

  private HardFacts(String text, Language language) {
    this.text = text;
    this.language = language;
    this.taken = new boolean[text.length()];
  }

  /** The facts that a text holds. */
  static List<Fact> in(String text, Language language) {
    var found = new HardFacts(text, language);
    found.dates();
    found.times();
    found.numbers();
    found.words();
    return found.facts;
  }

  /**
   * The facts that a statement claims; the number of a list item and a lone "one" claim nothing.
   */
  static List<Fact> claimed(String statement, Language language) {
    Matcher number = LIST_NUMBER.matcher(statement);
    int from = number.find() ? number.end() : 0;
    return in(statement, language).stream()
        .filter(fact -> fact.start() >= from)
        .filter(fact -> !isLoneOne(fact))
        .toList();
  }

  /** "One", or an article that may be one. */
  static boolean isLoneOne(Fact fact) {
    return fact.values().contains("1") && !Character.isDigit(fact.written().charAt(0));
  }

  private void dates() {
    each(ISO, m -> date(m, m.group(1), m.group(2), m.group(3)));
    each(
        NUMERIC,
        m -> {
          int start = facts.size();
          date(m, m.group(3), m.group(2), m.group(1));
          if (m.group().contains("/")) {
            orElse(start, m);
          }
        });
    each(
        DAY_FIRST,
        m -> {
          date(m, m.group(4), month(m.group(3)), m.group(2));
          if (m.group(1) != null) {
            date(m, null, month(m.group(3)), m.group(1));
          }
        });
    each(MONTH_FIRST, m -> date(m, m.group(3), month(m.group(1)), m.group(2)));
    each(MONTH_YEAR, m -> date(m, m.group(2), month(m.group(1)), null));
  }

  private static String month(String name) {
    return String.valueOf(NumberWords.month(name));
  }

  private void date(Matcher m, @Nullable String year, String month, @Nullable String day) {
    int monthNumber = Integer.parseInt(month);
    if (monthNumber > 12) {
      return;
    }
    if (year != null) {
      String whole = year.length() == 2 ? "20" + year : year;
      facts.add(new Fact(Set.of(whole), "", m.start(), year));
    }
    facts.add(new Fact(Set.of(String.valueOf(monthNumber)), "month", m.start(), month));
    if (day != null) {
      String dayOfMonth = Integer.parseInt(day) + "-" + monthNumber;
      facts.add(new Fact(Set.of(dayOfMonth), "day", m.start(), day));
    }
  }

  /** Where the month may stand first, a date has two readings. */
  private void orElse(int start, Matcher m) {
    List<Fact> one = List.copyOf(facts.subList(start, facts.size()));
    facts.subList(start, facts.size()).clear();
    date(m, m.group(3), m.group(1), m.group(2));
    List<Fact> other = List.copyOf(facts.subList(start, facts.size()));
    facts.subList(start, facts.size()).clear();
    if (one.size() != other.size()) {
      facts.addAll(one.isEmpty() ? other : one);
      return;
    }
    for (int i = 0; i < one.size(); i++) {
      var values = new HashSet<>(one.get(i).values());
      values.addAll(other.get(i).values());
      facts.add(new Fact(values, one.get(i).unit(), m.start(), m.group()));
    }
  }

  private void times() {
    each(
        TIME,
        m -> {
          boolean clock = m.group(4) != null;
          int hour = Integer.parseInt(clock ? m.group(4) : m.group(1));
          String minutes = clock ? m.group(5) : m.group(2) == null ? "00" : m.group(2);
          boolean afternoon = !clock && m.group(3).toLowerCase(Locale.ROOT).startsWith("p");
          int of24 = afternoon && hour < 12 ? hour + 12 : hour;
          facts.add(new Fact(Set.of(of24 + ":" + minutes), "time", m.start(), m.group()));
        });
  }

  private void numbers() {
    each(
        NUMBER,
        m -> {
          var values = new HashSet<String>();
          BigDecimal times = NumberWords.magnitude(m.group("magnitude"));
          for (BigDecimal value : readings(m.group("number"))) {
            values.add(plain(value.multiply(times)));
          }
          if (values.isEmpty()) {
            values.add(m.group("number"));
          }
          String unit = NumberWords.unit(m.group("before"));
          String after = NumberWords.unit(m.group("after"));
          facts.add(
              new Fact(
                  values, unit.isEmpty() ? after : unit, m.start("number"), m.group("number")));
        });
  }

  /** A lone mark before three digits may part thousands or decimals. */
  private static Set<BigDecimal> readings(String number) {
    var readings = new LinkedHashSet<BigDecimal>();
    String digits = number.replaceAll("['’\\s\\u00A0\\u202F]", "");
    if (digits.length() > 40) {
      return readings;
    }
    if (digits.matches("\\d{1,3}(?:[.,]\\d{3})+")) {
      readings.add(new BigDecimal(digits.replaceAll("[.,]", "")));
    }
    if (digits.matches("\\d{1,3}([.,])\\d{3}(?:\\1\\d{3})+")) {
      return readings;
    }
    String decimal = digits.replaceAll("[.,](?=\\d{3}[.,])", "").replace(',', '.');
    if (decimal.indexOf('.') == decimal.lastIndexOf('.')) {
      readings.add(new BigDecimal(decimal));
    }
    return readings;
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  private void words() {
    Matcher word = WORD.matcher(text);
    Map<String, BigDecimal> known = NumberWords.of(language);
    while (word.find()) {
      String lower = word.group().toLowerCase(Locale.ROOT);
      BigDecimal value = NumberWords.value(lower, known);
      if (value == null && lower.indexOf('-') > 0) {
        value = known.get(lower.substring(0, lower.indexOf('-')));
      }
      if (value != null && !taken[word.start()]) {
        BigDecimal times = BigDecimal.ONE;
        Matcher next = WORD.matcher(text);
        if (next.find(word.end()) && text.substring(word.end(), next.start()).isBlank()) {
          times = NumberWords.magnitude(next.group());
        }
        facts.add(new Fact(Set.of(plain(value.multiply(times))), "", word.start(), word.group()));
      }
    }
  }

  private void each(Pattern pattern, java.util.function.Consumer<Matcher> found) {
    Matcher m = pattern.matcher(text);
    while (m.find()) {
      if (!taken[m.start()] && !taken[m.end() - 1]) {
        found.accept(m);
        java.util.Arrays.fill(taken, m.start(), m.end(), true);
      }
    }
  }
}
