package dev.footnote.search;

/** A question that can't be searched for as it was put; the message says what to change. */
public final class QuestionRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  QuestionRefused(String message) {
    super(message);
  }
}
