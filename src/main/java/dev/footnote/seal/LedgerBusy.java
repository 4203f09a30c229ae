package dev.footnote.seal;

/** As many read the whole ledger at once as may. */
public final class LedgerBusy extends RuntimeException {
  private static final long serialVersionUID = 1;

  LedgerBusy() {
    super("The ledger is being verified or exported by others. Try again when they are done.");
  }
}
