package dev.footnote.web.api;

import dev.footnote.audit.CitationNow;
import dev.footnote.evidence.TextSpan;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a document's current version.
 *
 * @param page from 1; null where the format has no pages
 * @param url page of the version with the stretch highlighted, relative to the service
 */
public record PlaceView(
    int version, TextSpan span, @Nullable Integer page, String uri, String url, String text) {

  static @Nullable PlaceView of(UUID document, CitationNow.@Nullable Place place) {
    return place == null
        ? null
        : new PlaceView(
            place.version(),
            new TextSpan(place.start(), place.end()),
            place.page(),
            place.uri(),
            PassageUrl.of(document, place.version(), place.start(), place.end()),
            place.text());
  }
}
