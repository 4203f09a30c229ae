package dev.footnote.document;

import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What is left of generations that ended, and the deletion of it in small batches. */
@ApplicationScoped
public class EndedGenerations {
  /** A passage's terms are about as many rows of the size of a few bytes. */
  private static final int COUNTS_PER_PASSAGE = 50;

  /** Generations that were live before {@code since}, and whose time to be put back is over. */
  public List<GenerationKey> due(Handle handle, Instant since) {
    return handle
        .createQuery(
            """
            SELECT g.tenant_id, g.collection_id, g.id FROM generation g
            JOIN collection c ON c.tenant_id = g.tenant_id AND c.id = g.collection_id
            WHERE g.state IN ('filling', 'complete') AND g.left_live_at < :since AND c.live_generation_id <> g.id
            """)
        .bind("since", since)
        .map((row, context) -> key(row.getInt(1), row.getInt(2), row.getInt(3)))
        .list();
  }

  /** Generations that ended and still have rows. */
  public List<GenerationKey> notEmptied(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT tenant_id, collection_id, id FROM generation
            WHERE state IN ('cancelled', 'retired') AND emptied_at IS NULL ORDER BY ended_at
            """)
        .map((row, context) -> key(row.getInt(1), row.getInt(2), row.getInt(3)))
        .list();
  }

  /**
   * Deletes up to {@code limit} passages with their chunks, and when there is none left as many
   * kept counts; false if there was none of either. Never touches a generation that has not ended.
   */
  public boolean deleteSome(Handle handle, GenerationKey key, int limit) {
    List<Long> passages = some(handle, key, "passage", limit);
    if (passages.isEmpty()) {
      passages = some(handle, key, "passage_past", limit);
    }
    if (passages.isEmpty()) {
      return deleteCounts(handle, key, limit * COUNTS_PER_PASSAGE) > 0;
    }
    for (String table : List.of("chunk", "acronym", "passage_leaving")) {
      delete(handle, key, table, "passage_id", passages);
    }
    delete(handle, key, "passage", "id", passages);
    delete(handle, key, "passage_past", "id", passages);
    return true;
  }

  private static List<Long> some(Handle handle, GenerationKey key, String table, int limit) {
    return handle
        .createQuery(
            """
                SELECT p.id FROM %s p
                JOIN generation g ON g.tenant_id = p.tenant_id AND g.collection_id = p.collection_id
                  AND g.id = p.generation_id
                WHERE p.tenant_id = :tenant AND p.collection_id = :collection AND p.generation_id = :generation
                  AND g.state IN ('cancelled', 'retired')
                LIMIT :limit FOR UPDATE OF p SKIP LOCKED
                """
                .formatted(table))
        .bind("tenant", key.scope().tenantId())
        .bind("collection", key.scope().collectionId())
        .bind("generation", key.id())
        .bind("limit", limit)
        .mapTo(Long.class)
        .list();
  }

  private static int deleteCounts(Handle handle, GenerationKey key, int limit) {
    return handle
        .createUpdate(
            """
            DELETE FROM term_history WHERE ctid = ANY (ARRAY(
              SELECT h.ctid FROM term_history h
              JOIN generation g ON g.tenant_id = h.tenant_id AND g.collection_id = h.collection_id
                AND g.id = h.generation_id AND g.state IN ('cancelled', 'retired')
              WHERE h.tenant_id = :tenant AND h.collection_id = :collection AND h.generation_id = :generation
              LIMIT :limit))
            """)
        .bind("tenant", key.scope().tenantId())
        .bind("collection", key.scope().collectionId())
        .bind("generation", key.id())
        .bind("limit", limit)
        .execute();
  }

  private static void delete(
      Handle handle, GenerationKey key, String table, String column, List<Long> passages) {
    handle
        .createUpdate(
            "DELETE FROM %s WHERE tenant_id = :tenant AND collection_id = :collection AND %s = ANY (:passages)"
                .formatted(table, column))
        .bind("tenant", key.scope().tenantId())
        .bind("collection", key.scope().collectionId())
        .bindArray("passages", Long.class, passages)
        .execute();
  }

  /**
   * Deletes what is left when the passages are gone. The generation's own row stays: answers name
   * it.
   */
  public void emptied(Handle handle, GenerationKey key, Instant now) {
    for (String table :
        List.of("generation_pending", "generation_history", "term_statistics", "vocabulary")) {
      handle
          .createUpdate(
              "DELETE FROM %s WHERE tenant_id = :tenant AND collection_id = :collection AND generation_id = :generation"
                  .formatted(table))
          .bind("tenant", key.scope().tenantId())
          .bind("collection", key.scope().collectionId())
          .bind("generation", key.id())
          .execute();
    }
    handle
        .createUpdate(
            """
            UPDATE generation SET emptied_at = :now, passages_live = 0
            WHERE tenant_id = :tenant AND collection_id = :collection AND id = :generation
            """)
        .bind("now", now)
        .bind("tenant", key.scope().tenantId())
        .bind("collection", key.scope().collectionId())
        .bind("generation", key.id())
        .execute();
  }

  private static GenerationKey key(int tenant, int collection, int generation) {
    return new GenerationKey(new Scope(tenant, collection), generation);
  }
}
