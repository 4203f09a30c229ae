package dev.footnote.llm;

import org.jspecify.annotations.Nullable;

/**
 * The configured language model gave no usable answer. Callers see it only where the configuration
 * asks for an error instead of an extractive answer.
 */
public final class LanguageModelFailed extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String reason;
  private final boolean passing;

  /**
   * @param reason in a few words, fit for a reader: "timeout"
   * @param passing whether asking again soon may help
   */
  LanguageModelFailed(String reason, boolean passing, @Nullable Throwable cause) {
    super("The language model did not answer (" + reason + ").", cause);
    this.reason = reason;
    this.passing = passing;
  }

  /** Why, in a few words. */
  public String reason() {
    return reason;
  }

  /** Whether asking again soon may help. */
  public boolean isPassing() {
    return passing;
  }
}
