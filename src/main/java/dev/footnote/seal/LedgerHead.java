package dev.footnote.seal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a tenant's chain stands.
 *
 * @param anchor null before the first seal
 * @param sealedAt when the last seal was made
 * @param unsealed entries that wait for a seal: what can be cut off unseen
 * @param oldestUnsealed when the first of them was appended
 * @param problem why nothing is sealed; null if nothing is in the way
 */
public record LedgerHead(
    @Nullable Anchor anchor,
    @Nullable Instant sealedAt,
    long unsealed,
    @Nullable Instant oldestUnsealed,
    String publicKey,
    @Nullable String problem) {}
