package dev.footnote.seal;

import dev.footnote.store.Sha256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether seals follow one another, say what was signed, and were signed by whom we trust. */
final class CheckChain {
  private final PublicKeys trusted;
  private final Findings findings;

  CheckChain(PublicKeys trusted, Findings findings) {
    this.trusted = trusted;
    this.findings = findings;
  }

  /**
   * Follows the chain.
   *
   * @param before the seal before the first of them; null where the chain begins
   * @param seals in order
   */
  void follow(@Nullable Seal before, List<Seal> seals) {
    Seal last = before;
    for (Seal seal : seals) {
      long expected = last == null ? 1 : last.number() + 1;
      if (seal.number() != expected) {
        findings.add(
            Finding.seal(
                Finding.Kind.SEAL_MISSING,
                expected,
                expected == seal.number() - 1
                    ? "Seal %d is gone.".formatted(expected)
                    : "Seals %d to %d are gone.".formatted(expected, seal.number() - 1)));
      } else {
        follows(last, seal);
      }
      itself(seal);
      last = seal;
    }
  }

  private void follows(@Nullable Seal last, Seal seal) {
    Sha256 previous = last == null ? Seal.NONE : last.sha256();
    if (!seal.previous().equals(previous)) {
      findings.add(
          Finding.seal(
              Finding.Kind.CHAIN_BROKEN,
              seal.number(),
              "Seal %d does not hold the hash of the seal before it.".formatted(seal.number())));
    }
    boolean changed = last != null && !last.keyId().equals(seal.keyId());
    Sha256 named = seal.previousKeyId();
    if (last != null && (changed ? !last.keyId().equals(named) : named != null)) {
      findings.add(
          Finding.seal(
              Finding.Kind.CHAIN_BROKEN,
              seal.number(),
              "Seal %d changes the key and does not say so rightly.".formatted(seal.number())));
    }
    if (seal.founding() && last != null && !last.founding()) {
      findings.add(
          Finding.seal(
              Finding.Kind.CHAIN_BROKEN,
              seal.number(),
              "Seal %d holds entries from before sealing, after sealing began."
                  .formatted(seal.number())));
    }
  }

  private void itself(Seal seal) {
    String key = seal.keyId().hex();
    if (!seal.computed().equals(seal.sha256())) {
      findings.add(
          Finding.seal(
              Finding.Kind.SEAL_ALTERED,
              seal.number(),
              "Seal %d was changed: its hash is another one.".formatted(seal.number())));
    }
    if (!trusted.has(key)) {
      findings.add(
          Finding.seal(
              Finding.Kind.KEY_NOT_TRUSTED,
              seal.number(),
              "Seal %d was signed with the key %s, which is not trusted here."
                  .formatted(seal.number(), key)));
    } else if (!trusted.signed(key, seal.bytes(), seal.signature())) {
      findings.add(
          Finding.seal(
              Finding.Kind.SIGNATURE_WRONG,
              seal.number(),
              "The signature of seal %d is not that of its key over what it says."
                  .formatted(seal.number())));
    }
    Sha256 before = seal.previousKeyId();
    if (before != null
        && seal.previousSignature() != null
        && trusted.has(before.hex())
        && !trusted.signed(before.hex(), seal.bytes(), seal.previousSignature())) {
      findings.add(
          Finding.seal(
              Finding.Kind.SIGNATURE_WRONG,
              seal.number(),
              "The key before has not signed seal %d, which changes the key."
                  .formatted(seal.number())));
    }
  }
}
