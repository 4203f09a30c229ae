package dev.footnote.document;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A committed change of a collection, and what it cost. */
public record Change(
    Kind kind,
    UUID documentId,
    @Nullable Integer version,
    String uri,
    @Nullable String previousUri,
    int chunks,
    int chunksAdded,
    int chunksClosed,
    int passagesEmbedded) {

  /** What happened. */
  public enum Kind {
    INDEXED,
    RENAMED,
    REMOVED
  }
}
