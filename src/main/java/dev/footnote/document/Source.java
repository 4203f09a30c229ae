package dev.footnote.document;

import dev.footnote.store.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where documents come from.
 *
 * @param kind {@code folder}
 * @param location a folder's absolute path
 * @param alarm why it can't be read at present, in a sentence; null if it can
 * @param scannedAt when it was last looked at whole; null before the first time
 */
public record Source(
    Scope scope,
    int id,
    String kind,
    String location,
    @Nullable String alarm,
    @Nullable Instant scannedAt) {}
