package dev.footnote.proof;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a text that must not change in retelling: numbers, amounts, dates. Written forms are
 * made one: {@code 1,000} is {@code 1000}, {@code four} is {@code 4}, {@code 2.50} is {@code 2.5}.
 */
public final class HardFacts {
  private static final List<String> NUMBER_WORDS =
      List.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve");
  private static final Set<String> DATE_WORDS =
      Set.of(
          "january",
          "february",
          "march",
          "april",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december",
          "monday",
          "tuesday",
          "wednesday",
          "thursday",
          "friday",
          "saturday",
          "sunday");
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)*");
  private static final Pattern THOUSANDS = Pattern.compile("[.,](?=\\d{3}(?:\\D|$))");
  private static final Pattern WORD = Pattern.compile("(?U)\\p{L}+");
  private static final Pattern LIST_NUMBER = Pattern.compile("^\\s*\\d{1,3}[.)]\\s+");

  private HardFacts() {}

  /**
   * The facts that a statement claims; the number of a list item and a lone "one" claim nothing.
   */
  public static Set<String> claimed(String statement) {
    Set<String> facts = in(LIST_NUMBER.matcher(statement).replaceFirst(""));
    if (!statement.contains("1")) {
      facts.remove("1");
    }
    return facts;
  }

  /** The facts that a text holds. */
  public static Set<String> in(String text) {
    var facts = new HashSet<String>();
    Matcher number = NUMBER.matcher(text);
    while (number.find()) {
      facts.add(normal(number.group()));
    }
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      String lower = word.group().toLowerCase(Locale.ROOT);
      int value = NUMBER_WORDS.indexOf(lower);
      if (value >= 0) {
        facts.add(String.valueOf(value));
      } else if (DATE_WORDS.contains(lower)) {
        facts.add(lower);
      }
    }
    return facts;
  }

  private static String normal(String number) {
    String plain = THOUSANDS.matcher(number).replaceAll("").replace(',', '.');
    boolean decimal = plain.indexOf('.') == plain.lastIndexOf('.') && plain.length() < 40;
    return decimal ? new BigDecimal(plain).stripTrailingZeros().toPlainString() : plain;
  }
}
