package dev.footnote.web.api;

import java.util.UUID;

/** Where a passage can be read in its context: a page of this service, relative to its root. */
public final class PassageUrl {
  private PassageUrl() {}

  /** The address; the span is half-open, in UTF-16 code units of the version's text. */
  public static String of(UUID document, int version, int start, int end) {
    return "/documents/%s/versions/%d?start=%d&end=%d#quote"
        .formatted(document, version, start, end);
  }
}
