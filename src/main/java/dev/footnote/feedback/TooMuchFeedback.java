package dev.footnote.feedback;

/** An answer has as many entries of feedback as it may have. */
public final class TooMuchFeedback extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooMuchFeedback(int limit) {
    super("This answer has %d entries of feedback already, which is the limit.".formatted(limit));
  }
}
