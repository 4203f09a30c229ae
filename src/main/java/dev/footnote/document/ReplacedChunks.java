package dev.footnote.document;

import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Chunks that no current version shows any more, and the passages that only they showed. The texts
 * of versions are not touched: quotes and history live on in them.
 */
@ApplicationScoped
public class ReplacedChunks {

  /** What a batch took away. */
  public record Removed(int chunks, int passages) {}

  private record Gone(Scope scope, long passageId) {}

  /**
   * Removes up to {@code limit} chunks that were replaced before a moment and that no answer cites,
   * and those of their passages that stand nowhere any more.
   */
  public Removed remove(Handle handle, Instant before, int limit) {
    List<Gone> gone =
        handle
            .createQuery(
                """
                DELETE FROM chunk c USING (
                  SELECT c.id, c.tenant_id, c.collection_id
                  FROM document_version v
                  JOIN chunk c ON c.tenant_id = v.tenant_id AND c.collection_id = v.collection_id
                    AND c.document_id = v.document_id AND c.to_version = v.number + 1
                  WHERE v.valid_to < :before AND NOT EXISTS (
                    SELECT FROM citation n
                    WHERE n.tenant_id = c.tenant_id AND n.document_id = c.document_id AND n.chunk_id = c.id)
                  LIMIT :limit) replaced
                WHERE c.id = replaced.id AND c.tenant_id = replaced.tenant_id
                  AND c.collection_id = replaced.collection_id
                RETURNING c.tenant_id, c.collection_id, c.passage_id
                """)
            .bind("before", before)
            .bind("limit", limit)
            .map(
                (row, context) ->
                    new Gone(
                        new Scope(row.getInt("tenant_id"), row.getInt("collection_id")),
                        row.getLong("passage_id")))
            .list();
    Map<Scope, List<Long>> passages =
        gone.stream()
            .collect(
                Collectors.groupingBy(
                    Gone::scope, Collectors.mapping(Gone::passageId, Collectors.toList())));
    int removed =
        passages.entrySet().stream()
            .mapToInt(each -> removePassages(handle, each.getKey(), each.getValue()))
            .sum();
    return new Removed(gone.size(), removed);
  }

  private static int removePassages(Handle handle, Scope scope, List<Long> ids) {
    return handle
        .createUpdate(
            """
            DELETE FROM passage p
            WHERE p.tenant_id = :tenant AND p.collection_id = :collection AND p.id = ANY (:ids)
              AND NOT EXISTS (SELECT FROM chunk c WHERE c.passage_id = p.id
                AND c.tenant_id = p.tenant_id AND c.collection_id = p.collection_id)
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bindArray("ids", Long.class, ids)
        .execute();
  }
}
