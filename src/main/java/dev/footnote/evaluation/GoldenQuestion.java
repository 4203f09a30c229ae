package dev.footnote.evaluation;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question, and what a good search finds for it.
 *
 * @param id unique within its golden set; what two runs are compared by
 * @param answerable whether the documents answer it; false for a question that should be refused
 * @param relevant the documents that answer it; empty if and only if it is not answerable
 * @param answer what a person would answer; null if nobody wrote it down
 * @param answerId the answer on the ledger that it was made from; null for an imported question
 */
public record GoldenQuestion(
    String id,
    String question,
    boolean answerable,
    List<Relevant> relevant,
    @Nullable String answer,
    @Nullable UUID answerId) {
  public GoldenQuestion {
    relevant = List.copyOf(relevant);
  }

  /**
   * A document that answers a question.
   *
   * @param doc its path in the source, its file name, or its file name without ending
   * @param pages pages that hold the answer, from 1; empty if none is named
   * @param quotes exact passages that hold the answer; empty if none is named
   */
  public record Relevant(String doc, List<Integer> pages, List<String> quotes) {
    public Relevant {
      pages = List.copyOf(pages);
      quotes = List.copyOf(quotes);
    }
  }
}
