package dev.footnote.answer;

import dev.footnote.evidence.Evidence;
import java.util.List;
import java.util.UUID;

/** Hears an answer while it is made, on the thread that makes it. */
public interface AnswerListener {

  /** What is about to be answered from; called once, before anything is said. */
  void evidence(UUID answerId, List<Evidence> evidence);

  /** A part of the answer, checked and on the ledger. */
  void said(Sentence sentence);

  /**
   * A part of the answer's text. All parts together are the text.
   *
   * @param text with the white space before it and the markers after it
   * @param citations those of its markers that point to documents
   * @param contextCitations those that point to what the caller says; without either it left
   *     without proof
   */
  record Sentence(String text, List<Citation> citations, List<ContextCitation> contextCitations) {
    public Sentence {
      citations = List.copyOf(citations);
      contextCitations = List.copyOf(contextCitations);
    }
  }
}
