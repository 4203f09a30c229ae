package dev.footnote.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version in a line.
 *
 * @param title null when the document named none
 * @param contentSha256 hex
 * @param validTo when it stopped being the current one; null while it is
 * @param changedBy who brought what it says; null if that is not known
 */
public record VersionSummary(
    int number,
    @Nullable String title,
    String format,
    long bytes,
    String contentSha256,
    Instant validFrom,
    @Nullable Instant validTo,
    @Nullable VersionOrigin changedBy) {}
