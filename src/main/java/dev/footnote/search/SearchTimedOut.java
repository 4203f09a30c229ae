package dev.footnote.search;

import java.time.Duration;

/** The database did not answer within the time that one statement may take. */
public final class SearchTimedOut extends RuntimeException {
  private static final long serialVersionUID = 1;

  SearchTimedOut(Duration limit, Throwable cause) {
    super(
        "The search took longer than %d ms and was stopped. Try again, or narrow it by a filter."
            .formatted(limit.toMillis()),
        cause);
  }
}
