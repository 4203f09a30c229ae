package dev.footnote.spend;

import dev.footnote.spend.BudgetConfig.Allowance;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The most that may be spent; null for no limit. Days and months are those of UTC.
 *
 * @param tokensPerDay read and written together
 * @param costPerDay in the configured currency
 */
public record Limits(
    @Nullable Long tokensPerDay,
    @Nullable Long tokensPerMonth,
    @Nullable BigDecimal costPerDay,
    @Nullable BigDecimal costPerMonth) {

  static Limits of(Allowance allowance) {
    return new Limits(
        allowance.tokensPerDay().orElse(null),
        allowance.tokensPerMonth().orElse(null),
        allowance.costPerDay().orElse(null),
        allowance.costPerMonth().orElse(null));
  }

  /** Whether anything may be spent. */
  boolean isEmpty() {
    return tokensPerDay == null && tokensPerMonth == null && !limitsCost();
  }

  /** Whether money is limited, which only counts for models that have a price. */
  boolean limitsCost() {
    return costPerDay != null || costPerMonth != null;
  }
}
