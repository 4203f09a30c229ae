package dev.footnote.search;

import dev.footnote.document.Moment;
import dev.footnote.store.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found, best first, and the snapshot it was found on.
 *
 * @param watermark the collection's watermark at the snapshot
 * @param documentsWaiting how many documents had changes that the snapshot does not hold yet,
 *     counted up to {@link SearchConfig#waitingCountMax}; 0 for a past moment, which waits for
 *     nothing
 * @param signals what speaks for and against the corpus holding an answer
 * @param limited whether a limit cut the search short, so that a hit may have been missed
 * @param degraded parts that were absent; empty if none
 * @param reranking how the hits were reranked; null if no reranker is configured
 * @param asOf the past moment that was searched; null for the present
 */
public record SearchResult(
    Scope scope,
    String collection,
    int generationId,
    String embeddingModel,
    long watermark,
    int documentsWaiting,
    List<Hit> hits,
    Signals signals,
    Timings timings,
    boolean limited,
    List<Degradation> degraded,
    @Nullable Reranking reranking,
    @Nullable Moment asOf) {

  public SearchResult {
    hits = List.copyOf(hits);
    degraded = List.copyOf(degraded);
  }

  /** A search of the present. */
  public SearchResult(
      Scope scope,
      String collection,
      int generationId,
      String embeddingModel,
      long watermark,
      int documentsWaiting,
      List<Hit> hits,
      Signals signals,
      Timings timings,
      boolean limited,
      List<Degradation> degraded,
      @Nullable Reranking reranking) {
    this(
        scope,
        collection,
        generationId,
        embeddingModel,
        watermark,
        documentsWaiting,
        hits,
        signals,
        timings,
        limited,
        degraded,
        reranking,
        null);
  }

  /**
   * Evidence for abstention, taken from the hits as they were before any reranking, so that what is
   * measured of it holds with a reranker and without.
   *
   * @param bestDense highest cosine similarity among the hits; 0 without hits, null if the
   *     embedding model did not answer
   * @param bestCoverage highest share (0 to 1) of the question's inverse document frequency that
   *     one hit covers
   * @param unknownTerms the question's terms that no live passage holds
   * @param fitMin how well evidence of this generation must fit; null for what is configured
   */
  public record Signals(
      @Nullable Double bestDense,
      double bestCoverage,
      List<String> unknownTerms,
      @Nullable Double fitMin) {

    public Signals(@Nullable Double bestDense, double bestCoverage, List<String> unknownTerms) {
      this(bestDense, bestCoverage, unknownTerms, null);
    }
  }

  /** Milliseconds spent: embedding the question, in the database, in fusion, and altogether. */
  public record Timings(double embedMs, double databaseMs, double fusionMs, double totalMs) {}

  /**
   * A second look at the best passages by another model.
   *
   * @param model its name
   * @param passages how many it was given
   * @param answered whether it gave scores; if not, the order is the one before
   * @param ms milliseconds that it took
   */
  public record Reranking(String model, int passages, boolean answered, double ms) {}
}
