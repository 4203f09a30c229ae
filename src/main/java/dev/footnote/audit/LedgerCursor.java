package dev.footnote.audit;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The entry that a page ended with; opaque to callers.
 *
 * @param asked how often its question was asked; null on a page in order of time
 */
public record LedgerCursor(Instant at, UUID id, @Nullable Long asked) {

  /** A cursor of a page in order of time. */
  public LedgerCursor(Instant at, UUID id) {
    this(at, id, null);
  }

  /** What a caller sends back for the page after it. */
  public String encode() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            (at + " " + id + (asked == null ? "" : " " + asked))
                .getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * The entry that {@link #encode} wrote.
   *
   * @throws InvalidCursor if it is none of those
   */
  public static LedgerCursor decode(String cursor) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII)
              .split(" ", 3);
      if (parts.length >= 2) {
        return new LedgerCursor(
            Instant.parse(parts[0]),
            UUID.fromString(parts[1]),
            parts.length == 2 ? null : Long.valueOf(parts[2]));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new InvalidCursor(e);
    }
    throw new InvalidCursor(null);
  }
}
