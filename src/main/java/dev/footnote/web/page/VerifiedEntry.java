package dev.footnote.web.page;

import dev.footnote.seal.EntryProof;
import dev.footnote.web.api.VerifiedLedgerView;
import org.jspecify.annotations.Nullable;

/**
 * What verifying one entry gave, beyond its own hash.
 *
 * @param proof where it is sealed; null while it waits for its seal
 * @param seal what verifying all that is under that seal gave; null with it
 */
public record VerifiedEntry(@Nullable EntryProof proof, @Nullable VerifiedLedgerView seal) {
  /** Its place under the seal, from 1. */
  public int place() {
    return proof == null ? 0 : proof.position() + 1;
  }
}
