package dev.footnote.seal;

import dev.footnote.audit.EntryBytes;
import dev.footnote.store.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link of a tenant's chain: the Merkle root over some entries, signed.
 *
 * @param number from 1 without a gap
 * @param founding whether its entries are from before sealing
 * @param previous the hash of the seal before; zeros in the first
 * @param keyId SHA-256 of the public key that signed it
 * @param previousKeyId the key before, where this is the first seal of a new one
 * @param sha256 as stored; {@link #computed} is what it must be
 * @param previousSignature by the key before, if it was still there
 */
@SuppressWarnings("ArrayRecordComponent") // compared by hash
record Seal(
    int tenantId,
    long number,
    boolean founding,
    Sha256 previous,
    Sha256 root,
    int entries,
    Instant at,
    Sha256 keyId,
    @Nullable Sha256 previousKeyId,
    Sha256 sha256,
    byte[] signature,
    byte @Nullable [] previousSignature) {
  static final Sha256 NONE = new Sha256("0".repeat(64));

  /** What is signed and hashed. */
  byte[] bytes() {
    return bytes(tenantId, number, founding, previous, root, entries, at, keyId, previousKeyId);
  }

  static byte[] bytes(
      int tenantId,
      long number,
      boolean founding,
      Sha256 previous,
      Sha256 root,
      int entries,
      Instant at,
      Sha256 keyId,
      @Nullable Sha256 previousKeyId) {
    return new EntryBytes()
        .text("footnote.seal.1")
        .number(tenantId)
        .number(number)
        .truth(founding)
        .bytes(previous.bytes())
        .bytes(root.bytes())
        .number(entries)
        .time(at)
        .bytes(keyId.bytes())
        .bytes(previousKeyId == null ? null : previousKeyId.bytes())
        .toBytes();
  }

  /** The hash that the seal's fields give. */
  Sha256 computed() {
    return Sha256.of(bytes());
  }
}
