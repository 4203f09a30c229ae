package dev.footnote.web.api;

import dev.footnote.audit.EntryKey;
import dev.footnote.seal.Finding;
import dev.footnote.seal.VerifiedLedger;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What verifying gave.
 *
 * @param intact whether nothing was found
 * @param nextFrom where to go on; null at the chain's end
 * @param found how many findings there are, listed or not
 */
public record VerifiedLedgerView(
    boolean intact,
    long from,
    long to,
    @Nullable Long nextFrom,
    int seals,
    long entries,
    long erased,
    long unsealed,
    long found,
    List<FindingView> findings) {

  /** Something that is not as it was sealed. */
  public record FindingView(
      String kind,
      @Nullable Long seal,
      @Nullable Integer position,
      @Nullable String entryKind,
      @Nullable UUID entryId,
      @Nullable Integer entryN,
      String detail) {

    static FindingView of(Finding finding) {
      EntryKey entry = finding.entry();
      return new FindingView(
          finding.kind().code(),
          finding.seal(),
          finding.position(),
          entry == null ? null : entry.kind().code(),
          entry == null ? null : entry.id(),
          entry == null ? null : Integer.valueOf(entry.n()),
          finding.detail());
    }
  }

  static VerifiedLedgerView of(VerifiedLedger verified) {
    return new VerifiedLedgerView(
        verified.intact(),
        verified.from(),
        verified.to(),
        verified.nextFrom(),
        verified.seals(),
        verified.entries(),
        verified.erased(),
        verified.unsealed(),
        verified.found(),
        verified.findings().stream().map(FindingView::of).toList());
  }
}
