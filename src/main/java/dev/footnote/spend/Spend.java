package dev.footnote.spend;

import dev.footnote.store.RowSecurity;
import dev.footnote.store.Scope;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes down what answers took of language models. */
@ApplicationScoped
public class Spend {
  /** Stands in the table for requests without a key. */
  static final UUID NO_KEY = new UUID(0, 0);

  /**
   * Rows that the answers of a day by one key from one collection with one model are spread over,
   * by connection. The more, the fewer answers wait for each other's commits, and the more rows a
   * budget adds up.
   */
  private static final int SLOTS = 8;

  private final PriceTable prices;
  private final MeterRegistry meters;

  Spend(PriceTable prices, MeterRegistry meters) {
    this.prices = prices;
    this.meters = meters;
  }

  /** What tokens of a model cost; empty if it has no price. */
  public Optional<BigDecimal> price(String model, long inputTokens, long outputTokens) {
    return prices.cost(model, inputTokens, outputTokens);
  }

  /**
   * Adds one answer to what was spent. To be called once for each model that an answer asked, in
   * the order of their names, as the last of a transaction: until it ends, an eighth of the other
   * answers by the same key from the same collection with the same model wait.
   *
   * @param day of UTC
   * @param key the asking key's id; null for a request without one
   * @param inputTokens that the model read, in all requests for the answer, failed ones too
   * @param outputTokens that it wrote
   * @return what that costs; empty if the model has no price
   */
  public Optional<BigDecimal> add(
      Handle handle,
      Scope scope,
      LocalDate day,
      @Nullable UUID key,
      String model,
      long inputTokens,
      long outputTokens) {
    if (inputTokens < 0 || outputTokens < 0) {
      throw new IllegalArgumentException(
          "Tokens can't be negative: %d, %d".formatted(inputTokens, outputTokens));
    }
    Optional<BigDecimal> cost = prices.cost(model, inputTokens, outputTokens);
    RowSecurity.admit(handle, scope.tenantId());
    handle
        .createUpdate(
            """
            INSERT INTO spend AS s
              (tenant_id, day, collection_id, key_id, model, slot, answers, answers_unpriced,
               input_tokens, output_tokens, cost)
            VALUES (:tenant, :day, :collection, :key, :model, pg_backend_pid() % :slots, 1, :unpriced,
              :input, :output, :cost)
            ON CONFLICT (tenant_id, day, collection_id, key_id, model, slot) DO UPDATE SET
              answers = s.answers + 1,
              answers_unpriced = s.answers_unpriced + excluded.answers_unpriced,
              input_tokens = s.input_tokens + excluded.input_tokens,
              output_tokens = s.output_tokens + excluded.output_tokens,
              cost = s.cost + excluded.cost
            """)
        .bind("tenant", scope.tenantId())
        .bind("day", day)
        .bind("collection", scope.collectionId())
        .bind("key", key == null ? NO_KEY : key)
        .bind("model", model)
        .bind("slots", SLOTS)
        .bind("unpriced", cost.isEmpty() ? 1 : 0)
        .bind("input", inputTokens)
        .bind("output", outputTokens)
        .bind("cost", cost.orElse(BigDecimal.ZERO))
        .execute();
    count(model, inputTokens, outputTokens, cost);
    return cost;
  }

  private void count(String model, long inputTokens, long outputTokens, Optional<BigDecimal> cost) {
    meters
        .counter("footnote.llm.tokens", "model", model, "direction", "input")
        .increment(inputTokens);
    meters
        .counter("footnote.llm.tokens", "model", model, "direction", "output")
        .increment(outputTokens);
    cost.ifPresentOrElse(
        amount ->
            meters
                .counter("footnote.llm.cost", "model", model, "currency", prices.currency())
                .increment(amount.doubleValue()),
        () -> meters.counter("footnote.llm.answers.unpriced", "model", model).increment());
  }
}
