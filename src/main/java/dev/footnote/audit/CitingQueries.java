package dev.footnote.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who cited a document, in SQL. */
final class CitingQueries {
  private CitingQueries() {}

  /** The citations of a document in some answers, by answer, each in order of their numbers. */
  static Map<UUID, List<CitingPage.Cited>> citations(
      Handle handle, int tenantId, List<UUID> answers, UUID documentId, @Nullable Integer version) {
    var cited = new HashMap<UUID, List<CitingPage.Cited>>();
    handle
        .createQuery(
            """
            SELECT c.*,
                   CASE WHEN d.id IS NULL OR d.state = 'removed' THEN 'DELETED'
                        WHEN d.current_version = c.version THEN 'CURRENT'
                        ELSE 'SUPERSEDED' END AS status
            FROM citation c
            LEFT JOIN document d ON d.tenant_id = c.tenant_id AND d.collection_id = c.collection_id
                                AND d.id = c.document_id
            WHERE c.tenant_id = :tenant AND c.answer_id = ANY (:answers) AND c.document_id = :document
              AND (CAST(:version AS integer) IS NULL OR c.version = :version)
            ORDER BY c.answer_id, c.n
            """)
        .bind("tenant", tenantId)
        .bindArray("answers", UUID.class, answers)
        .bind("document", documentId)
        .bind("version", version)
        .map(
            (row, context) ->
                Map.entry(
                    row.getObject("answer_id", UUID.class),
                    new CitingPage.Cited(
                        Ledger.citation(row, context),
                        CitationStatus.valueOf(row.getString("status")))))
        .forEach(
            found ->
                cited
                    .computeIfAbsent(found.getKey(), answer -> new ArrayList<>())
                    .add(found.getValue()));
    return cited;
  }
}
