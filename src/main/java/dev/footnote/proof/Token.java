package dev.footnote.proof;

/**
 * A word or number of a text.
 *
 * @param lower as written, in lower case
 * @param term what it is compared by: without ending and accents; empty if it says nothing
 * @param start where it stands in its text
 * @param capital whether it begins with a capital letter
 * @param opensSentence whether it is the text's first word, or follows a full stop
 * @param clause number of its clause, from 0
 */
record Token(
    String lower,
    String term,
    int start,
    boolean capital,
    boolean opensSentence,
    int clause,
    Role role) {

  /** What a token does in its sentence. */
  enum Role {
    /** It says what the sentence is about. */
    CONTENT,
    /** It may be added or left out in retelling. */
    LIGHT,
    NEGATION,
    NUMBER
  }

  boolean isContent() {
    return role == Role.CONTENT;
  }
}
