package dev.footnote.erasure;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Forbids that something is erased. Exactly one of collection, caller and document is there.
 *
 * @param releasedAt null while it stands
 */
public record Hold(
    UUID id,
    @Nullable String collection,
    @Nullable String caller,
    @Nullable UUID documentId,
    String reason,
    String placedBy,
    Instant placedAt,
    @Nullable String releasedBy,
    @Nullable Instant releasedAt) {}
