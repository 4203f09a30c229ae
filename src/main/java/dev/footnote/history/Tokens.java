package dev.footnote.history;

import java.util.ArrayList;
import java.util.List;

/** A text cut into the units that two versions are compared by, without a gap between them. */
final class Tokens {
  private Tokens() {}

  /**
   * A unit of a text.
   *
   * @param start where it begins, in UTF-16 code units
   */
  record Token(int start, String text) {
    int end() {
      return start + text.length();
    }
  }

  /** Lines, each with its line break. */
  static List<Token> lines(String text) {
    var lines = new ArrayList<Token>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end + 1;
      lines.add(new Token(start, text.substring(start, end)));
      start = end;
    }
    return lines;
  }

  /** Words of letters and digits, stretches of blanks, and single characters of other kinds. */
  static List<Token> words(String text) {
    var words = new ArrayList<Token>();
    int start = 0;
    while (start < text.length()) {
      int first = text.codePointAt(start);
      int end = start + Character.charCount(first);
      if (isWord(first) || Character.isWhitespace(first)) {
        boolean word = isWord(first);
        while (end < text.length()
            && (word
                ? isWord(text.codePointAt(end))
                : Character.isWhitespace(text.codePointAt(end)))) {
          end += Character.charCount(text.codePointAt(end));
        }
      }
      words.add(new Token(start, text.substring(start, end)));
      start = end;
    }
    return words;
  }

  /** Whether the character is a part of a word or number: a letter, a digit, or a mark on one. */
  static boolean isWord(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER ->
          true;
      default -> Character.isLetterOrDigit(codePoint);
    };
  }
}
