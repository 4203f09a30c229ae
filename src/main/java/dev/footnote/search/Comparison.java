package dev.footnote.search;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a search that is made again finds its candidates. */
public enum Comparison {
  /** As any search: by comparing every passage if there are few, else through the indexes. */
  AS_USUAL,
  /**
   * By comparing every passage, if there are no more of them than {@link
   * SearchConfig#exactRowsApartMax}; else as usual.
   */
  EVERY_PASSAGE,
  /** Through the indexes, however few passages there are. */
  BY_INDEX;

  /** The name in JSON. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
