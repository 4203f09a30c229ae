package dev.footnote.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Who words the answers. */
public enum AnswererChoice {
  /** The language model if one is configured, else the extractive answerer. */
  @JsonProperty("auto")
  AUTO,
  /** The documents' own sentences, always. */
  @JsonProperty("extractive")
  EXTRACTIVE,
  /** The language model, always. */
  @JsonProperty("model")
  MODEL;

  /** As the API and the ledger spell it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return code();
  }
}
