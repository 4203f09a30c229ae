package dev.footnote.document;

import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Chunks that no current version shows any more, and the passages that only they showed. The texts
 * of versions are not touched: quotes and history live on in them.
 */
@ApplicationScoped
public class ReplacedChunks {

  private final CollectionRepository collections;

  ReplacedChunks(CollectionRepository collections) {
    this.collections = collections;
  }

  /** What a batch took away. */
  public record Removed(int chunks, int passages) {}

  private record Replaced(long chunkId, int generationId, long watermarkTo) {}

  /**
   * Removes up to {@code limit} chunks that were replaced before a moment and that no answer cites,
   * and those of their passages that stand nowhere any more. Moments at which one of them still
   * stood can't be searched from then on, and their generation says so.
   */
  public Removed remove(Handle handle, Instant before, int limit) {
    Map<Scope, List<Replaced>> replaced = replaced(handle, before, limit);
    int chunks = 0;
    int passages = 0;
    for (Map.Entry<Scope, List<Replaced>> each : replaced.entrySet()) {
      // Edits lock the collection first as well, then its generations and passages.
      collections.lock(handle, each.getKey());
      forget(handle, each.getKey(), each.getValue());
      List<Long> gone = removeChunks(handle, each.getKey(), each.getValue());
      chunks += gone.size();
      passages += removePassages(handle, each.getKey(), gone);
    }
    return new Removed(chunks, passages);
  }

  /** In the order of their collections, so that two that remove can't deadlock. */
  private static Map<Scope, List<Replaced>> replaced(Handle handle, Instant before, int limit) {
    var replaced =
        new TreeMap<Scope, List<Replaced>>(
            Comparator.comparing(Scope::tenantId).thenComparing(Scope::collectionId));
    handle
        .createQuery(
            """
            SELECT c.tenant_id, c.collection_id, c.id, c.generation_id, v.watermark_to
            FROM document_version v
            JOIN chunk c ON c.tenant_id = v.tenant_id AND c.collection_id = v.collection_id
              AND c.document_id = v.document_id AND c.to_version = v.number + 1
            WHERE v.valid_to < :before AND NOT EXISTS (
              SELECT FROM citation n
              WHERE n.tenant_id = c.tenant_id AND n.document_id = c.document_id AND n.chunk_id = c.id)
            LIMIT :limit
            """)
        .bind("before", before)
        .bind("limit", limit)
        .map(
            (row, context) ->
                Map.entry(
                    new Scope(row.getInt("tenant_id"), row.getInt("collection_id")),
                    new Replaced(
                        row.getLong("id"),
                        row.getInt("generation_id"),
                        row.getLong("watermark_to"))))
        .forEach(
            entry ->
                replaced
                    .computeIfAbsent(entry.getKey(), scope -> new ArrayList<>())
                    .add(entry.getValue()));
    return replaced;
  }

  private static void forget(Handle handle, Scope scope, List<Replaced> chunks) {
    chunks.stream()
        .collect(
            Collectors.toMap(
                Replaced::generationId, Replaced::watermarkTo, Math::max, TreeMap::new))
        .forEach(
            (generation, watermark) ->
                handle
                    .createUpdate(
                        """
                        UPDATE generation SET past_from = greatest(past_from, :watermark)
                        WHERE tenant_id = :tenant AND collection_id = :collection AND id = :generation
                        """)
                    .bind("watermark", watermark)
                    .bind("tenant", scope.tenantId())
                    .bind("collection", scope.collectionId())
                    .bind("generation", generation)
                    .execute());
  }

  /** The passages that the chunks showed. */
  private static List<Long> removeChunks(Handle handle, Scope scope, List<Replaced> chunks) {
    return handle
        .createQuery(
            """
            DELETE FROM chunk c
            WHERE c.tenant_id = :tenant AND c.collection_id = :collection AND c.id = ANY (:ids)
              AND c.to_version IS NOT NULL AND NOT EXISTS (
                SELECT FROM citation n
                WHERE n.tenant_id = c.tenant_id AND n.document_id = c.document_id AND n.chunk_id = c.id)
            RETURNING c.passage_id
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bindArray("ids", Long.class, chunks.stream().map(Replaced::chunkId).toList())
        .mapTo(Long.class)
        .list();
  }

  private static int removePassages(Handle handle, Scope scope, List<Long> ids) {
    List<Long> gone = new ArrayList<>();
    for (String table : List.of("passage", "passage_past")) {
      handle
          .createQuery(
              """
              DELETE FROM %s p
              WHERE p.tenant_id = :tenant AND p.collection_id = :collection AND p.id = ANY (:ids)
                AND NOT EXISTS (SELECT FROM chunk c WHERE c.passage_id = p.id
                  AND c.tenant_id = p.tenant_id AND c.collection_id = p.collection_id)
              RETURNING id
              """
                  .formatted(table))
          .bind("tenant", scope.tenantId())
          .bind("collection", scope.collectionId())
          .bindArray("ids", Long.class, ids)
          .mapTo(Long.class)
          .forEach(gone::add);
    }
    for (String table : List.of("acronym", "passage_leaving")) {
      handle
          .createUpdate(
              """
              DELETE FROM %s
              WHERE tenant_id = :tenant AND collection_id = :collection AND passage_id = ANY (:ids)
              """
                  .formatted(table))
          .bind("tenant", scope.tenantId())
          .bind("collection", scope.collectionId())
          .bindArray("ids", Long.class, gone)
          .execute();
    }
    return gone.size();
  }

  /**
   * Removes up to {@code limit} counts that were kept for moments which can't be searched any more.
   *
   * @return how many
   */
  public int removeCounts(Handle handle, int limit) {
    return Stream.of("term_history", "generation_history")
        .mapToInt(
            table ->
                handle
                    .createUpdate(
                        """
                        DELETE FROM %1$s WHERE ctid = ANY (ARRAY(
                          SELECT h.ctid FROM generation g
                          JOIN %1$s h ON h.tenant_id = g.tenant_id AND h.collection_id = g.collection_id
                            AND h.generation_id = g.id AND h.watermark <= g.past_from
                          WHERE g.past_from > 0
                          LIMIT :limit))
                        """
                            .formatted(table))
                    .bind("limit", limit)
                    .execute())
        .sum();
  }
}
