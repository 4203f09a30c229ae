package dev.footnote.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param asOf the past moment that was asked about; null for the present
 * @param release the service's release that answered; null in entries from before it was kept
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
    @Nullable AsOf asOf,
    @Nullable String release) {
  public Provenance {
    filter = Map.copyOf(filter);
    candidates = List.copyOf(candidates);
    evidence = List.copyOf(evidence);
    dropped = List.copyOf(dropped);
    settings = Map.copyOf(settings);
    timingsMs = Map.copyOf(timingsMs);
  }

  /** An answer about the present, by a release that does not say which it is. */
  public Provenance(
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
      @Nullable List<String> queries) {
    this(
        collection,
        k,
        filter,
        embeddingModel,
        limited,
        documentsWaiting,
        signals,
        candidates,
        evidence,
        answerer,
        dropped,
        settings,
        timingsMs,
        reranking,
        queries,
        null,
        null);
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
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Similar> similar) {

    /** A candidate that spoke for itself alone. */
    public Candidate(
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
        @Nullable Integer rankBefore) {
      this(
          rank,
          chunkId,
          passageId,
          documentId,
          version,
          spanStart,
          spanEnd,
          dense,
          denseRank,
          lexical,
          lexicalRank,
          name,
          fused,
          reranked,
          rankBefore,
          null);
    }
  }

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
      List<Message> messages,
      @Nullable String output) {}

  /** One message of a prompt. */
  public record Message(String role, String text) {}

  /** A statement that did not leave, and why. */
  public record Dropped(String statement, String reason) {}
}
