package dev.footnote.spend;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.util.Optional;

/** What may be spent where no admin has said it: {@code footnote.budgets.*}. */
@ConfigMapping(prefix = "footnote.budgets")
public interface BudgetConfig {

  /** Of each key, over all collections. */
  Allowance key();

  /** Of each collection, over all keys. */
  Allowance collection();

  /** The most budgets that a tenant's admins may set. */
  @WithDefault("2000")
  int setMax();

  /**
   * The most that may be spent in a day and in a month, both of UTC; no limit where none is set.
   */
  interface Allowance {
    Optional<Long> tokensPerDay();

    Optional<Long> tokensPerMonth();

    Optional<BigDecimal> costPerDay();

    Optional<BigDecimal> costPerMonth();
  }
}
