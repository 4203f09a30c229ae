package dev.footnote.document;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** The document that a page ended with; opaque to callers. */
record DocumentCursor(UUID id, String uri) {

  String encode() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((id + " " + uri).getBytes(StandardCharsets.UTF_8));
  }

  static DocumentCursor decode(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int space = text.indexOf(' ');
      if (space > 0 && text.indexOf('\0') < 0) {
        return new DocumentCursor(
            UUID.fromString(text.substring(0, space)), text.substring(space + 1));
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidCursor(e);
    }
    throw new InvalidCursor(null);
  }
}
