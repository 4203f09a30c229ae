package dev.footnote.evaluation;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The result that a page ended with; opaque to callers.
 *
 * @param difference 0 where results are in the order of their questions
 */
record ResultCursor(double difference, int number) {

  String encode() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((difference + " " + number).getBytes(StandardCharsets.US_ASCII));
  }

  static ResultCursor decode(String cursor) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII)
              .split(" ", 2);
      if (parts.length == 2) {
        return new ResultCursor(Double.parseDouble(parts[0]), Integer.parseInt(parts[1]));
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidCursor(e);
    }
    throw new InvalidCursor(null);
  }
}
