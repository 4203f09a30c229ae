package dev.footnote.document;

import dev.footnote.store.Scope;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The undo log of a generation's counts: what they were before each change. */
final class CountHistory {
  /** Terms whose count changes by the passages that became live and those that ceased to be. */
  static final String CHANGED =
      """
      SELECT term, sum(delta)::integer AS delta
      FROM (SELECT unnest(terms) AS term, CASE WHEN id = ANY (:born) THEN 1 ELSE -1 END AS delta
            FROM passage
            WHERE tenant_id = :tenant AND collection_id = :collection AND id = ANY (:both)) changed
      GROUP BY term HAVING sum(delta) <> 0
      """;

  private CountHistory() {}

  /** Keeps the counts that the change at this watermark is about to change. */
  static void keep(
      Handle handle, Scope scope, int generation, long watermark, Set<Long> born, Set<Long> died) {
    handle
        .createUpdate(
            """
            INSERT INTO term_history (tenant_id, collection_id, generation_id, term, watermark, passages)
            SELECT :tenant, :collection, :generation, d.term, :watermark, coalesce(t.passages, 0)
            FROM (%s) d
            LEFT JOIN term_statistics t ON t.tenant_id = :tenant AND t.collection_id = :collection
              AND t.generation_id = :generation AND t.term = d.term
            """
                .formatted(CHANGED))
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("generation", generation)
        .bind("watermark", watermark)
        .bindArray("born", Long.class, born)
        .bindArray("both", Long.class, ChunkRepository.union(born, died))
        .execute();
    if (born.size() != died.size()) {
      handle
          .createUpdate(
              """
              INSERT INTO generation_history (tenant_id, collection_id, generation_id, watermark, passages_live)
              SELECT tenant_id, collection_id, id, :watermark, passages_live FROM generation
              WHERE tenant_id = :tenant AND collection_id = :collection AND id = :generation
              """)
          .bind("tenant", scope.tenantId())
          .bind("collection", scope.collectionId())
          .bind("generation", generation)
          .bind("watermark", watermark)
          .execute();
    }
  }
}
