package dev.footnote.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is stored: without the key.
 *
 * @param revokedAt null while it is valid
 */
public record ApiKey(
    UUID id,
    int tenantId,
    String name,
    Role role,
    Instant createdAt,
    @Nullable Instant revokedAt) {}
