package dev.footnote.conversation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts questions together. */
final class Wording {
  private static final Pattern END = Pattern.compile("[\\s?!.;,:]*$");

  private Wording() {}

  /** The question with other words in the place of some of its own. */
  static String replace(Words question, int from, int to, String text) {
    String whole = question.text();
    String before = whole.substring(0, question.at(from).start());
    String after = whole.substring(question.at(to - 1).end());
    boolean first = before.codePoints().noneMatch(Character::isLetterOrDigit);
    return before + (first ? capitalised(text) : text) + after;
  }

  /** The question with more words before the mark at its end. */
  static String append(String question, String text) {
    Matcher end = END.matcher(question);
    int cut = end.find() ? end.start() : question.length();
    String mark = question.substring(cut).stripTrailing();
    boolean asks = mark.isBlank() || mark.matches("[,;:]+");
    return question.substring(0, cut) + " " + text + (asks ? "?" : mark);
  }

  /** With an upper-case letter at its beginning. */
  static String capitalised(String text) {
    int first = text.startsWith("¿") ? 1 : 0;
    if (first >= text.length()) {
      return text;
    }
    int end = text.offsetByCodePoints(first, 1);
    return text.substring(0, first)
        + new String(Character.toChars(Character.toTitleCase(text.codePointAt(first))))
        + text.substring(end);
  }
}
