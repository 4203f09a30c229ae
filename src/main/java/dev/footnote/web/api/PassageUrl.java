package dev.footnote.web.api;

import java.util.UUID;

/** Where a passage can be read in its context: a page of this service, relative to its root. */
final class PassageUrl {
  private PassageUrl() {}

  static String of(UUID document, int version, int start, int end) {
    return "/documents/%s/versions/%d?start=%d&end=%d#quote".formatted(document, version, start, end);
  }
}
