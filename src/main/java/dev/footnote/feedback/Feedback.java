package dev.footnote.feedback;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of an answer.
 *
 * @param comment why; null if nothing
 * @param correctedAnswer what would have been right; null if not said
 * @param counts whether it is the last word of its author about the answer
 */
public record Feedback(
    UUID id,
    UUID answerId,
    Instant at,
    Author author,
    Rating rating,
    @Nullable String comment,
    @Nullable String correctedAnswer,
    boolean counts) {}
