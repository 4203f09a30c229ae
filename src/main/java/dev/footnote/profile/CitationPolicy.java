package dev.footnote.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What happens to a statement that its cited evidence does not support. */
public enum CitationPolicy {
  /** It does not leave. */
  @JsonProperty("strict")
  STRICT,
  /** It leaves, and is marked as not verified. */
  @JsonProperty("mark")
  MARK,
  /** It leaves as the model wrote it. */
  @JsonProperty("off")
  OFF;

  /** As the API and the ledger spell it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return code();
  }
}
