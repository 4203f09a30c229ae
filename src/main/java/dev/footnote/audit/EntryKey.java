package dev.footnote.audit;

import java.util.UUID;

/**
 * Which entry of a tenant's ledger.
 *
 * @param id of the answer, the feedback or the erasure
 * @param n the number of a part, from 1; 0 for every other kind
 */
public record EntryKey(EntryKind kind, UUID id, int n) {

  /** An answer as a whole. */
  public static EntryKey answer(UUID id) {
    return new EntryKey(EntryKind.ANSWER, id, 0);
  }

  @Override
  public String toString() {
    return kind.code() + " " + id + (n == 0 ? "" : " " + n);
  }
}
