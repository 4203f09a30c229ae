package dev.footnote.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footnote.index.PrepareCollections;
import dev.footnote.spend.Usage.By;
import dev.footnote.spend.Usage.Row;
import dev.footnote.store.Database;
import dev.footnote.store.RowSecurity;
import dev.footnote.store.Scope;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SpendTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 14);

  @Inject Database database;
  @Inject ReadUsage usage;
  @Inject PrepareCollections collections;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Spend spend = new Spend(PriceTableTest.prices("priced", "0.1", "0.7"), meters);
  private String tenant = "";
  private Scope scope = new Scope(0, 0);

  @BeforeEach
  void newTenant() {
    tenant = "t-" + UUID.randomUUID();
    scope = collections.ensure(tenant, "first");
  }

  @Test
  void answersAddUpByDayKeyCollectionAndModel() {
    UUID key = UUID.randomUUID();
    Scope second = collections.ensure(tenant, "second");
    add(scope, DAY, key, "priced", 100, 10);
    add(scope, DAY, key, "priced", 200, 20);
    add(scope, DAY.plusDays(1), null, "priced", 1, 1);
    add(second, DAY, key, "unheard-of", 5, 5);

    assertThat(rows(By.DAY))
        .extracting(Row::id, Row::answers)
        .containsExactly(tuple("2026-03-14", 3L), tuple("2026-03-15", 1L));
    assertThat(rows(By.KEY))
        .extracting(Row::id, Row::answers)
        .containsExactly(tuple(key.toString(), 3L), tuple(null, 1L));
    assertThat(rows(By.COLLECTION))
        .extracting(Row::id, Row::answers)
        .containsExactly(tuple("first", 3L), tuple("second", 1L));
    assertThat(rows(By.MODEL))
        .extracting(Row::id, Row::inputTokens, Row::outputTokens)
        .containsExactly(tuple("priced", 301L, 31L), tuple("unheard-of", 5L, 5L));
  }

  @Test
  void aModelWithoutAPriceHasNoCostAndSaysSo() {
    assertThat(add(scope, DAY, null, "priced", 1_000, 0)).contains(new BigDecimal("0.0001000"));
    assertThat(add(scope, DAY, null, "unheard-of", 1_000, 0)).isEmpty();

    List<Row> rows = rows(By.MODEL);
    assertThat(rows).extracting(Row::answersUnpriced).containsExactly(0L, 1L);
    assertThat(rows.get(0).cost()).isEqualByComparingTo("0.0001");
    assertThat(rows.get(1).cost()).isNull();
    Row total = usage.between(scope.tenantId(), DAY, DAY, By.MODEL).total();
    assertThat(total.answers()).isEqualTo(2);
    assertThat(total.answersUnpriced()).isEqualTo(1);
    assertThat(total.cost()).isEqualByComparingTo("0.0001");
  }

  @Test
  void nothingSpentIsATotalOfZeroAndNoRows() {
    Usage nothing = usage.between(scope.tenantId(), DAY, DAY, By.DAY);

    assertThat(nothing.rows()).isEmpty();
    assertThat(nothing.total().cost()).isEqualByComparingTo("0");
    assertThat(nothing.limited()).isFalse();
  }

  @Test
  void sumsAreExactWhenManyAnswersEndAtOnce() throws Exception {
    int threads = 16;
    int each = 10;
    UUID key = UUID.randomUUID();
    var start = new CountDownLatch(1);
    try (var pool = Executors.newFixedThreadPool(threads)) {
      var running = new ArrayList<Future<?>>();
      for (int t = 0; t < threads; t++) {
        int thread = t;
        running.add(
            pool.submit(
                () -> {
                  start.await();
                  for (int i = 0; i < each; i++) {
                    add(scope, DAY, key, "priced", thread, 3);
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> one : running) {
        one.get();
      }
    }
    Row total = usage.between(scope.tenantId(), DAY, DAY, By.DAY).total();
    long input = each * (threads * (threads - 1) / 2);
    long output = 3L * each * threads;
    assertThat(total.answers()).isEqualTo(each * threads);
    assertThat(total.inputTokens()).isEqualTo(input);
    assertThat(total.outputTokens()).isEqualTo(output);
    assertThat(total.cost())
        .isEqualByComparingTo(
            new BigDecimal("0.1")
                .multiply(BigDecimal.valueOf(input))
                .add(new BigDecimal("0.7").multiply(BigDecimal.valueOf(output)))
                .movePointLeft(6));
  }

  @Test
  void anAnswerDoesNotWaitForAnotherThatIsNotWrittenYet() {
    UUID key = UUID.randomUUID();
    database.change(
        first -> {
          spend.add(first, scope, DAY, key, "priced", 1, 0);
          beside(first, key, 1);
        });

    Row total = usage.between(scope.tenantId(), DAY, DAY, By.KEY).total();
    assertThat(total.answers()).isEqualTo(2);
    assertThat(total.inputTokens()).isEqualTo(3);
  }

  /**
   * Adds two tokens on a connection of another slot, opening further ones until there is one. Each
   * in a thread of its own, for within one a second transaction would be part of the first.
   */
  private void beside(Handle other, UUID key, int connections) {
    assertThat(connections).as("connections, all of one slot").isLessThan(8);
    int taken = slot(other);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.runAsync(
              () ->
                  database.change(
                      handle -> {
                        if (slot(handle) == taken) {
                          beside(handle, key, connections + 1);
                        } else {
                          handle.execute("SET LOCAL lock_timeout = '1s'");
                          spend.add(handle, scope, DAY, key, "priced", 2, 0);
                        }
                      }),
              threads)
          .join();
    }
  }

  private static int slot(Handle handle) {
    return handle.createQuery("SELECT pg_backend_pid() % 8").mapTo(Integer.class).one();
  }

  @Test
  void anAnswerThatIsRolledBackIsNotSpent() {
    assertThatThrownBy(
            () ->
                database.change(
                    handle -> {
                      spend.add(handle, scope, DAY, null, "priced", 1, 1);
                      throw new IllegalStateException("the ledger failed");
                    }))
        .hasMessage("the ledger failed");
    assertThat(rows(By.DAY)).isEmpty();
  }

  @Test
  void nobodySeesWhatAnotherTenantSpends() {
    add(scope, DAY, null, "priced", 1, 1);
    Scope other = collections.ensure("t-" + UUID.randomUUID(), "first");

    assertThat(usage.between(other.tenantId(), DAY, DAY, By.DAY).rows()).isEmpty();
    assertThat(count(null)).isZero();
    assertThat(count(other.tenantId())).isZero();
    assertThat(count(scope.tenantId())).isEqualTo(1);
  }

  @Test
  void countersTellTokensByDirectionAndWhatTheyCost() {
    add(scope, DAY, null, "priced", 1_000_000, 2_000_000);
    add(scope, DAY, null, "unheard-of", 7, 8);

    assertThat(tokens("priced", "input")).isEqualTo(1_000_000);
    assertThat(tokens("priced", "output")).isEqualTo(2_000_000);
    assertThat(tokens("unheard-of", "output")).isEqualTo(8);
    assertThat(
            meters
                .get("footnote.llm.cost")
                .tags("model", "priced", "currency", "USD")
                .counter()
                .count())
        .isEqualTo(1.5);
    assertThat(meters.find("footnote.llm.cost").tag("model", "unheard-of").counter()).isNull();
    assertThat(
            meters
                .get("footnote.llm.answers.unpriced")
                .tag("model", "unheard-of")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void tokensAreNotNegative() {
    assertThatThrownBy(() -> add(scope, DAY, null, "priced", -1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private double tokens(String model, String direction) {
    return meters
        .get("footnote.llm.tokens")
        .tags("model", model, "direction", direction)
        .counter()
        .count();
  }

  private long count(@Nullable Integer asTenant) {
    return database.read(
        handle -> {
          if (asTenant != null) {
            RowSecurity.admit(handle, asTenant);
          }
          return handle
              .createQuery("SELECT count(*) FROM spend WHERE collection_id = :collection")
              .bind("collection", scope.collectionId())
              .mapTo(Long.class)
              .one();
        });
  }

  private List<Row> rows(By by) {
    return usage.between(scope.tenantId(), DAY, DAY.plusDays(1), by).rows();
  }

  private Optional<BigDecimal> add(
      Scope where, LocalDate day, @Nullable UUID key, String model, long input, long output) {
    return database.write(handle -> spend.add(handle, where, day, key, model, input, output));
  }

  private static org.assertj.core.groups.Tuple tuple(@Nullable Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }
}
