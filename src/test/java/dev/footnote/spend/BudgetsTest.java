package dev.footnote.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footnote.access.ApiKeys;
import dev.footnote.access.Role;
import dev.footnote.index.PrepareCollections;
import dev.footnote.spend.Budget.SetBy;
import dev.footnote.spend.BudgetCheck.Exhausted;
import dev.footnote.spend.BudgetCheck.Period;
import dev.footnote.spend.BudgetCheck.Subject;
import dev.footnote.spend.BudgetCheck.Unit;
import dev.footnote.spend.BudgetCheck.Within;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BudgetsTest {
  private static final PriceTable PRICES = PriceTableTest.prices("m", "1000000", "0");
  private static final Instant NOON = Instant.parse("2026-02-10T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 2, 10);

  @Inject Database database;
  @Inject BudgetRepository repository;
  @Inject PrepareCollections collections;
  @Inject ApiKeys keys;

  private final Spend spend = new Spend(PRICES, new SimpleMeterRegistry());
  private Scope scope = new Scope(0, 0);
  private UUID key = new UUID(0, 1);

  @BeforeEach
  void newTenant() {
    scope = collections.ensure("t-" + UUID.randomUUID(), "first");
    key = keys.issue(scope.tenantId(), "chatbot", Role.READER).key().id();
  }

  @Test
  void withoutABudgetNothingIsLimited() {
    spendTokens(TODAY, 1_000_000);
    assertThat(check(budgets(Map.of()), key, NOON)).isEqualTo(new Within());
  }

  @Test
  void aBudgetIsUsedUpWhenItIsReachedAndBeginsAnewAtMidnight() {
    set(new Budget.Key(key), new Limits(100L, null, null, null));
    spendTokens(TODAY, 99);
    assertThat(check(key, NOON)).isEqualTo(new Within());
    spendTokens(TODAY, 1);

    assertThat(check(key, NOON))
        .isEqualTo(
            new Exhausted(
                Subject.KEY,
                Period.DAY,
                Unit.TOKENS,
                new BigDecimal(100),
                new BigDecimal(100),
                Instant.parse("2026-02-11T00:00:00Z")));
    assertThat(check(key, Instant.parse("2026-02-10T23:59:59.999Z"))).isInstanceOf(Exhausted.class);
    assertThat(check(key, Instant.parse("2026-02-11T00:00:00Z"))).isEqualTo(new Within());
  }

  @Test
  void aMonthEndsWithItsLastDay() {
    set(new Budget.Collection(scope.collectionId()), new Limits(null, 100L, null, null));
    spendTokens(LocalDate.of(2026, 1, 31), 1_000);
    assertThat(check(key, NOON)).isEqualTo(new Within());
    spendTokens(LocalDate.of(2026, 2, 1), 60);
    spendTokens(TODAY, 40);

    assertThat(check(key, NOON))
        .isInstanceOfSatisfying(
            Exhausted.class,
            exhausted -> {
              assertThat(exhausted.subject()).isEqualTo(Subject.COLLECTION);
              assertThat(exhausted.period()).isEqualTo(Period.MONTH);
              assertThat(exhausted.until()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
              assertThat(exhausted.words())
                  .isEqualTo(
                      "The monthly budget of tokens of this collection is used up. It begins anew at"
                          + " 2026-03-01T00:00:00Z; an admin can raise it under /api/v1/admin/budgets.");
            });
    assertThat(check(key, Instant.parse("2026-03-01T00:00:00Z"))).isEqualTo(new Within());
  }

  @Test
  void moneyIsLimitedExactly() {
    set(new Budget.Key(key), new Limits(null, null, null, new BigDecimal("3.000000001")));
    spendTokens(TODAY, 3);
    assertThat(check(key, NOON)).isEqualTo(new Within());
    set(new Budget.Key(key), new Limits(null, null, new BigDecimal("3"), null));

    assertThat(check(key, NOON))
        .isInstanceOfSatisfying(
            Exhausted.class,
            exhausted -> {
              assertThat(exhausted.unit()).isEqualTo(Unit.MONEY);
              assertThat(exhausted.spent()).isEqualByComparingTo("3");
            });
  }

  @Test
  void ofSeveralBudgetsTheOneThatLastsLongestIsTold() {
    set(new Budget.Key(key), new Limits(1L, null, null, null));
    set(new Budget.Collection(scope.collectionId()), new Limits(1L, 1L, null, null));
    spendTokens(TODAY, 5);

    assertThat(check(key, NOON))
        .isInstanceOfSatisfying(
            Exhausted.class, exhausted -> assertThat(exhausted.period()).isEqualTo(Period.MONTH));
  }

  @Test
  void aBudgetOfNothingAllowsNothing() {
    set(new Budget.Key(key), new Limits(0L, null, null, null));
    assertThat(check(key, NOON)).isInstanceOf(Exhausted.class);
  }

  @Test
  void aKeysBudgetHoldsInEveryCollectionAndForThatKeyAlone() {
    set(new Budget.Key(key), new Limits(10L, null, null, null));
    spendTokens(TODAY, 10);
    Scope elsewhere = new Scope(scope.tenantId(), scope.collectionId() + 1_000_000);
    Budgets budgets = budgets(Map.of());

    assertThat(database.<BudgetCheck>read(h -> budgets.check(h, elsewhere, key, NOON)))
        .isInstanceOf(Exhausted.class);
    assertThat(check(UUID.randomUUID(), NOON)).isEqualTo(new Within());
    assertThat(check(null, NOON)).isEqualTo(new Within());
  }

  @Test
  void aCollectionsBudgetIsSpentByAllKeysAndByRequestsWithoutOne() {
    set(new Budget.Collection(scope.collectionId()), new Limits(10L, null, null, null));
    database.change(h -> spend.add(h, scope, TODAY, null, "m", 5, 0));
    spendTokens(TODAY, 5);

    assertThat(check(null, NOON)).isInstanceOf(Exhausted.class);
    assertThat(check(UUID.randomUUID(), NOON)).isInstanceOf(Exhausted.class);
  }

  @Test
  void aDefaultHoldsUntilABudgetIsSetInItsPlace() {
    Budgets budgets = budgets(Map.of("footnote.budgets.key.tokens-per-day", "10"));
    spendTokens(TODAY, 10);
    assertThat(check(budgets, key, NOON)).isInstanceOf(Exhausted.class);
    assertThat(check(budgets, null, NOON)).isEqualTo(new Within());

    set(new Budget.Key(key), new Limits(null, null, null, null));
    assertThat(check(budgets, key, NOON)).isEqualTo(new Within());
  }

  @Test
  void aDefaultInMoneyWithoutAnyPriceStopsTheStart() {
    BudgetConfig config = config(Map.of("footnote.budgets.collection.cost-per-month", "5"));
    PriceTable none =
        new PriceTable(
            new SmallRyeConfigBuilder()
                .withMapping(PriceConfig.class)
                .build()
                .getConfigMapping(PriceConfig.class));
    assertThatThrownBy(() -> new Budgets(repository, config, none))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no model has a price");
    assertThat(new Budgets(repository, config, PRICES).defaults(Subject.COLLECTION).costPerMonth())
        .isEqualByComparingTo("5");
  }

  private void set(Budget.Payer payer, Limits limits) {
    database.change(
        h -> repository.put(h, scope.tenantId(), payer, limits, new SetBy(NOON, "tests")));
  }

  private void spendTokens(LocalDate day, long tokens) {
    database.change(h -> spend.add(h, scope, day, key, "m", tokens, 0));
  }

  private BudgetCheck check(@Nullable UUID who, Instant now) {
    return check(budgets(Map.of()), who, now);
  }

  private BudgetCheck check(Budgets budgets, @Nullable UUID who, Instant now) {
    return database.read(handle -> budgets.check(handle, scope, who, now));
  }

  private Budgets budgets(Map<String, String> configuration) {
    return new Budgets(repository, config(configuration), PRICES);
  }

  private static BudgetConfig config(Map<String, String> configuration) {
    return new SmallRyeConfigBuilder()
        .withMapping(BudgetConfig.class)
        .withDefaultValues(configuration)
        .build()
        .getConfigMapping(BudgetConfig.class);
  }
}
