package dev.footnote.conversation;

/**
 * A word, a number or a mark of a question.
 *
 * @param text as it is written
 * @param key in lower case, with straight apostrophes: as it stands in tables
 * @param start half-open span in the question, in UTF-16 code units
 */
record Token(Kind kind, String text, String key, int start, int end) {
  enum Kind {
    WORD,
    NUMBER,
    MARK
  }

  boolean isMark() {
    return kind == Kind.MARK;
  }

  boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  boolean isCapitalised() {
    return kind == Kind.WORD && Character.isUpperCase(text.codePointAt(0));
  }
}
