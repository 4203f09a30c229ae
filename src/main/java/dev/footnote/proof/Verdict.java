package dev.footnote.proof;

import dev.footnote.evidence.Quote;
import java.util.List;

/** What the evidence says to a statement. */
public sealed interface Verdict {

  /** How much of the statement the best passages hold, 0 to 1. */
  double support();

  /**
   * The quotes say it.
   *
   * @param quotes at least one, in the order of the evidence
   * @param added whether a quote is of evidence that the model did not name
   */
  record Supported(List<Quote> quotes, double support, boolean added) implements Verdict {
    public Supported {
      quotes = List.copyOf(quotes);
    }
  }

  /**
   * No evidence says it.
   *
   * @param reason one of {@link Reason}'s texts
   * @param nearest the passages that come nearest in the evidence that it names, as far as that
   *     exists; may be empty
   */
  record Unsupported(String reason, double support, List<Quote> nearest) implements Verdict {
    public Unsupported {
      nearest = List.copyOf(nearest);
    }
  }

  /** Why a statement does not stand, in words for readers of the ledger. */
  final class Reason {
    public static final String NO_MARKER = "it names no evidence";
    public static final String NO_SUCH_EVIDENCE = "it names evidence that does not exist";
    public static final String NOT_SAID = "the evidence it names does not say it";
    public static final String OTHER_FACTS = "the evidence it names has other numbers or dates";
    public static final String OTHER_NAMES = "the evidence it names does not have its names";
    public static final String OTHER_SENSE = "the evidence it names says the opposite";
    public static final String NOT_VERBATIM = "its quotation is not in the text it names";
    public static final String ORDERED = "the evidence it names is an order to say it";
    public static final String ADDS = "a part of it is not in the evidence it names";
    public static final String MERGES = "no single passage says what it joins";

    private Reason() {}
  }
}
