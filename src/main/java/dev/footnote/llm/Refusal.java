package dev.footnote.llm;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An endpoint's refusals and broken connections in the words of {@link LanguageModelFailed}. */
final class Refusal {
  /** RFC 9110: what a proxy or a server says of a state that passes; 529 is "overloaded". */
  private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429, 500, 502, 503, 504, 529);

  private Refusal() {}

  static LanguageModelFailed of(int status, HttpHeaders headers) {
    return new LanguageModelFailed(
        "HTTP status " + status, PASSING.contains(status), retryAfter(headers), null);
  }

  static LanguageModelFailed broken(Throwable cause, boolean hasSpoken) {
    if (cause instanceof HttpTimeoutException || cause instanceof ConnectException) {
      return new LanguageModelFailed("no connection", true, null, cause);
    }
    String reason =
        cause instanceof IOException ? "an answer that broke off" : "an answer that can't be read";
    return new LanguageModelFailed(reason, !hasSpoken, null, cause);
  }

  /**
   * How long to wait, by {@code Retry-After} in seconds or as a date, or by {@code retry-after-ms};
   * null where none is given or it can't be read.
   */
  private static @Nullable Duration retryAfter(HttpHeaders headers) {
    String ms = headers.firstValue("retry-after-ms").orElse("");
    if (ms.matches("\\d{1,9}")) {
      return Duration.ofMillis(Long.parseLong(ms));
    }
    String value = headers.firstValue("retry-after").orElse("").strip();
    if (value.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      Instant at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(Instant.now(), at);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException noDate) {
      return null;
    }
  }
}
