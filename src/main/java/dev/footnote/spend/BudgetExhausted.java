package dev.footnote.spend;

import dev.footnote.spend.BudgetCheck.Exhausted;

/** Ends a request that a budget does not allow. */
public final class BudgetExhausted extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Exhausted exhausted;

  public BudgetExhausted(Exhausted exhausted) {
    super(exhausted.words());
    this.exhausted = exhausted;
  }

  /** Which budget, and until when. */
  public Exhausted exhausted() {
    return exhausted;
  }
}
