package dev.footnote.text;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which words a misspelled one may have been meant as. Two words that are near to each other share
 * a word that is left when letters are deleted from both (symmetric deletion, after Wolf Garbe's
 * SymSpell), so that neighbours are found by equality alone; looking at the first letters is
 * enough, since the beginnings of near words are near.
 */
public final class Spelling {
  /** Shorter words have too many neighbours. */
  private static final int CHARS_MIN = 4;

  private static final int CHARS_MAX = 40;

  /** From here on two letters may be wrong. */
  private static final int TWO_ERRORS_CHARS_MIN = 8;

  private static final int TWO_ERRORS = 2;
  private static final int BEGINNING_CHARS = 7;

  private Spelling() {}

  /** Whether a term may be corrected, or be what another is corrected to: letters alone. */
  public static boolean isWord(String term) {
    return term.length() >= CHARS_MIN - 1
        && term.length() <= CHARS_MAX
        && term.codePoints()
            .allMatch(c -> Character.isAlphabetic(c) && !Character.isIdeographic(c));
  }

  /** How many letters of a typed term may be wrong: 0, 1 or 2. */
  public static int errorsMax(String term) {
    if (!isWord(term) || term.length() < CHARS_MIN) {
      return 0;
    }
    return term.length() < TWO_ERRORS_CHARS_MIN ? 1 : TWO_ERRORS;
  }

  /** What a known word is found by; shared with every word that it may be the right form of. */
  public static Set<String> keysOfKnown(String term) {
    return keys(term, term.length() + TWO_ERRORS < TWO_ERRORS_CHARS_MIN ? 1 : TWO_ERRORS);
  }

  /** What is looked for in place of a typed term; nothing if it is not to be corrected. */
  public static Set<String> keysOfTyped(String term) {
    int errors = errorsMax(term);
    return errors == 0 ? Set.of() : keys(term, errors);
  }

  private static Set<String> keys(String term, int deletions) {
    var keys = new LinkedHashSet<String>();
    Set<String> last =
        Set.of(term.length() > BEGINNING_CHARS ? term.substring(0, BEGINNING_CHARS) : term);
    keys.addAll(last);
    for (int i = 0; i < deletions; i++) {
      var shorter = new LinkedHashSet<String>();
      for (String word : last) {
        for (int at = 0; at < word.length(); at++) {
          shorter.add(word.substring(0, at) + word.substring(at + 1));
        }
      }
      keys.addAll(shorter);
      last = shorter;
    }
    return keys;
  }

  /** Keys as numbers, other ones for each generation, sorted. */
  public static int[] numbers(Set<String> keys, int generation) {
    return keys.stream()
        .mapToInt(key -> LexicalAnalyzer.termId(generation + " " + key))
        .sorted()
        .toArray();
  }

  /**
   * Letters that must be inserted, deleted, replaced or moved to make one word of the other
   * (optimal string alignment, where a letter may move further than past its neighbour).
   */
  public static int distance(String one, String other) {
    return hasMovedLetter(one, other) ? 1 : alignment(one, other);
  }

  /** "ghandi" and "gandhi": between the first and the last difference all has shifted by one. */
  private static boolean hasMovedLetter(String one, String other) {
    int last = one.length() - 1;
    if (one.length() != other.length() || one.equals(other)) {
      return false;
    }
    int first = 0;
    while (one.charAt(first) == other.charAt(first)) {
      first++;
    }
    while (one.charAt(last) == other.charAt(last)) {
      last--;
    }
    int shifted = last - first;
    return one.charAt(first) == other.charAt(last)
            && one.regionMatches(first + 1, other, first, shifted)
        || one.charAt(last) == other.charAt(first)
            && one.regionMatches(first, other, first + 1, shifted);
  }

  private static int alignment(String one, String other) {
    int[][] distance = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          distance[i][j] = i + j;
          continue;
        }
        boolean equal = one.charAt(i - 1) == other.charAt(j - 1);
        int least =
            Math.min(
                distance[i - 1][j - 1] + (equal ? 0 : 1),
                Math.min(distance[i - 1][j], distance[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          least = Math.min(least, distance[i - 2][j - 2] + 1);
        }
        distance[i][j] = least;
      }
    }
    return distance[one.length()][other.length()];
  }
}
