package dev.footnote.spend;

import dev.footnote.document.CollectionRepository;
import dev.footnote.spend.Budget.Payer;
import dev.footnote.spend.Budget.SetBy;
import dev.footnote.spend.BudgetCheck.Subject;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What an admin can do with budgets. A change holds from the next question on. */
@ApplicationScoped
public class EditBudgets {
  private static final long TOKENS_MAX = 1_000_000_000_000_000L;
  private static final BigDecimal COST_MAX = new BigDecimal("1000000000000");
  private static final int COST_DIGITS_MAX = 9;

  private final Database database;
  private final CollectionRepository collections;
  private final BudgetRepository repository;
  private final Budgets budgets;
  private final BudgetConfig config;
  private final PriceTable prices;
  private final InstantSource time;

  EditBudgets(
      Database database,
      CollectionRepository collections,
      BudgetRepository repository,
      Budgets budgets,
      BudgetConfig config,
      PriceTable prices,
      InstantSource time) {
    this.database = database;
    this.collections = collections;
    this.repository = repository;
    this.budgets = budgets;
    this.config = config;
    this.prices = prices;
    this.time = time;
  }

  /** Whose budget is meant, as an admin names it. */
  public sealed interface Account {}

  /** A key's. */
  public record KeyAccount(UUID id) implements Account {}

  /** A collection's. */
  public record CollectionAccount(String name) implements Account {}

  /** A budget and what counts against it. */
  public record Balance(Budget budget, Spent spent) {}

  private record Payable(Payer payer, String name, Subject subject) {}

  /** The budgets that were set; everything else has the configured default. */
  public List<Budget> list(int tenantId) {
    return database.read(handle -> repository.all(handle, tenantId));
  }

  /**
   * The budget that holds for an account, set or by default; empty if there is no such key.
   *
   * @throws dev.footnote.document.UnknownCollection if there is no such collection
   */
  public Optional<Balance> get(int tenantId, Account account) {
    return database.read(
        handle -> payable(handle, tenantId, account).map(of -> balance(handle, tenantId, of)));
  }

  /**
   * Sets an account's budget in place of the default, as a whole: what is null has no limit. Empty
   * if there is no such key.
   *
   * @throws BudgetRefused if a limit is not acceptable
   * @throws dev.footnote.document.UnknownCollection if there is no such collection
   */
  public Optional<Balance> put(int tenantId, Account account, Limits limits, String by) {
    check(limits);
    return database.write(
        handle -> {
          Optional<Payable> payable = payable(handle, tenantId, account);
          payable.ifPresent(of -> put(handle, tenantId, of, limits, by));
          return payable.map(of -> balance(handle, tenantId, of));
        });
  }

  private void put(Handle handle, int tenantId, Payable payable, Limits limits, String by) {
    boolean isNew = repository.of(handle, tenantId, payable.payer()).isEmpty();
    if (isNew && repository.all(handle, tenantId).size() >= config.setMax()) {
      throw new BudgetRefused(
          "body",
          "There are %,d budgets already, which is the limit. Delete one first."
              .formatted(config.setMax()));
    }
    repository.put(
        handle,
        tenantId,
        payable.payer(),
        limits,
        new SetBy(time.instant().truncatedTo(ChronoUnit.MICROS), by));
  }

  /** Goes back to the configured default; false if there is no such key, or nothing was set. */
  public boolean delete(int tenantId, Account account) {
    return database.write(
        handle ->
            payable(handle, tenantId, account)
                .map(of -> repository.delete(handle, tenantId, of.payer()))
                .orElse(false));
  }

  private Balance balance(Handle handle, int tenantId, Payable of) {
    Budget budget =
        repository
            .of(handle, tenantId, of.payer())
            .orElseGet(
                () -> new Budget(of.payer(), of.name(), budgets.defaults(of.subject()), null));
    LocalDate today = LocalDate.ofInstant(time.instant(), ZoneOffset.UTC);
    return new Balance(budget, repository.spent(handle, tenantId, of.payer(), today));
  }

  private Optional<Payable> payable(Handle handle, int tenantId, Account account) {
    return switch (account) {
      case KeyAccount(UUID id) ->
          repository
              .keyName(handle, tenantId, id)
              .map(name -> new Payable(new Budget.Key(id), name, Subject.KEY));
      case CollectionAccount(String name) ->
          Optional.of(
              new Payable(
                  new Budget.Collection(
                      collections.named(handle, tenantId, name).scope().collectionId()),
                  name,
                  Subject.COLLECTION));
    };
  }

  private void check(Limits limits) {
    tokens("tokens_per_day", limits.tokensPerDay());
    tokens("tokens_per_month", limits.tokensPerMonth());
    cost("cost_per_day", limits.costPerDay());
    cost("cost_per_month", limits.costPerMonth());
  }

  private static void tokens(String field, @Nullable Long limit) {
    if (limit != null && (limit < 0 || limit > TOKENS_MAX)) {
      throw new BudgetRefused(field, "must be 0 to %,d tokens.".formatted(TOKENS_MAX));
    }
  }

  private void cost(String field, @Nullable BigDecimal limit) {
    if (limit == null) {
      return;
    }
    if (limit.signum() < 0 || limit.compareTo(COST_MAX) > 0 || limit.scale() > COST_DIGITS_MAX) {
      throw new BudgetRefused(
          field,
          "must be 0 to 1,000,000,000,000 with at most %d digits after the point."
              .formatted(COST_DIGITS_MAX));
    }
    if (prices.isEmpty()) {
      throw new BudgetRefused(
          field,
          "can't be kept to: no model has a price. Whoever runs the service sets"
              + " footnote.llm.prices.\"MODEL\".input and .output; a budget of tokens needs none.");
    }
  }
}
