package dev.footnote.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footnote.fixtures.Shelf;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PriceTableTest {

  @Test
  void theseAreTheDefaults() {
    assertThat(Shelf.config(PriceConfig.class).currency()).isEqualTo("USD");
    assertThat(Shelf.config(PriceConfig.class).prices()).isEmpty();
    BudgetConfig budgets = Shelf.config(BudgetConfig.class);
    assertThat(budgets.setMax()).isEqualTo(2_000);
    assertThat(Limits.of(budgets.key())).isEqualTo(new Limits(null, null, null, null));
    assertThat(Limits.of(budgets.collection())).isEqualTo(new Limits(null, null, null, null));
  }

  @Test
  void aCostIsExact() {
    PriceTable prices = prices("gpt-4.1-mini", "0.1", "0.7");

    assertThat(prices.cost("gpt-4.1-mini", 1, 0)).hasValue(new BigDecimal("0.0000001"));
    // As floating point: 0.30000000000000004.
    assertThat(prices.cost("gpt-4.1-mini", 3_000_000, 0).orElseThrow()).isEqualByComparingTo("0.3");
    assertThat(prices.cost("gpt-4.1-mini", 1_234_567, 890).orElseThrow())
        .isEqualByComparingTo("0.1240797");
    assertThat(prices.cost("gpt-4.1-mini", 1_000_000_000_000L, 0).orElseThrow())
        .isEqualByComparingTo("100000");
  }

  @Test
  void aModelWithoutAPriceIsNotFree() {
    PriceTable prices = prices("local", "0", "0");

    assertThat(prices.cost("local", 100, 100).orElseThrow()).isEqualByComparingTo("0");
    assertThat(prices.cost("other", 100, 100)).isEmpty();
    assertThat(prices.isEmpty()).isFalse();
  }

  @Test
  void whatIsNoPriceStopsTheStart() {
    for (String wrong : new String[] {"-0.1", "1000000.1", "0.0000000001"}) {
      assertThatThrownBy(() -> prices("a", wrong, "1"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("footnote.llm.prices.\"a\".input")
          .hasMessageContaining(wrong.equals("0.0000000001") ? "1E-10" : wrong);
      assertThatThrownBy(() -> prices("a", "1", wrong)).hasMessageContaining("\"a\".output");
    }
  }

  static PriceTable prices(String model, String input, String output) {
    return new PriceTable(
        new SmallRyeConfigBuilder()
            .withMapping(PriceConfig.class)
            .withDefaultValues(
                Map.of(
                    "footnote.llm.prices.\"" + model + "\".input", input,
                    "footnote.llm.prices.\"" + model + "\".output", output))
            .build()
            .getConfigMapping(PriceConfig.class));
  }
}
