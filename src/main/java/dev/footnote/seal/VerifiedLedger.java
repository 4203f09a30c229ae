package dev.footnote.seal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What verifying a stretch of a tenant's ledger gave.
 *
 * @param from the first seal that was looked at
 * @param to the last; less than {@code from} if there was none
 * @param nextFrom where to go on; null if the chain's end was reached, and what is not sealed was
 *     looked at as well
 * @param erased entries that are gone and have their tombstone
 * @param findings in order; fewer than {@code found} if there were too many to list
 */
public record VerifiedLedger(
    long from,
    long to,
    @Nullable Long nextFrom,
    int seals,
    long entries,
    long erased,
    long unsealed,
    long found,
    List<Finding> findings) {
  public VerifiedLedger {
    findings = List.copyOf(findings);
  }

  /** Whether nothing was found. */
  public boolean intact() {
    return found == 0;
  }
}
