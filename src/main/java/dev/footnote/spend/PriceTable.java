package dev.footnote.spend;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The configured prices of models, in one currency; exact decimals throughout. */
@Startup
@ApplicationScoped
public class PriceTable {
  private static final int TOKENS_EXPONENT = 6;
  private static final BigDecimal PRICE_MAX = new BigDecimal("1000000");
  private static final int PRICE_DIGITS_MAX = 9;

  private final String currency;
  private final Map<String, Price> prices = new TreeMap<>();

  /** What a million tokens cost. */
  private record Price(BigDecimal input, BigDecimal output) {}

  /**
   * @throws IllegalStateException if a price is no price
   */
  PriceTable(PriceConfig config) {
    this.currency = config.currency();
    config
        .prices()
        .forEach(
            (model, price) ->
                prices.put(
                    model,
                    new Price(
                        checked(model, "input", price.input()),
                        checked(model, "output", price.output()))));
  }

  private static BigDecimal checked(String model, String direction, BigDecimal price) {
    if (price.signum() < 0 || price.compareTo(PRICE_MAX) > 0 || price.scale() > PRICE_DIGITS_MAX) {
      throw new IllegalStateException(
          "footnote.llm.prices.\"%s\".%s must be 0 to 1,000,000 for a million tokens, with at most %d digits after the point, not %s."
              .formatted(model, direction, PRICE_DIGITS_MAX, price));
    }
    return price;
  }

  /** The name of the currency that all costs are in. */
  public String currency() {
    return currency;
  }

  /** Whether no model has a price, so that no cost is ever known. */
  public boolean isEmpty() {
    return prices.isEmpty();
  }

  /** What so many tokens of a model cost; empty if the model has no price, which is not free. */
  public Optional<BigDecimal> cost(String model, long inputTokens, long outputTokens) {
    return Optional.ofNullable(prices.get(model))
        .map(
            price ->
                price
                    .input()
                    .multiply(BigDecimal.valueOf(inputTokens))
                    .add(price.output().multiply(BigDecimal.valueOf(outputTokens)))
                    .movePointLeft(TOKENS_EXPONENT));
  }
}
