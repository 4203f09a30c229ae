package dev.footnote.spend;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.util.Map;

/** What tokens cost: the part of {@code footnote.llm.*} that bills are made from. */
@ConfigMapping(prefix = "footnote.llm")
public interface PriceConfig {

  /** The currency of all prices and budgets; a name, nothing is converted. */
  @WithDefault("USD")
  String currency();

  /** By the name that a request gives the model. */
  Map<String, Price> prices();

  /** A model's prices: {@code footnote.llm.prices."MODEL".*}. */
  interface Price {
    /** Of a million tokens that the model reads. */
    BigDecimal input();

    /** Of a million tokens that the model writes. */
    BigDecimal output();
  }
}
