package dev.footnote.web.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;

/** Results of tools as plain text. */
final class ReadableText {
  private ReadableText() {}

  /**
   * Where a hit or a citation stands, in a line: title, page, headings, path and version.
   *
   * @param place an object with {@code title}, {@code uri}, {@code version}, {@code page} and
   *     {@code heading_path}
   */
  static String where(JsonNode place) {
    var parts = new ArrayList<String>();
    parts.add(place.path("title").asText());
    if (place.path("page").isNumber()) {
      parts.add("page " + place.path("page").asInt());
    }
    var headings = new ArrayList<String>();
    place.path("heading_path").forEach(heading -> headings.add(heading.asText()));
    if (!headings.isEmpty()) {
      parts.add(String.join(" > ", headings));
    }
    parts.add(place.path("uri").asText());
    parts.add("version " + place.path("version").asInt());
    return String.join(", ", parts);
  }

  /** A passage under a number: where it stands, its text, and the link to it. */
  static String passage(int number, JsonNode place, String text) {
    return "[%d] %s\n%s\n%s\n".formatted(number, where(place), text, place.path("url").asText());
  }
}
