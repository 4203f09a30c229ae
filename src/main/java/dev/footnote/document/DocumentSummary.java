package dev.footnote.document;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document in a line.
 *
 * @param title of the current version, or the last one; the file's name where it has none
 * @param state {@code pending}, {@code indexed} or {@code removed}
 * @param format of that version; null before the first
 * @param version number of the current version; null without one
 * @param bytes of that version; null before the first
 * @param changedAt when the state or the version last changed
 * @param due whether a change was noticed that nobody has dealt with yet
 * @param problem why its newest bytes are not answered from; null if they are
 */
public record DocumentSummary(
    UUID id,
    String collection,
    String uri,
    String title,
    String state,
    @Nullable String format,
    @Nullable Integer version,
    @Nullable Long bytes,
    Instant changedAt,
    boolean due,
    @Nullable Problem problem) {}
