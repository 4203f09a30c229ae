package dev.footnote.audit;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.footnote.document.VersionOrigin;
import org.jspecify.annotations.Nullable;

/**
 * What became of what a citation quotes.
 *
 * @param place where the quoted text stands now if it has moved, and what stands in its place if it
 *     was superseded; null for nothing, for a current citation and for a deleted one
 * @param changedBy who brought the version that no longer says it; null if that is not known, or
 *     not yet, and for what was not superseded
 */
public record CitationNow(
    CitationStatus status, @Nullable Place place, @Nullable VersionOrigin changedBy) {

  /**
   * A stretch of a document's current version.
   *
   * @param start half-open span in the version's text, in UTF-16 code units
   * @param page page on which it starts, from 1; null where the format has no pages
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Place(
      int version, int start, int end, String uri, @Nullable Integer page, String text) {}
}
