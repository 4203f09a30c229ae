package dev.footnote.history;

import dev.footnote.document.VersionOrigin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version's text with the time in which it was current.
 *
 * @param validTo when it stopped being the current one; null while it is
 * @param changedBy who brought what it says; null if that is not known
 */
public record DatedText(
    int version,
    Instant validFrom,
    @Nullable Instant validTo,
    String text,
    @Nullable VersionOrigin changedBy) {}
