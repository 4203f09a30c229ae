package dev.footnote.audit;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A citation as it was given; it never changes, whatever becomes of the document.
 *
 * @param n its number in the answer, from 1
 * @param contentSha256 hex SHA-256 of the quoted version's bytes
 * @param page from 1; null where the format has no pages
 * @param spanStart half-open span in the version's text, in UTF-16 code units
 * @param answerStart half-open span in the answer's text, in UTF-16 code units
 */
public record LedgerCitation(
    int n,
    UUID documentId,
    int version,
    long chunkId,
    String contentSha256,
    String uri,
    String title,
    List<String> headingPath,
    @Nullable Integer page,
    int spanStart,
    int spanEnd,
    int answerStart,
    int answerEnd,
    String quote,
    boolean verified) {
  public LedgerCitation {
    headingPath = List.copyOf(headingPath);
  }

  /** Its part of an entry of form 2. */
  void writeTo(EntryBytes bytes, int collectionId) {
    bytes
        .number(n)
        .number(collectionId)
        .uuid(documentId)
        .number(version)
        .number(chunkId)
        .bytes(HexFormat.of().parseHex(contentSha256))
        .text(uri)
        .text(title)
        .number(headingPath.size());
    headingPath.forEach(bytes::text);
    bytes
        .numberOrNull(page)
        .number(spanStart)
        .number(spanEnd)
        .number(answerStart)
        .number(answerEnd)
        .text(quote)
        .truth(verified);
  }
}
