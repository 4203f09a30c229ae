package dev.footnote.seal;

import dev.footnote.audit.EntryKey;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something about the ledger that is not as it was sealed.
 *
 * @param seal the number of the seal; null where none is concerned
 * @param position the entry's place under the seal, from 0; null if unknown
 * @param entry which entry; null if unknown
 * @param detail what is wrong, in a sentence
 */
public record Finding(
    Kind kind,
    @Nullable Long seal,
    @Nullable Integer position,
    @Nullable EntryKey entry,
    String detail) {

  /** What is wrong. */
  public enum Kind {
    /** The entry does not say what it said. */
    ENTRY_ALTERED,
    /** The entry is gone, and no tombstone says why. */
    ENTRY_DELETED,
    /** The service has not appended the entry. */
    ENTRY_INSERTED,
    /** Entries have changed places under their seal. */
    ENTRIES_REORDERED,
    /** What is noted under a seal is not what was sealed. */
    LEAVES_ALTERED,
    /** The seal's own fields were changed. */
    SEAL_ALTERED,
    /** Seals are gone from the chain's middle or beginning. */
    SEAL_MISSING,
    /** The seal does not follow the one before it. */
    CHAIN_BROKEN,
    /** The seal's signature is not that of its key. */
    SIGNATURE_WRONG,
    /** The seal was signed with a key that is not among the trusted ones. */
    KEY_NOT_TRUSTED,
    /** The chain ends before an anchor: its end was cut, or an older state restored. */
    CHAIN_CUT,
    /** The chain has another seal where an anchor stands. */
    CHAIN_REPLACED,
    /** A tombstone that the service has not written. */
    TOMBSTONE_FALSE,
    /** A prompt that answers share does not read what it read. */
    PROMPT_ALTERED,
    /** A prompt that answers share is gone. */
    PROMPT_DELETED,
    /** A version's text is not what was quoted from it. */
    EVIDENCE_ALTERED;

    /** Its name outside. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding entry(Kind kind, Leaf leaf, String detail) {
    return new Finding(kind, leaf.seal(), leaf.position(), leaf.key(), detail);
  }

  static Finding seal(Kind kind, long number, String detail) {
    return new Finding(kind, number, null, null, detail);
  }

  static Finding unsealed(Kind kind, EntryKey key, String detail) {
    return new Finding(kind, null, null, key, detail);
  }

  static Finding chain(Kind kind, String detail) {
    return new Finding(kind, null, null, null, detail);
  }
}
