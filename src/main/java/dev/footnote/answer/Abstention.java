package dev.footnote.answer;

import dev.footnote.search.SearchResult;
import java.util.List;

/**
 * Whether the documents hold no answer, judged before one is written. Meaning (cosine similarity)
 * and words (the share of the question's rare terms in one passage) are independent witnesses: a
 * question about something absent fails at both, one in other words than the documents' fails at
 * the words alone.
 */
final class Abstention {
  private final AnswerConfig config;

  Abstention(AnswerConfig config) {
    this.config = config;
  }

  /**
   * @param scored the evidence's units; empty if there is none
   */
  boolean holdsNoAnswer(SearchResult.Signals signals, List<ScoredUnit> scored) {
    if (scored.isEmpty()) {
      return true;
    }
    double similarity = signals.bestDense();
    if (similarity >= config.similarityEnough()) {
      return false;
    }
    return similarity < config.similarityMin() || signals.bestCoverage() < config.coverageMin();
  }
}
