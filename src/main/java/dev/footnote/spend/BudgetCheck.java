package dev.footnote.spend;

import java.math.BigDecimal;
import java.time.Instant;

/** Whether something may still be spent. */
public sealed interface BudgetCheck {

  /** It may. */
  record Within() implements BudgetCheck {}

  /**
   * It may not. Of several budgets that are used up, this is the one that lasts longest.
   *
   * @param limit and {@code spent} in tokens or in the configured currency, as {@code unit} says
   * @param until when the day or the month ends
   */
  record Exhausted(
      Subject subject, Period period, Unit unit, BigDecimal limit, BigDecimal spent, Instant until)
      implements BudgetCheck {

    /** For whoever asked: which budget and until when, and no figures, which are an admin's. */
    public String words() {
      return "The %s %s of %s is used up. It begins anew at %s; an admin can raise it under /api/v1/admin/budgets."
          .formatted(
              period == Period.DAY ? "daily" : "monthly",
              unit == Unit.TOKENS ? "budget of tokens" : "budget",
              subject == Subject.KEY ? "this API key" : "this collection",
              until);
    }
  }

  /** Whose budget it is. */
  enum Subject {
    KEY,
    COLLECTION
  }

  /** What a budget is for, of UTC. */
  enum Period {
    DAY,
    MONTH
  }

  /** What a budget counts. */
  enum Unit {
    TOKENS,
    MONEY
  }
}
