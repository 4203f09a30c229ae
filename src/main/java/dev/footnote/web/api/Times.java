package dev.footnote.web.api;

import dev.footnote.web.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times from outside. */
final class Times {
  private Times() {}

  /** The time, if it is one; null stays null. */
  static @Nullable Instant parsed(String field, @Nullable String text) {
    if (text == null) {
      return null;
    }
    return read(text)
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    field, "'%s' must be a time such as 2026-01-31T12:00:00Z.".formatted(field)));
  }

  /** The time; empty if the text is none. */
  static Optional<Instant> read(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
