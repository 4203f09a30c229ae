package dev.footnote.web.api;

import dev.footnote.web.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Times from outside. */
final class Times {
  private Times() {}

  /** The time, if it is one; null stays null. */
  static @Nullable Instant parsed(String field, @Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw ProblemException.invalid(
          field, "'%s' must be a time such as 2026-01-31T12:00:00Z.".formatted(field));
    }
  }
}
