package dev.footnote.search;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A chunk that was found: a passage at its place in the current version of a document.
 *
 * @param chunkId the place
 * @param passageId the content
 * @param version number of the document's version that holds it
 * @param uri where the document lies in its source
 * @param title the document's title, or its file name
 * @param pageFirst first page, counted from 1; null where the format has no pages
 * @param spanStart half-open span in the version's text, in UTF-16 code units
 * @param contentSha256 hex SHA-256 of the version's bytes
 * @param text the chunk's text: exactly the span of the version's text
 * @param reranked what a second look said of the passage; null if there was none
 * @param similar where nearly the same text stands in other, older documents, the newest first:
 *     this hit speaks for them
 */
public record Hit(
    long chunkId,
    long passageId,
    UUID documentId,
    int version,
    String uri,
    String title,
    String format,
    List<String> headingPath,
    @Nullable Integer pageFirst,
    @Nullable Integer pageLast,
    int spanStart,
    int spanEnd,
    int tokens,
    String contentSha256,
    String text,
    Scores scores,
    @Nullable Reranked reranked,
    List<Similar> similar) {

  public Hit {
    similar = List.copyOf(similar);
  }

  /** A hit that speaks for itself alone. */
  public Hit(
      long chunkId,
      long passageId,
      UUID documentId,
      int version,
      String uri,
      String title,
      String format,
      List<String> headingPath,
      @Nullable Integer pageFirst,
      @Nullable Integer pageLast,
      int spanStart,
      int spanEnd,
      int tokens,
      String contentSha256,
      String text,
      Scores scores,
      @Nullable Reranked reranked) {
    this(
        chunkId,
        passageId,
        documentId,
        version,
        uri,
        title,
        format,
        headingPath,
        pageFirst,
        pageLast,
        spanStart,
        spanEnd,
        tokens,
        contentSha256,
        text,
        scores,
        reranked,
        List.of());
  }

  /** A place where nearly the same stands, in the current version of a document. */
  public record Similar(
      UUID documentId,
      int version,
      String uri,
      long chunkId,
      long passageId,
      int spanStart,
      int spanEnd) {}

  /**
   * How the hit was ranked.
   *
   * @param dense cosine similarity of question and passage, -1 to 1
   * @param denseRank place among the dense leg's candidates, from 1; null if that leg did not bring
   *     it
   * @param lexical BM25, 0 or more
   * @param lexicalRank place among the lexical leg's candidates, from 1; null if that leg did not
   *     bring it
   * @param name what the question's words in the document's name count, on the scale of {@code
   *     lexical}; 0 if there are none
   * @param fused what hits are sorted by unless they were reranked, higher is better, comparable
   *     within one result only
   */
  public record Scores(
      double dense,
      @Nullable Integer denseRank,
      double lexical,
      @Nullable Integer lexicalRank,
      double name,
      double fused) {}

  /**
   * How a second look ranked the passage. All hits that show one passage share it.
   *
   * @param score what reranked passages are sorted by, higher is better, comparable within one
   *     result only
   * @param rankBefore the passage's place in the first ranking, from 1
   * @param rankAfter its place among all passages, from 1
   */
  public record Reranked(double score, int rankBefore, int rankAfter) {}
}
