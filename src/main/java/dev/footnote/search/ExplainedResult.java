package dev.footnote.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found, and how it came about.
 *
 * @param words the question's, as they were read
 * @param hits one for each hit, in their order
 * @param absence why a document is absent; null if that was not asked
 */
public record ExplainedResult(
    SearchResult result,
    List<QuestionWordRead> words,
    List<HitExplanation> hits,
    @Nullable Absence absence) {

  public ExplainedResult {
    words = List.copyOf(words);
    hits = List.copyOf(hits);
  }

  /**
   * How a hit came about, beside its scores.
   *
   * @param rank of its passage after fusion, from 1; another place of one passage has the same
   * @param matches the question's words in it
   */
  public record HitExplanation(int rank, WordMatches matches) {}
}
