package dev.footnote.history;

/**
 * A stretch of a text that is looked for in others. It is found where the same characters stand
 * between the same borders: where it began or ended with a whole word or number, it must there too,
 * so that "it costs 10" is not found in "it costs 100" or "it costs 10.50".
 */
final class Passage {
  private final String text;
  private final boolean opensWord;
  private final boolean closesWord;

  /** The half-open, not empty span of a text. */
  Passage(String from, int start, int end) {
    this.text = from.substring(start, end);
    this.opensWord = !isInside(from, start);
    this.closesWord = !isInside(from, end);
  }

  /** A passage that begins and ends with whole words. */
  Passage(String quote) {
    this(quote, 0, quote.length());
  }

  /** Whether it stands at that position of a text. */
  boolean standsAt(String other, int position) {
    return other.startsWith(text, position)
        && !(opensWord && isInside(other, position))
        && !(closesWord && isInside(other, position + text.length()));
  }

  /** The first place at or after a position at which it stands; -1 if there is none. */
  int next(String other, int position) {
    int at = other.indexOf(text, position);
    while (at >= 0 && !standsAt(other, at)) {
      at = other.indexOf(text, at + 1);
    }
    return at;
  }

  /** Whether a word or a number goes on over that position. */
  private static boolean isInside(String text, int position) {
    if (position <= 0 || position >= text.length()) {
      return false;
    }
    char before = text.charAt(position - 1);
    char after = text.charAt(position);
    if (Tokens.isWord(text.codePointBefore(position))
        && Tokens.isWord(text.codePointAt(position))) {
      return true;
    }
    return isDigitAt(text, position - 1) && isPoint(after) && isDigitAt(text, position + 1)
        || isPoint(before) && isDigitAt(text, position - 2) && isDigitAt(text, position);
  }

  private static boolean isPoint(char character) {
    return character == '.' || character == ',';
  }

  private static boolean isDigitAt(String text, int position) {
    return position >= 0 && position < text.length() && Character.isDigit(text.charAt(position));
  }
}
