package dev.footnote.audit;

import dev.footnote.store.Scope;
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
      Handle handle,
      int tenantId,
      List<UUID> answers,
      UUID documentId,
      @Nullable Integer version,
      @Nullable Integer start,
      @Nullable Integer end) {
    var cited = new HashMap<UUID, List<CitingPage.Cited>>();
    var now = new CitationsNow(handle);
    handle
        .createQuery(
            """
            SELECT c.* FROM citation c
            WHERE c.tenant_id = :tenant AND c.answer_id = ANY (:answers) AND c.document_id = :document
              AND (CAST(:version AS integer) IS NULL OR c.version = :version)
              AND (CAST(:start AS integer) IS NULL OR c.span_end > :start)
              AND (CAST(:end AS integer) IS NULL OR c.span_start < :end)
            ORDER BY c.answer_id, c.n
            """)
        .bind("tenant", tenantId)
        .bindArray("answers", UUID.class, answers)
        .bind("document", documentId)
        .bind("version", version)
        .bind("start", start)
        .bind("end", end)
        .map(
            (row, context) -> {
              LedgerCitation citation = Ledger.citation(row, context);
              var scope = new Scope(tenantId, row.getInt("collection_id"));
              return Map.entry(
                  row.getObject("answer_id", UUID.class),
                  new CitingPage.Cited(citation, now.of(CitationsNow.span(scope, citation))));
            })
        .list()
        .forEach(
            found ->
                cited
                    .computeIfAbsent(found.getKey(), answer -> new ArrayList<>())
                    .add(found.getValue()));
    return cited;
  }
}
