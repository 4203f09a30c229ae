package dev.footnote.audit;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * What became of what a citation quotes.
 *
 * @param place where the quoted text stands now if it has moved, and what stands in its place if it
 *     was superseded; null for nothing, for a current citation and for a deleted one
 */
public record CitationNow(CitationStatus status, @Nullable Place place) {

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
