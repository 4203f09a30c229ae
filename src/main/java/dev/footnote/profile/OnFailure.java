package dev.footnote.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What happens when the language model gives no usable answer. */
public enum OnFailure {
  /** The answer is extractive, and says why. */
  @JsonProperty("extractive")
  EXTRACTIVE,
  /** The caller gets an error. */
  @JsonProperty("error")
  ERROR;

  /** As the API and the ledger spell it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return code();
  }
}
