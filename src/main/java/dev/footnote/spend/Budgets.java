package dev.footnote.spend;

import dev.footnote.spend.Budget.Payer;
import dev.footnote.spend.BudgetCheck.Exhausted;
import dev.footnote.spend.BudgetCheck.Period;
import dev.footnote.spend.BudgetCheck.Subject;
import dev.footnote.spend.BudgetCheck.Unit;
import dev.footnote.spend.BudgetCheck.Within;
import dev.footnote.store.Scope;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Whether an answer may still be paid for. A budget is looked at before an answer is begun, and
 * what the answer took is added when it is done: answers under way when a budget runs out are
 * finished, and may exceed it by what they take.
 */
@Startup
@ApplicationScoped
public class Budgets {
  private final BudgetRepository repository;
  private final Limits keyDefault;
  private final Limits collectionDefault;

  /**
   * @throws IllegalStateException if money is limited by default and no model has a price
   */
  Budgets(BudgetRepository repository, BudgetConfig config, PriceTable prices) {
    this.repository = repository;
    this.keyDefault = Limits.of(config.key());
    this.collectionDefault = Limits.of(config.collection());
    if (prices.isEmpty() && (keyDefault.limitsCost() || collectionDefault.limitsCost())) {
      throw new IllegalStateException(
          "footnote.budgets limits cost, but no model has a price, so nothing would ever count."
              + " Set footnote.llm.prices.\"MODEL\".input and .output.");
    }
  }

  /** What a payer may spend where no admin has said it. */
  public Limits defaults(Subject subject) {
    return subject == Subject.KEY ? keyDefault : collectionDefault;
  }

  /**
   * Whether a question may be answered with a language model.
   *
   * @param key the asking key's id; null for a request without one, which counts against its
   *     collection alone
   */
  public BudgetCheck check(Handle handle, Scope scope, @Nullable UUID key, Instant now) {
    List<Budget> set = repository.of(handle, scope.tenantId(), scope.collectionId(), key);
    var collection = new Budget.Collection(scope.collectionId());
    Stream<Exhausted> exhausted =
        exhausted(handle, scope, collection, limits(set, collection, collectionDefault), now);
    if (key != null) {
      var payer = new Budget.Key(key);
      exhausted =
          Stream.concat(
              exhausted, exhausted(handle, scope, payer, limits(set, payer, keyDefault), now));
    }
    Optional<Exhausted> longest = exhausted.max(Comparator.comparing(Exhausted::until));
    return longest.isPresent() ? longest.get() : new Within();
  }

  private static Limits limits(List<Budget> set, Payer payer, Limits otherwise) {
    return set.stream()
        .filter(budget -> budget.payer().equals(payer))
        .map(Budget::limits)
        .findFirst()
        .orElse(otherwise);
  }

  private Stream<Exhausted> exhausted(
      Handle handle, Scope scope, Payer payer, Limits limits, Instant now) {
    if (limits.isEmpty()) {
      return Stream.empty();
    }
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    Spent spent = repository.spent(handle, scope.tenantId(), payer, today);
    Subject subject = payer instanceof Budget.Key ? Subject.KEY : Subject.COLLECTION;
    LocalDate tomorrow = today.plusDays(1);
    LocalDate nextMonth = today.withDayOfMonth(1).plusMonths(1);
    return Stream.of(
            over(subject, Period.DAY, limits.tokensPerDay(), spent.tokensToday(), tomorrow),
            over(subject, Period.DAY, limits.costPerDay(), spent.costToday(), tomorrow),
            over(
                subject, Period.MONTH, limits.tokensPerMonth(), spent.tokensThisMonth(), nextMonth),
            over(subject, Period.MONTH, limits.costPerMonth(), spent.costThisMonth(), nextMonth))
        .flatMap(Optional::stream);
  }

  private static Optional<Exhausted> over(
      Subject subject, Period period, @Nullable Long limit, long spent, LocalDate end) {
    return limit == null
        ? Optional.empty()
        : over(
            subject,
            period,
            Unit.TOKENS,
            BigDecimal.valueOf(limit),
            BigDecimal.valueOf(spent),
            end);
  }

  private static Optional<Exhausted> over(
      Subject subject, Period period, @Nullable BigDecimal limit, BigDecimal spent, LocalDate end) {
    return limit == null ? Optional.empty() : over(subject, period, Unit.MONEY, limit, spent, end);
  }

  private static Optional<Exhausted> over(
      Subject subject,
      Period period,
      Unit unit,
      BigDecimal limit,
      BigDecimal spent,
      LocalDate end) {
    return spent.compareTo(limit) < 0
        ? Optional.empty()
        : Optional.of(
            new Exhausted(
                subject, period, unit, limit, spent, end.atStartOfDay(ZoneOffset.UTC).toInstant()));
  }
}
