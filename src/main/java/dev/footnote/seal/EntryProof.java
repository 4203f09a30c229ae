package dev.footnote.seal;

import dev.footnote.audit.EntryKey;
import dev.footnote.store.Sha256;
import java.util.List;

/**
 * What shows that an entry is under a seal, without the rest of the ledger.
 *
 * @param leaf where it stands, with its hash
 * @param path what its leaf is hashed with up to the seal's root, nearest first (RFC 6962)
 * @param sealBytes what was signed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EntryProof(
    EntryKey entry,
    Sha256 entrySha256,
    long seal,
    int position,
    int entries,
    List<Sha256> path,
    Sha256 root,
    byte[] sealBytes,
    byte[] signature,
    Sha256 keyId) {
  public EntryProof {
    path = List.copyOf(path);
  }
}
