package dev.footnote.document;

import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** A collection's moments, and which generation was live at each. */
@ApplicationScoped
public class CollectionHistory {

  /** The last moment at or before a time; the beginning, watermark 0, if there was none yet. */
  public Moment at(Handle handle, Scope scope, Instant time) {
    return handle
        .createQuery(
            """
            SELECT watermark, at AS changed_at FROM change
            WHERE tenant_id = :tenant AND collection_id = :collection AND at <= :time
            ORDER BY at DESC, watermark DESC LIMIT 1
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("time", OffsetDateTime.ofInstant(time, ZoneOffset.UTC))
        .map(CollectionRepository::moment)
        .findOne()
        .orElseGet(() -> beginning(handle, scope));
  }

  /** The moment of a watermark; empty if the collection has not had so many changes. */
  public Optional<Moment> of(Handle handle, Scope scope, long watermark) {
    if (watermark == 0) {
      return Optional.of(beginning(handle, scope));
    }
    return handle
        .createQuery(
            """
            SELECT watermark, at AS changed_at FROM change
            WHERE tenant_id = :tenant AND collection_id = :collection AND watermark = :watermark
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("watermark", watermark)
        .map(CollectionRepository::moment)
        .findOne();
  }

  private static Moment beginning(Handle handle, Scope scope) {
    return handle
        .createQuery(
            """
            SELECT 0::bigint AS watermark, created_at AS changed_at FROM collection
            WHERE tenant_id = :tenant AND id = :collection
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .map(CollectionRepository::moment)
        .one();
  }

  /**
   * Which generations were live, oldest first; the last one is live now.
   *
   * @param watermark the moment at which their live passages are counted
   */
  public List<Reign> reigns(Handle handle, Scope scope, long watermark) {
    return handle
        .createQuery(
            """
            SELECT reign.beginning, g.state IN ('filling', 'complete') AS kept, g.past_from,
                   g.id AS generation_id, g.chunker, g.analyzer, g.fit_min,
                   coalesce((
                     SELECT h.passages_live FROM generation_history h
                     WHERE h.tenant_id = g.tenant_id AND h.collection_id = g.collection_id
                       AND h.generation_id = g.id AND h.watermark > :watermark
                     ORDER BY h.watermark LIMIT 1), g.passages_live) AS passages_live,
                   m.id AS model_id, m.name AS model_name, m.dimensions
            FROM (
              SELECT 0::bigint AS beginning, min(id) AS generation_id FROM generation
              WHERE tenant_id = :tenant AND collection_id = :collection
              UNION ALL
              SELECT watermark, generation_id FROM change
              WHERE tenant_id = :tenant AND collection_id = :collection AND kind = 'activated') reign
            JOIN generation g ON g.tenant_id = :tenant AND g.collection_id = :collection
              AND g.id = reign.generation_id
            JOIN embedding_model m ON m.id = g.embedding_model_id
            ORDER BY reign.beginning
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("watermark", watermark)
        .map(CollectionHistory::reign)
        .list();
  }

  private static Reign reign(ResultSet row, StatementContext context) throws SQLException {
    return new Reign(
        row.getLong("beginning"),
        CollectionRepository.generation(row),
        row.getBoolean("kept"),
        row.getLong("past_from"));
  }
}
