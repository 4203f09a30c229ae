package dev.footnote.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How evidence is looked for. */
public enum Retrieval {
  /** One search for the question. */
  @JsonProperty("once")
  ONCE,
  /** One search for each part of the question. */
  @JsonProperty("parts")
  PARTS,
  /** The language model searches as it sees fit, within the agent's limits. */
  @JsonProperty("agent")
  AGENT;

  /** As the API and the ledger spell it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return code();
  }
}
