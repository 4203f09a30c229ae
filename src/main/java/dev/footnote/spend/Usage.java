package dev.footnote.spend;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was spent over some days.
 *
 * @param rows days in order, everything else with the most tokens first
 * @param limited whether there are more rows than can be shown; the total counts them too
 */
public record Usage(List<Row> rows, Row total, boolean limited) {

  /** What is added up in a row. */
  public enum By {
    DAY,
    KEY,
    COLLECTION,
    MODEL
  }

  /**
   * A sum.
   *
   * @param id the day, the key's id, the collection's name or the model's; null for the total, for
   *     requests without a key, and for a collection that is gone
   * @param name a key's; else null
   * @param answersUnpriced those whose model had no price: {@code cost} does not hold them
   * @param cost null if no answer had a price, for that is not free
   */
  public record Row(
      @Nullable String id,
      @Nullable String name,
      long answers,
      long answersUnpriced,
      long inputTokens,
      long outputTokens,
      @Nullable BigDecimal cost) {}
}
