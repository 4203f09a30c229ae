package dev.footnote.seal;

import dev.footnote.audit.EntryKey;

/**
 * An entry under its seal.
 *
 * @param position from 0
 * @param sha256 the entry's hash
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Leaf(long seal, int position, EntryKey key, byte[] sha256) {}
