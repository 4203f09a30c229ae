package dev.footnote.document;

import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Tenants, collections and their generations. */
@ApplicationScoped
public class CollectionRepository {
  private static final String SELECT =
      """
      SELECT c.tenant_id, c.id, c.name, c.watermark,
             g.id AS generation_id, g.chunker, g.analyzer, g.passages_live, g.fit_min,
             m.id AS model_id, m.name AS model_name, m.dimensions
      FROM collection c
      JOIN generation g ON g.tenant_id = c.tenant_id AND g.collection_id = c.id AND g.id = c.live_generation_id
      JOIN embedding_model m ON m.id = g.embedding_model_id
      """;

  /** The collection of that name; unknown if the tenant has none. */
  public DocumentCollection named(Handle handle, int tenantId, String name) {
    return handle
        .createQuery(SELECT + "WHERE c.tenant_id = :tenant AND c.name = :name")
        .bind("tenant", tenantId)
        .bind("name", name)
        .map(CollectionRepository::collection)
        .findOne()
        .orElseThrow(() -> new UnknownCollection(name));
  }

  /** The collection as if one of its complete generations was live; empty if it isn't complete. */
  public Optional<DocumentCollection> withGeneration(
      Handle handle, DocumentCollection collection, int generation) {
    return handle
        .createQuery(
            SELECT.replace("g.id = c.live_generation_id", "g.id = :generation")
                + "WHERE c.tenant_id = :tenant AND c.id = :id AND g.state = 'complete'")
        .bind("generation", generation)
        .bind("tenant", collection.scope().tenantId())
        .bind("id", collection.scope().collectionId())
        .map(CollectionRepository::collection)
        .findOne();
  }

  /** The collection with that key; empty if there is none (any more). */
  public Optional<DocumentCollection> find(Handle handle, Scope scope) {
    return handle
        .createQuery(SELECT + "WHERE c.tenant_id = :tenant AND c.id = :id")
        .bind("tenant", scope.tenantId())
        .bind("id", scope.collectionId())
        .map(CollectionRepository::collection)
        .findOne();
  }

  /** A tenant's collections by name. */
  public List<DocumentCollection> all(Handle handle, int tenantId) {
    return handle
        .createQuery(SELECT + "WHERE c.tenant_id = :tenant ORDER BY c.name")
        .bind("tenant", tenantId)
        .map(CollectionRepository::collection)
        .list();
  }

  /** Every collection of every tenant; for the service's own work, never for a request. */
  public List<DocumentCollection> everywhere(Handle handle) {
    return handle
        .createQuery(SELECT + "ORDER BY c.tenant_id, c.id")
        .map(CollectionRepository::collection)
        .list();
  }

  /** The tenant's key, made if the name is new. */
  public int ensureTenant(Handle handle, String name) {
    return handle
        .createQuery(
            """
            INSERT INTO tenant (name) VALUES (:name)
            ON CONFLICT (name) DO UPDATE SET name = excluded.name
            RETURNING id
            """)
        .bind("name", name)
        .mapTo(Integer.class)
        .one();
  }

  /**
   * The collection of that name, made with a first generation if the name is new. An existing one
   * is returned as it is: whether its model fits is for the caller to judge.
   */
  public DocumentCollection ensure(
      Handle handle, int tenantId, String name, GenerationSettings settings, Instant now) {
    boolean made =
        handle
                .createUpdate(
                    """
                    INSERT INTO collection (tenant_id, name, created_at) VALUES (:tenant, :name, :now)
                    ON CONFLICT (tenant_id, name) DO NOTHING
                    """)
                .bind("tenant", tenantId)
                .bind("name", name)
                .bind("now", now)
                .execute()
            == 1;
    if (made) {
      addFirstGeneration(handle, tenantId, name, settings, now);
    }
    return named(handle, tenantId, name);
  }

  private static void addFirstGeneration(
      Handle handle, int tenantId, String name, GenerationSettings settings, Instant now) {
    handle
        .createUpdate(
            """
            WITH made AS (
              INSERT INTO generation
                (tenant_id, collection_id, embedding_model_id, chunker, analyzer, state, created_at)
              SELECT tenant_id, id, :model, :chunker, :analyzer, 'complete', :now
              FROM collection WHERE tenant_id = :tenant AND name = :name
              RETURNING tenant_id, collection_id, id)
            UPDATE collection c SET live_generation_id = made.id
            FROM made WHERE c.tenant_id = made.tenant_id AND c.id = made.collection_id
            """)
        .bind("tenant", tenantId)
        .bind("name", name)
        .bind("model", modelId(handle, settings))
        .bind("chunker", settings.chunker())
        .bind("analyzer", settings.analyzer())
        .bind("now", now)
        .execute();
  }

  /** The key of the settings' embedding model, made if it is new. */
  static int modelId(Handle handle, GenerationSettings settings) {
    return handle
        .createQuery(
            """
            INSERT INTO embedding_model (name, dimensions) VALUES (:name, :dimensions)
            ON CONFLICT (name, dimensions) DO UPDATE SET name = excluded.name
            RETURNING id
            """)
        .bind("name", settings.modelName())
        .bind("dimensions", settings.dimensions())
        .mapTo(Integer.class)
        .one();
  }

  /**
   * Takes the collection's lock without a change: until the transaction ends, no change of the
   * collection commits, and its generations stay in their states.
   */
  public void lock(Handle handle, Scope scope) {
    handle
        .createQuery(
            """
            SELECT id FROM collection WHERE tenant_id = :tenant AND id = :id FOR NO KEY UPDATE
            """)
        .bind("tenant", scope.tenantId())
        .bind("id", scope.collectionId())
        .mapTo(Integer.class)
        .findOne();
  }

  /**
   * Takes the collection's lock and its next moment. Called last in a changing transaction: the
   * lock is held until its commit, so that watermark order is commit order, and only for the few
   * statements that follow.
   */
  public Moment nextMoment(Handle handle, Scope scope, Instant now) {
    return handle
        .createQuery(
            """
            UPDATE collection SET watermark = watermark + 1, changed_at = greatest(:now, changed_at)
            WHERE tenant_id = :tenant AND id = :id
            RETURNING watermark, changed_at
            """)
        .bind("now", now)
        .bind("tenant", scope.tenantId())
        .bind("id", scope.collectionId())
        .map(CollectionRepository::moment)
        .one();
  }

  static Moment moment(ResultSet row, StatementContext context) throws SQLException {
    return new Moment(
        row.getLong("watermark"), row.getObject("changed_at", OffsetDateTime.class).toInstant());
  }

  /** How many changes of the collection have been committed; 0 if it is gone. */
  public long watermark(Handle handle, Scope scope) {
    return handle
        .createQuery("SELECT watermark FROM collection WHERE tenant_id = :tenant AND id = :id")
        .bind("tenant", scope.tenantId())
        .bind("id", scope.collectionId())
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  static Generation generation(ResultSet row) throws SQLException {
    return new Generation(
        row.getInt("generation_id"),
        row.getInt("model_id"),
        row.getString("model_name"),
        row.getInt("dimensions"),
        row.getString("chunker"),
        row.getString("analyzer"),
        row.getLong("passages_live"),
        row.getObject("fit_min", Double.class));
  }

  private static DocumentCollection collection(ResultSet row, StatementContext context)
      throws SQLException {
    return new DocumentCollection(
        new Scope(row.getInt("tenant_id"), row.getInt("id")),
        row.getString("name"),
        row.getLong("watermark"),
        generation(row));
  }
}
