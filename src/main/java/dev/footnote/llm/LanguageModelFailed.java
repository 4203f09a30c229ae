package dev.footnote.llm;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A language model gave no usable answer, or none to its end. */
public final class LanguageModelFailed extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String reason;
  private final boolean passing;
  private final @Nullable Duration retryAfter;

  /**
   * @param reason in a few words, fit for a reader: "timeout"
   * @param passing whether asking again soon may help
   * @param retryAfter how long the endpoint wants to be left alone; null if it did not say
   */
  public LanguageModelFailed(
      String reason, boolean passing, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super("The language model did not answer (" + reason + ").", cause);
    this.reason = reason;
    this.passing = passing;
    this.retryAfter = retryAfter;
  }

  LanguageModelFailed(String reason, boolean passing) {
    this(reason, passing, null, null);
  }

  /** Why, in a few words. */
  public String reason() {
    return reason;
  }

  /** Whether asking again soon may help. */
  public boolean isPassing() {
    return passing;
  }

  /** How long the endpoint wants to be left alone; null if it did not say. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
