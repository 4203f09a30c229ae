package dev.footnote.staleness;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.footnote.audit.CitationStatus;
import dev.footnote.document.VersionOrigin;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of the feed: what answers cite has become something else.
 *
 * @param id its number; those of a tenant rise, with gaps
 * @param at when the document changed
 * @param watermark the change of the collection that did it
 * @param stale whether the answers should no longer be relied on
 * @param now where the cited text stands now, or what stands in its place; null for nothing
 * @param changedBy who brought the version that did it; null if that is not known, or not yet: it
 *     is looked up a moment after the change
 * @param answers the answers that cite it and were given before the change, the newest first; not
 *     all of them if there are {@code moreAnswers}
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StaleEvent(
    long id,
    Instant at,
    long watermark,
    String collection,
    UUID documentId,
    int version,
    String uri,
    int start,
    int end,
    CitationStatus from,
    CitationStatus to,
    boolean stale,
    @Nullable Now now,
    @Nullable VersionOrigin changedBy,
    List<UUID> answers,
    boolean moreAnswers) {
  public StaleEvent {
    answers = List.copyOf(answers);
  }

  /** A stretch of a later version of the document, under a path. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Now(int version, String uri, int start, int end) {}
}
