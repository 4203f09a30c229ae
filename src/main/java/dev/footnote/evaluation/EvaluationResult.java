package dev.footnote.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.footnote.search.Hit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How one question of a run turned out.
 *
 * @param number its place in the golden set, from 1
 * @param firstRank rank of the first relevant document, from 1; null if none was found
 * @param metrics those that the question has, by name
 * @param found the passages, best first
 * @param answer what would have been answered; null if no answer was made
 * @param problem why it failed; null if it did not
 * @param documentsMissing relevant documents that the collection doesn't have
 * @param quotesMissing quotes that their document's text doesn't hold
 */
public record EvaluationResult(
    int number,
    String questionId,
    String question,
    boolean answerable,
    Outcome outcome,
    @Nullable Integer firstRank,
    Map<String, Double> metrics,
    List<FoundPassage> found,
    @Nullable String answer,
    @Nullable String problem,
    int documentsMissing,
    int quotesMissing) {
  public EvaluationResult {
    metrics = Map.copyOf(metrics);
    found = List.copyOf(found);
  }

  /** How a question turned out. */
  public enum Outcome {
    /** Passages were searched, and no answer was asked for. */
    SEARCHED,
    GROUNDED,
    PARTLY_GROUNDED,
    /** The question was refused. */
    NO_EVIDENCE,
    /** The question was answered with a question. */
    CLARIFICATION,
    /** Neither found nor refused: the problem says why. */
    FAILED
  }

  /**
   * A passage that was found.
   *
   * @param rank from 1
   * @param page the first page that it stands on; null where the format has no pages
   * @param relevant whether its document is
   */
  public record FoundPassage(
      int rank,
      @JsonProperty("document_id") UUID documentId,
      String uri,
      int version,
      @JsonProperty("span_start") int spanStart,
      @JsonProperty("span_end") int spanEnd,
      @Nullable Integer page,
      double score,
      boolean relevant) {

    static FoundPassage of(int rank, Hit hit, boolean relevant) {
      return new FoundPassage(
          rank,
          hit.documentId(),
          hit.uri(),
          hit.version(),
          hit.spanStart(),
          hit.spanEnd(),
          hit.pageFirst(),
          hit.scores().fused(),
          relevant);
    }
  }
}
