package dev.footnote.answer;

import dev.footnote.evidence.Evidence;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Signs that the comparison of words does not read, and that can spell a message all the same:
 * pictures, Braille, letters in circles, numbers in other shapes, encoded words. A statement may
 * have those of the evidence that it cites.
 */
final class Signs {
  private static final Pattern NUMBER = Pattern.compile("[\\p{No}\\p{Nl}]|[\\x{1D7CE}-\\x{1D7FF}]");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9+/=_-]{12,}");
  private static final Pattern ENCODED =
      Pattern.compile(
          ".*(?:[a-z][A-Z].*[a-z][A-Z]|\\d[A-Za-z].*[A-Za-z]\\d|[A-Za-z]\\d.*\\d[A-Za-z]|==?$).*");
  private static final Pattern STRUCK = Pattern.compile("~~");

  private final String known;

  Signs(List<Evidence> cited) {
    var texts = new StringBuilder();
    cited.forEach(piece -> texts.append(piece.text()).append('\n'));
    this.known = texts.toString();
  }

  /** The text without pictures that its sources don't show, and without what strikes it out. */
  String withoutDecoration(String text) {
    var kept = new StringBuilder();
    STRUCK
        .matcher(text)
        .replaceAll("")
        .codePoints()
        .filter(c -> !isPicture(c) || known.indexOf(c) >= 0)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean isPicture(int c) {
    int type = Character.getType(c);
    return type == Character.OTHER_SYMBOL
        || type == Character.MODIFIER_SYMBOL && c > 0x7F
        || type == Character.UNASSIGNED;
  }

  /** Whether it has numbers in a shape, or encoded words, that its sources don't have. */
  boolean areStrange(String text) {
    return NUMBER.matcher(text).results().anyMatch(number -> !known.contains(number.group()))
        || WORD.matcher(text)
            .results()
            .map(word -> word.group())
            .anyMatch(word -> ENCODED.matcher(word).matches() && !known.contains(word));
  }
}
