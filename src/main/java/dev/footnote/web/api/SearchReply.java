package dev.footnote.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.footnote.document.Moment;
import dev.footnote.evidence.TextSpan;
import dev.footnote.search.Degradation;
import dev.footnote.search.ExplainedResult;
import dev.footnote.search.Hit;
import dev.footnote.search.QuestionWordRead;
import dev.footnote.search.SearchResult;
import dev.footnote.search.WordMatches;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Passages that fit a question, best first.
 *
 * @param documentsWaiting how many documents have changes that were not indexed yet
 * @param limited whether a limit cut the search short, so that a hit may have been missed
 * @param degraded parts that were absent, so that hits may be missing; empty if none
 * @param asOf the past moment that was searched; left out for the present
 * @param explanation how it came about; left out unless it was asked for
 */
public record SearchReply(
    String collection,
    long watermark,
    int documentsWaiting,
    List<HitView> hits,
    boolean limited,
    List<Degradation> degraded,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Moment asOf,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Explanation explanation) {

  /**
   * How a search came about.
   *
   * @param words the question's words, as they were read
   * @param reranking the second look at the passages; left out without a reranker
   * @param whyNot why a document is absent; left out unless it was asked for
   */
  public record Explanation(
      int generation,
      String embeddingModel,
      List<QuestionWordRead> words,
      SearchResult.Signals signals,
      SearchResult.Timings timings,
      @JsonInclude(JsonInclude.Include.NON_NULL) SearchResult.@Nullable Reranking reranking,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AbsenceView whyNot) {}

  /**
   * A passage at its place in the current version of a document.
   *
   * @param reranked what the reranker said of it; left out unless it did and an explanation was
   *     asked for
   * @param similar where nearly the same text stands in other, older documents, the newest first:
   *     the hit speaks for them
   * @param explanation how it came about; left out unless it was asked for
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
      String url,
      List<SimilarView> similar,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable HitExplanation explanation) {

    static HitView of(Hit hit, @Nullable HitExplanation explanation) {
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
          explanation == null ? null : hit.reranked(),
          PassageUrl.of(hit.documentId(), hit.version(), hit.spanStart(), hit.spanEnd()),
          hit.similar().stream().map(SimilarView::of).toList(),
          explanation);
    }
  }

  /** A place where nearly the same text stands as a hit has. */
  public record SimilarView(
      UUID documentId,
      String uri,
      int version,
      @Schema(description = "Opaque") String chunkId,
      TextSpan span,
      String url) {

    static SimilarView of(Hit.Similar similar) {
      return new SimilarView(
          similar.documentId(),
          similar.uri(),
          similar.version(),
          Long.toString(similar.chunkId()),
          new TextSpan(similar.spanStart(), similar.spanEnd()),
          PassageUrl.of(
              similar.documentId(), similar.version(), similar.spanStart(), similar.spanEnd()));
    }
  }

  /**
   * How a hit came about, beside its scores.
   *
   * @param rank of its passage after fusion, from 1
   * @param matched the question's words in it, each with what it was found as
   * @param missing the question's other words
   */
  public record HitExplanation(
      @Schema(examples = "1") int rank, List<WordMatches.Match> matched, List<String> missing) {}

  static SearchReply of(ExplainedResult explained, boolean asked) {
    SearchResult result = explained.result();
    return new SearchReply(
        result.collection(),
        result.watermark(),
        result.documentsWaiting(),
        IntStream.range(0, result.hits().size())
            .mapToObj(
                i -> HitView.of(result.hits().get(i), asked ? of(explained.hits().get(i)) : null))
            .toList(),
        result.limited(),
        result.degraded(),
        result.asOf(),
        asked
            ? new Explanation(
                result.generationId(),
                result.embeddingModel(),
                explained.words(),
                result.signals(),
                result.timings(),
                result.reranking(),
                explained.absence() == null ? null : AbsenceView.of(explained.absence()))
            : null);
  }

  private static HitExplanation of(ExplainedResult.HitExplanation hit) {
    return new HitExplanation(hit.rank(), hit.matches().matched(), hit.matches().missing());
  }
}
