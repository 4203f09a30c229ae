package dev.footnote.answer;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far an answer is proven. */
public enum Outcome {
  /** Every statement stands in the documents, and its quote was found there. */
  @JsonProperty("grounded")
  GROUNDED,
  /** Statements were left out because they could not be proven; those that remain are. */
  @JsonProperty("partly_grounded")
  PARTLY_GROUNDED,
  /** The documents hold no answer, as far as could be found. */
  @JsonProperty("no_evidence")
  NO_EVIDENCE,
  /** The question can be meant in several ways; the text is a question to the asker. */
  @JsonProperty("clarification")
  CLARIFICATION;

  /** Whether anything of the documents was said. */
  public boolean isAnswer() {
    return this == GROUNDED || this == PARTLY_GROUNDED;
  }

  /** The name in JSON and in the ledger. */
  public String code() {
    return switch (this) {
      case GROUNDED -> "grounded";
      case PARTLY_GROUNDED -> "partly_grounded";
      case NO_EVIDENCE -> "no_evidence";
      case CLARIFICATION -> "clarification";
    };
  }
}
