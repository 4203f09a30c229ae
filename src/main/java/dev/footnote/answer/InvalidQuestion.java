package dev.footnote.answer;

/** A question that can't be asked; the message tells the asker what to change. */
public final class InvalidQuestion extends RuntimeException {
  private static final long serialVersionUID = 1;

  InvalidQuestion(String message) {
    super(message);
  }
}
