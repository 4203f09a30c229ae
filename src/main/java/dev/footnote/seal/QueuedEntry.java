package dev.footnote.seal;

import dev.footnote.audit.EntryKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry that waits for its seal.
 *
 * @param mac null for one from before sealing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record QueuedEntry(
    long seq, EntryKey key, byte[] sha256, byte @Nullable [] mac, Instant at, boolean refused) {}
