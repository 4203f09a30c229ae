package dev.footnote.search;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passage where it stands in the current version of a document, before it is a hit with scores.
 *
 * @param modifiedNs when the document was last modified, in nanoseconds since 1970: by its file,
 *     or, where there is none, when the version came
 * @param foundTerms numbers of the question's terms that it holds
 */
record Place(
    long chunkId,
    long passageId,
    UUID documentId,
    int version,
    String uri,
    @Nullable String documentTitle,
    String format,
    List<String> headingPath,
    @Nullable Integer pageFirst,
    @Nullable Integer pageLast,
    int spanStart,
    int spanEnd,
    int tokens,
    String contentSha256,
    String text,
    long modifiedNs,
    List<Integer> foundTerms) {

  static Place read(ResultSet row) throws SQLException {
    return new Place(
        row.getLong("chunk_id"),
        row.getLong("passage_id"),
        row.getObject("document_id", UUID.class),
        row.getInt("version"),
        row.getString("uri"),
        row.getString("title"),
        row.getString("format"),
        List.of((String[]) values(row.getArray("heading_path"))),
        row.getObject("page_first", Integer.class),
        row.getObject("page_last", Integer.class),
        row.getInt("span_start"),
        row.getInt("span_end"),
        row.getInt("tokens"),
        row.getString("content_sha256"),
        row.getString("body"),
        row.getLong("modified_ns"),
        List.of((Integer[]) values(row.getArray("found_terms"))));
  }

  private static Object[] values(Array array) throws SQLException {
    return (Object[]) array.getArray();
  }

  /** What a reader is told of a place that another hit speaks for. */
  Hit.Similar similar() {
    return new Hit.Similar(documentId, version, uri, chunkId, passageId, spanStart, spanEnd);
  }

  Hit hit(Hit.Scores scores, Hit.@Nullable Reranked reranked, List<Place> others) {
    String name = uri.substring(uri.lastIndexOf('/') + 1);
    return new Hit(
        chunkId,
        passageId,
        documentId,
        version,
        uri,
        documentTitle == null ? name : documentTitle,
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
        others.stream().map(Place::similar).toList());
  }
}
