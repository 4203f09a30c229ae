package dev.footnote.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A short form and what it stands for, as a text defines it: "paid time off (PTO)" or "PTO (paid
 * time off)". Found by the algorithm of Schwartz and Hearst, "A Simple Algorithm for Identifying
 * Abbreviation Definitions in Biomedical Text" (2003), with short forms that are mostly capitals.
 *
 * @param shortForm as written
 * @param longForm as written, words parted by one space
 */
public record Acronym(String shortForm, String longForm) {
  private static final int SHORT_CHARS_MIN = 2;
  private static final int SHORT_CHARS_MAX = 10;

  /** Words of a long form, and characters: longer ones are found by chance. */
  public static final int LONG_WORDS_MAX = 8;

  private static final int LONG_CHARS_MAX = 120;

  private static final Pattern BRACKETS = Pattern.compile("\\(([^()\\n]{2,120})\\)");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final Pattern SHORT = Pattern.compile("\\p{L}[\\p{L}\\p{N}&/.-]*");
  private static final Pattern LAST_WORD = Pattern.compile("\\S+$");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern AFTER_SHORT = Pattern.compile("[;,]");

  /** The definitions in a text, each once, in its order. */
  public static List<Acronym> in(String text) {
    var found = new LinkedHashSet<Acronym>();
    Matcher brackets = BRACKETS.matcher(text);
    while (brackets.find()) {
      int lineStart = text.lastIndexOf('\n', brackets.start()) + 1;
      String before =
          text.substring(Math.max(lineStart, brackets.start() - LONG_CHARS_MAX), brackets.start())
              .strip();
      String inside = normalised(brackets.group(1).strip());
      Acronym acronym = definition(before, inside);
      if (acronym != null) {
        found.add(acronym);
      }
    }
    return List.copyOf(found);
  }

  private static @Nullable Acronym definition(String before, String inside) {
    String first = AFTER_SHORT.split(inside, 2)[0].strip();
    if (isShort(first)) {
      String longForm = longForm(first, lastWords(before, first));
      return longForm == null ? null : new Acronym(first, longForm);
    }
    Matcher last = LAST_WORD.matcher(before);
    if (last.find() && isShort(last.group())) {
      String longForm = longForm(last.group(), inside);
      boolean whole = longForm != null && longForm.length() == inside.length();
      return whole ? new Acronym(last.group(), inside) : null;
    }
    return null;
  }

  /** Two to ten characters, a letter first, capitals twice and more often than not. */
  private static boolean isShort(String word) {
    long letters = word.chars().filter(Character::isLetter).count();
    long capitals = word.chars().filter(Character::isUpperCase).count();
    return word.length() >= SHORT_CHARS_MIN
        && word.length() <= SHORT_CHARS_MAX
        && SHORT.matcher(word).matches()
        && capitals >= SHORT_CHARS_MIN
        && capitals * 2 > letters;
  }

  private static String lastWords(String before, String shortForm) {
    int wordsMax =
        Math.min(LONG_WORDS_MAX, Math.min(shortForm.length() + 5, shortForm.length() * 2));
    String[] words = BLANKS.split(before);
    int from = Math.max(0, words.length - wordsMax);
    return String.join(" ", List.of(words).subList(from, words.length));
  }

  /**
   * The end of the text that spells the short form: its characters in order from the right, the
   * first one at the start of a word; null if there is none.
   */
  private static @Nullable String longForm(String shortForm, String text) {
    int at = text.length() - 1;
    for (int i = shortForm.length() - 1; i >= 0; i--) {
      char wanted = Character.toLowerCase(shortForm.charAt(i));
      if (!Character.isLetterOrDigit(wanted)) {
        continue;
      }
      while (at >= 0
          && (Character.toLowerCase(text.charAt(at)) != wanted
              || (i == 0 && at > 0 && Character.isLetterOrDigit(text.charAt(at - 1))))) {
        at--;
      }
      if (at < 0) {
        return null;
      }
      at--;
    }
    String longForm = text.substring(at + 1);
    int words = words(longForm).size();
    boolean fits =
        longForm.length() >= shortForm.length() * 2
            && words <= LONG_WORDS_MAX
            && longForm.length() <= LONG_CHARS_MAX
            && !words(longForm).contains(shortForm);
    return fits ? normalised(longForm) : null;
  }

  private static String normalised(String text) {
    return BLANKS.matcher(text).replaceAll(" ");
  }

  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      words.add(word.group());
    }
    return words;
  }

  /** The short form as it is looked up. */
  public String shortKey() {
    return String.join(" ", keys(shortForm));
  }

  /** The long form as it is looked up. */
  public String longKey() {
    return String.join(" ", keys(longForm));
  }

  /**
   * The words of a text as short and long forms are looked up by, in order: lower case, without
   * accents, and without an s at the end, which may be a plural's.
   */
  public static List<String> keys(String text) {
    return words(text).stream()
        .map(word -> StopWords.folded(word.toLowerCase(Locale.ROOT)))
        .map(
            key -> key.length() > 3 && key.endsWith("s") ? key.substring(0, key.length() - 1) : key)
        .toList();
  }
}
