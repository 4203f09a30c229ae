package dev.footnote.staleness;

import dev.footnote.document.DocumentKey;
import dev.footnote.history.CitedSpan;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The distinct stretches of a document that answers cite, straight from the ledger. */
final class CitingAnswers {
  private CitingAnswers() {}

  /** A cited stretch with the answers that cite it, in no order. */
  record CitedBy(CitedSpan span, List<UUID> answers) {}

  /** The stretches by version; one more than {@code limit} if there are more. */
  static List<CitedBy> of(Handle handle, DocumentKey document, int limit) {
    return handle
        .createQuery(
            """
            SELECT c.version, c.span_start, c.span_end, c.uri, array_agg(DISTINCT c.answer_id) AS answers
            FROM citation c
            WHERE c.tenant_id = :tenant AND c.collection_id = :collection AND c.document_id = :document
            GROUP BY c.version, c.span_start, c.span_end, c.uri
            ORDER BY c.version DESC, c.span_start, c.span_end, c.uri
            LIMIT :limit + 1
            """)
        .bind("tenant", document.scope().tenantId())
        .bind("collection", document.scope().collectionId())
        .bind("document", document.id())
        .bind("limit", limit)
        .map(
            (row, context) ->
                new CitedBy(
                    new CitedSpan(
                        document,
                        row.getInt("version"),
                        row.getInt("span_start"),
                        row.getInt("span_end"),
                        row.getString("uri")),
                    Arrays.asList((UUID[]) row.getArray("answers").getArray())))
        .list();
  }
}
