package dev.footnote.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.footnote.store.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that made an answer, as JSON in the ledger. Later releases may add fields, never
 * change the meaning of one.
 *
 * @param collection the collection's name at that time
 * @param k how many passages were asked for
 * @param filter conditions on the documents; empty for none
 * @param embeddingModel name of the model that embedded question and passages
 * @param limited whether a limit cut the search short
 * @param documentsWaiting how many documents had changes that were not indexed yet
 * @param candidates what the search brought, best first
 * @param evidence what was put before the answerer, in its order
 * @param dropped statements that were left out because they could not be proven, with the reason
 * @param settings the settings that decide how an answer is made, by name
 * @param timingsMs milliseconds by stage
 * @param reranking the second look at the candidates; null if no reranker was configured
 * @param queries what was searched for, the question itself first; null in entries from before it
 *     was kept
 * @param checks what was found of each statement that left; null in entries from before it was kept
 * @param context what the caller said beside the question; null for nothing
 * @param structured the answer as JSON by its profile's schema; null for prose
 * @param asOf the past moment that was asked about; null for the present
 * @param release the service's release that answered; null in entries from before it was kept
 * @param redacted how many different pieces of personal data were taken out of the entry, by kind;
 *     null for none
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Provenance(
    String collection,
    int k,
    Map<String, Object> filter,
    String embeddingModel,
    boolean limited,
    int documentsWaiting,
    Signals signals,
    List<Candidate> candidates,
    List<Passage> evidence,
    Answerer answerer,
    List<Dropped> dropped,
    Map<String, Object> settings,
    Map<String, Double> timingsMs,
    @Nullable Reranking reranking,
    @Nullable List<String> queries,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Check> checks,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Context context,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode structured,
    @Nullable AsOf asOf,
    @Nullable String release,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Integer> redacted) {
  public Provenance {
    filter = Map.copyOf(filter);
    candidates = List.copyOf(candidates);
    evidence = List.copyOf(evidence);
    dropped = List.copyOf(dropped);
    settings = Map.copyOf(settings);
    timingsMs = Map.copyOf(timingsMs);
  }

  /** The same with another account of the answerer. */
  Provenance by(Answerer other) {
    return new Provenance(
        collection,
        k,
        filter,
        embeddingModel,
        limited,
        documentsWaiting,
        signals,
        candidates,
        evidence,
        other,
        dropped,
        settings,
        timingsMs,
        reranking,
        queries,
        checks,
        context,
        structured,
        asOf,
        release,
        redacted);
  }

  /**
   * A moment of the past: after so many changes of the collection.
   *
   * @param at when the last of them was committed
   */
  public record AsOf(long watermark, Instant at) {}

  /**
   * What spoke for and against the collection holding an answer.
   *
   * @param bestDense null if the embedding model did not answer, and words alone were searched for
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Signals(
      @Nullable Double bestDense, double bestCoverage, List<String> unknownTerms) {}

  /**
   * A chunk that was found, with its score in each leg; a null rank means not found by that leg.
   *
   * @param reranked the reranker's score; null if it gave none
   * @param rankBefore the passage's rank before it was reranked; null if it was not
   * @param similar where nearly the same text stands, for which this one spoke; null if nowhere
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Candidate(
      int rank,
      long chunkId,
      long passageId,
      UUID documentId,
      int version,
      int spanStart,
      int spanEnd,
      double dense,
      @Nullable Integer denseRank,
      double lexical,
      @Nullable Integer lexicalRank,
      double name,
      double fused,
      @Nullable Double reranked,
      @Nullable Integer rankBefore,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Similar> similar) {}

  /** A chunk that another one spoke for. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Similar(
      long chunkId, long passageId, UUID documentId, int version, int spanStart, int spanEnd) {}

  /**
   * A second look at the best candidates by another model.
   *
   * @param passages how many it was given
   * @param answered whether it gave scores; if not, the order is the search's own
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Reranking(String model, int passages, boolean answered) {}

  /**
   * A stretch of a version; its text stands in that version at the span.
   *
   * @param textSha256 hex SHA-256 of that text in UTF-8
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Passage(
      int rank,
      UUID documentId,
      int version,
      List<Long> chunkIds,
      int spanStart,
      int spanEnd,
      String textSha256) {
    /** The passage whose span of the version reads {@code text}. */
    public static Passage of(
        int rank,
        UUID documentId,
        int version,
        List<Long> chunkIds,
        int spanStart,
        int spanEnd,
        String text) {
      return new Passage(
          rank, documentId, version, chunkIds, spanStart, spanEnd, Sha256.ofText(text).hex());
    }
  }

  /**
   * Who answered, and how.
   *
   * @param kind {@code extractive} or {@code llm}
   * @param note what the reader was told about it; null if nothing
   * @param parameters such as temperature and token limit
   * @param messages what a language model was told; empty if none was asked
   * @param output what it said, unchanged; null if it was not asked or did not answer
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Answerer(
      String kind,
      @Nullable String model,
      @Nullable String note,
      Map<String, Object> parameters,
      List<PromptMessage> messages,
      @Nullable String output) {

    /** The same with other messages. */
    public Answerer telling(List<PromptMessage> others) {
      return new Answerer(kind, model, note, parameters, List.copyOf(others), output);
    }
  }

  /**
   * A statement that left.
   *
   * @param answerStart half-open span in the answer's text, in UTF-16 code units
   * @param support how much of it its quotes hold, 0 to 1
   * @param added whether a quote is of evidence that its author had not named
   * @param problem why it is not proven; null if it is
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Check(
      int answerStart, int answerEnd, double support, boolean added, @Nullable String problem) {}

  /** What the caller said beside the question, and which words of the answer rest on it. */
  public record Context(List<Item> items, List<Cited> citations) {
    public Context {
      items = List.copyOf(items);
      citations = List.copyOf(citations);
    }

    /** One thing that it said. */
    public record Item(String title, String text) {}

    /**
     * A marker that points to an item.
     *
     * @param n its number in the answer
     * @param item the item, from 1
     * @param spanStart half-open span in the item's text, in UTF-16 code units
     * @param answerStart half-open span in the answer's text, in UTF-16 code units
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Cited(
        int n,
        int item,
        int spanStart,
        int spanEnd,
        int answerStart,
        int answerEnd,
        boolean verified) {}
  }

  /** A statement that did not leave, and why. */
  public record Dropped(String statement, String reason) {}
}
