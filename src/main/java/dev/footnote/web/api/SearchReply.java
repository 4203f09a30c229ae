package dev.footnote.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.footnote.answer.TextSpan;
import dev.footnote.search.Degradation;
import dev.footnote.search.Hit;
import dev.footnote.search.SearchResult;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Passages that fit a question, best first.
 *
 * @param documentsWaiting how many documents have changes that were not indexed yet
 * @param limited whether a limit cut the search short, so that a hit may have been missed
 * @param degraded parts that were absent, so that hits may be missing; empty if none
 * @param explanation how it came about; left out unless it was asked for
 */
public record SearchReply(
    String collection,
    long watermark,
    int documentsWaiting,
    List<HitView> hits,
    boolean limited,
    List<Degradation> degraded,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Explanation explanation) {

  /**
   * How a search came about.
   *
   * @param reranking the second look at the passages; left out without a reranker
   */
  public record Explanation(
      int generation,
      String embeddingModel,
      SearchResult.Signals signals,
      SearchResult.Timings timings,
      @JsonInclude(JsonInclude.Include.NON_NULL) SearchResult.@Nullable Reranking reranking) {}

  /**
   * A passage at its place in the current version of a document.
   *
   * @param reranked what the reranker said of it; left out unless it did and an explanation was
   *     asked for
   */
  public record HitView(
      UUID documentId,
      String uri,
      String title,
      String format,
      int version,
      String contentSha256,
      @Schema(description = "Opaque") String chunkId,
      List<String> headingPath,
      @Nullable Integer page,
      @Nullable Integer pageLast,
      TextSpan span,
      String text,
      int tokens,
      Hit.Scores scores,
      @JsonInclude(JsonInclude.Include.NON_NULL) Hit.@Nullable Reranked reranked,
      String url) {

    static HitView of(Hit hit, boolean explained) {
      return new HitView(
          hit.documentId(),
          hit.uri(),
          hit.title(),
          hit.format(),
          hit.version(),
          hit.contentSha256(),
          Long.toString(hit.chunkId()),
          hit.headingPath(),
          hit.pageFirst(),
          hit.pageLast(),
          new TextSpan(hit.spanStart(), hit.spanEnd()),
          hit.text(),
          hit.tokens(),
          hit.scores(),
          explained ? hit.reranked() : null,
          PassageUrl.of(hit.documentId(), hit.version(), hit.spanStart(), hit.spanEnd()));
    }
  }

  static SearchReply of(SearchResult result, boolean explained) {
    return new SearchReply(
        result.collection(),
        result.watermark(),
        result.documentsWaiting(),
        result.hits().stream().map(hit -> HitView.of(hit, explained)).toList(),
        result.limited(),
        result.degraded(),
        explained
            ? new Explanation(
                result.generationId(),
                result.embeddingModel(),
                result.signals(),
                result.timings(),
                result.reranking())
            : null);
  }
}
