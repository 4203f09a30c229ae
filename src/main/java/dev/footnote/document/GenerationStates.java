package dev.footnote.document;

import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Generations as they are watched: each with how far it is. */
@ApplicationScoped
public class GenerationStates {
  private static final String SELECT =
      """
      SELECT g.tenant_id, g.collection_id, c.name AS collection, g.id AS generation_id, g.chunker, g.analyzer,
             g.passages_live, g.fit_min, m.id AS model_id, m.name AS model_name, m.dimensions,
             g.state, g.id = c.live_generation_id AS live, g.activation, g.requested_by,
             g.chunks_filled, g.bytes_filled, g.fill_ms, g.passages_embedded,
             g.created_at, g.completed_at, g.activated_at, g.left_live_at, g.ended_at,
             CASE WHEN g.ended_at IS NULL THEN (SELECT count(*) FROM document d
               WHERE d.tenant_id = g.tenant_id AND d.collection_id = g.collection_id AND d.state = 'indexed')
             ELSE 0 END AS documents,
             p.pending, p.bytes, p.failed, coalesce(g.failure, p.problem) AS problem
      FROM generation g
      JOIN collection c ON c.tenant_id = g.tenant_id AND c.id = g.collection_id
      JOIN embedding_model m ON m.id = g.embedding_model_id
      CROSS JOIN LATERAL (
        SELECT count(*) AS pending, coalesce(sum(byte_size), 0) AS bytes, count(problem) AS failed, min(problem) AS problem
        FROM generation_pending
        WHERE tenant_id = g.tenant_id AND collection_id = g.collection_id AND generation_id = g.id) p
      """;

  /** A tenant's generation; empty if it has none of that number. */
  public Optional<GenerationState> find(Handle handle, int tenantId, int id) {
    return handle
        .createQuery(SELECT + "WHERE g.tenant_id = :tenant AND g.id = :id")
        .bind("tenant", tenantId)
        .bind("id", id)
        .map(GenerationStates::state)
        .findOne();
  }

  /** A collection's generations, the newest first. */
  public List<GenerationState> of(Handle handle, Scope scope, int limit) {
    return handle
        .createQuery(
            SELECT
                + """
                WHERE g.tenant_id = :tenant AND g.collection_id = :collection
                ORDER BY g.id DESC LIMIT :limit
                """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("limit", limit)
        .map(GenerationStates::state)
        .list();
  }

  /** A tenant's generations that are being filled. */
  public List<GenerationState> filling(Handle handle, int tenantId) {
    return handle
        .createQuery(SELECT + "WHERE g.tenant_id = :tenant AND g.state = 'filling' ORDER BY g.id")
        .bind("tenant", tenantId)
        .map(GenerationStates::state)
        .list();
  }

  private static GenerationState state(ResultSet row, StatementContext context)
      throws SQLException {
    return new GenerationState(
        new Scope(row.getInt("tenant_id"), row.getInt("collection_id")),
        row.getString("collection"),
        CollectionRepository.generation(row),
        GenerationState.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getBoolean("live"),
        GenerationState.Activation.valueOf(row.getString("activation").toUpperCase(Locale.ROOT)),
        row.getInt("documents"),
        row.getInt("pending"),
        row.getLong("bytes"),
        row.getInt("failed"),
        row.getString("problem"),
        new GenerationState.Work(
            row.getLong("chunks_filled"),
            row.getLong("bytes_filled"),
            row.getLong("fill_ms"),
            row.getLong("passages_embedded")),
        row.getString("requested_by"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "completed_at"),
        instant(row, "activated_at"),
        instant(row, "left_live_at"),
        instant(row, "ended_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    return CatalogQueries.instant(row.getObject(column, OffsetDateTime.class));
  }
}
