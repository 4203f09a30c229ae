package dev.footnote.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.footnote.audit.Provenance;
import dev.footnote.llm.TokenUsage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote an answer.
 *
 * @param model name of the language model; null for an extractive answer
 * @param note what a reader should know about how the answer came to be; null if nothing
 * @param tokens what was counted, searching included; null if no model was asked, or none told
 * @param cost of the tokens, in the configured currency; null if the model has no price
 * @param complete whether it came to its end; if not, the answer is what was said until then
 */
public record AnswererInfo(
    Kind kind,
    @Nullable String model,
    @Nullable String note,
    @Nullable TokenUsage tokens,
    @Nullable BigDecimal cost,
    boolean complete) {

  static AnswererInfo of(Draft draft, @Nullable TokenUsage searching) {
    Provenance.Answerer made = draft.made();
    Kind kind = made.kind().equals(Kind.LLM.code()) ? Kind.LLM : Kind.EXTRACTIVE;
    TokenUsage tokens = draft.tokens();
    return new AnswererInfo(
        kind,
        made.model(),
        made.note(),
        tokens == null || searching == null ? tokens : tokens.plus(searching),
        null,
        draft.whole());
  }

  AnswererInfo costing(@Nullable BigDecimal price) {
    return new AnswererInfo(kind, model, note, tokens, price, complete);
  }

  /** The two ways of answering. */
  public enum Kind {
    /** Sentences selected from the documents, word by word. */
    @JsonProperty("extractive")
    EXTRACTIVE,
    /** Written by a language model from the evidence, and checked against it. */
    @JsonProperty("llm")
    LLM;

    /** The name in JSON and in the ledger. */
    public String code() {
      return this == LLM ? "llm" : "extractive";
    }
  }
}
