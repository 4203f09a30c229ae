package dev.footnote.keeping;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a collection's answers.
 *
 * @param version from 1; 0 while nobody has set anything
 * @param answersKeptDays after how many days answers are erased, 1 to {@value #DAYS_MAX}; null as
 *     configured
 * @param redactPersonalData whether personal data in what people write is taken out first
 * @param setAt when it was set; null in version 0
 * @param setBy the name of the key that set it; empty in version 0
 */
public record Keeping(
    int version,
    @Nullable Integer answersKeptDays,
    boolean redactPersonalData,
    @Nullable Instant setAt,
    String setBy) {
  /** A hundred years. */
  public static final int DAYS_MAX = 36_500;

  /** All is as configured. */
  static final Keeping UNSET = new Keeping(0, null, false, null, "");

  boolean says(@Nullable Integer days, boolean redact) {
    return Objects.equals(answersKeptDays, days) && redactPersonalData == redact;
  }
}
