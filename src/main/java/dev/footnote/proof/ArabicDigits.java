package dev.footnote.proof;

/**
 * Digits of every script as 0 to 9, so that numbers can be compared whatever they are written in.
 */
final class ArabicDigits {
  private ArabicDigits() {}

  /** The text with its decimal digits replaced, of the same length. */
  static String in(String text) {
    if (text.chars().noneMatch(c -> c > '9' && Character.isDigit(c))) {
      return text;
    }
    var digits = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), 10);
      if (digit >= 0 && text.charAt(i) > '9') {
        digits.setCharAt(i, (char) ('0' + digit));
      }
    }
    return digits.toString();
  }
}
