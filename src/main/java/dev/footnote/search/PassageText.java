package dev.footnote.search;

import java.util.List;

/**
 * A passage as a reranker reads it.
 *
 * @param text its headings, one on each line, and its body
 */
record PassageText(long passageId, String text) {

  static PassageText of(Place place) {
    return new PassageText(place.passageId(), text(place.headingPath(), place.text()));
  }

  /** A body that begins with one of its headings holds that and all below it already. */
  private static String text(List<String> headings, String body) {
    var above = new StringBuilder();
    for (String heading : headings) {
      if (body.startsWith(heading)) {
        break;
      }
      above.append(heading).append('\n');
    }
    return above.append(body).toString();
  }
}
