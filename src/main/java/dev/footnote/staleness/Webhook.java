package dev.footnote.staleness;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A receiver of the feed, without its secret.
 *
 * @param delivered number of the last event that it has taken
 * @param attempts failed tries of the delivery that is due
 * @param failure why the last try failed; null if it did not
 * @param parked whether nothing is sent any more until an admin resumes it
 */
public record Webhook(
    UUID id,
    String url,
    Instant createdAt,
    String createdBy,
    long delivered,
    @Nullable Instant deliveredAt,
    int attempts,
    @Nullable String failure,
    @Nullable Instant failedAt,
    boolean parked) {}
