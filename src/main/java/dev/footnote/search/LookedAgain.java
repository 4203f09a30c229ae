package dev.footnote.search;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the second look is made when a search is made again. */
public enum LookedAgain {
  /** Nobody looks, as then. */
  BY_NOBODY,
  /** The reranker runs in this process, and looks again. */
  AGAIN,
  /** Nobody is asked: the scores are those that were recorded. */
  AS_RECORDED,
  /** Nobody is asked, and what was said then is not known: the order stays the search's own. */
  LEFT_OUT;

  /** The name in JSON. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
