package dev.footnote.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the answers that cite a document, newest first.
 *
 * @param nextCursor where the next page starts; null on the last
 */
public record CitingPage(List<Answer> answers, @Nullable String nextCursor) {
  public CitingPage {
    answers = List.copyOf(answers);
  }

  /** An answer in a line, with its citations of the document by number. */
  public record Answer(LedgerPage.Summary answer, List<Cited> citations) {
    public Answer {
      citations = List.copyOf(citations);
    }
  }

  /** A citation as it was given, and what became of what it quotes. */
  public record Cited(LedgerCitation citation, CitationNow now) {}
}
