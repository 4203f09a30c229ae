package dev.footnote.text;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words of two words written as one, in languages that make such words freely. */
public final class Compounds {
  /** Languages whose compounds are written as one word. */
  public static final Set<Language> LANGUAGES =
      EnumSet.of(
          Language.GERMAN,
          Language.DUTCH,
          Language.SWEDISH,
          Language.DANISH,
          Language.NORWEGIAN,
          Language.FINNISH);

  private static final int PART_CHARS_MIN = 4;

  private static final int WORD_CHARS_MAX = 60;

  /** What may stand between the parts, most of it German. */
  private static final List<String> LINKS = List.of("", "s", "es", "n", "en", "er", "e");

  private Compounds() {}

  /** Terms of a word's parts, if it is cut there. */
  public record Split(String left, String right) {}

  /**
   * Every way to cut a word in two; most of them make no sense, which the words that a collection
   * knows tell.
   */
  public static List<Split> splits(String word, Language language) {
    if (word.length() < 2 * PART_CHARS_MIN
        || word.length() > WORD_CHARS_MAX
        || !word.chars().allMatch(Character::isLetter)) {
      return List.of();
    }
    List<Word> parts = new ArrayList<>();
    for (int at = PART_CHARS_MIN; at <= word.length() - PART_CHARS_MIN; at++) {
      String left = word.substring(0, at);
      for (String link : LINKS) {
        if (left.endsWith(link) && at - link.length() >= PART_CHARS_MIN) {
          add(parts, left.substring(0, at - link.length()));
          add(parts, word.substring(at));
        }
      }
    }
    List<@Nullable String> terms = WordForms.of(parts, language);
    List<Split> splits = new ArrayList<>();
    for (int i = 0; i < terms.size(); i += 2) {
      String left = terms.get(i);
      String right = terms.get(i + 1);
      if (left != null && right != null && !splits.contains(new Split(left, right))) {
        splits.add(new Split(left, right));
      }
    }
    return splits;
  }

  private static void add(List<Word> parts, String part) {
    parts.add(new Word(part, part, false));
  }
}
