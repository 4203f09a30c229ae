package dev.footnote.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The table of API keys. */
@ApplicationScoped
class KeyRepository {
  private static final String SELECT =
      "SELECT id, tenant_id, name, role, created_at, revoked_at FROM api_key ";

  /** Adds a key; false if one with the same secret is there already, revoked or not. */
  boolean insert(Handle handle, ApiKey key, byte[] sha256) {
    return handle
            .createUpdate(
                """
                INSERT INTO api_key (id, tenant_id, name, role, key_sha256, created_at)
                VALUES (:id, :tenant, :name, :role, :sha256, :created)
                ON CONFLICT (key_sha256) DO NOTHING
                """)
            .bind("id", key.id())
            .bind("tenant", key.tenantId())
            .bind("name", key.name())
            .bind("role", key.role().id())
            .bind("sha256", sha256)
            .bind("created", key.createdAt())
            .execute()
        == 1;
  }

  /** The key with that hash, of whichever tenant, revoked or not. */
  Optional<ApiKey> byHash(Handle handle, byte[] sha256) {
    return handle
        .createQuery(SELECT + "WHERE key_sha256 = :sha256")
        .bind("sha256", sha256)
        .map(KeyRepository::key)
        .findOne();
  }

  /** The key with that id, if the tenant has it. */
  Optional<ApiKey> byId(Handle handle, int tenantId, UUID id) {
    return handle
        .createQuery(SELECT + "WHERE tenant_id = :tenant AND id = :id")
        .bind("tenant", tenantId)
        .bind("id", id)
        .map(KeyRepository::key)
        .findOne();
  }

  /** A tenant's keys, the newest first, revoked ones last. */
  List<ApiKey> all(Handle handle, int tenantId, int limit) {
    return handle
        .createQuery(
            SELECT
                + """
                WHERE tenant_id = :tenant
                ORDER BY revoked_at IS NOT NULL, created_at DESC, id
                LIMIT :limit
                """)
        .bind("tenant", tenantId)
        .bind("limit", limit)
        .map(KeyRepository::key)
        .list();
  }

  /** Whether any valid key exists, of whichever tenant; for the service's start. */
  boolean anyValid(Handle handle) {
    return handle
        .createQuery("SELECT EXISTS (SELECT 1 FROM api_key WHERE revoked_at IS NULL)")
        .mapTo(Boolean.class)
        .one();
  }

  /** How many valid keys a tenant has. */
  int countValid(Handle handle, int tenantId) {
    return handle
        .createQuery(
            "SELECT count(*) FROM api_key WHERE tenant_id = :tenant AND revoked_at IS NULL")
        .bind("tenant", tenantId)
        .mapTo(Integer.class)
        .one();
  }

  /** Whether a tenant has a valid admin key other than this one. */
  boolean otherValidAdmin(Handle handle, int tenantId, UUID id) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (
              SELECT 1 FROM api_key
              WHERE tenant_id = :tenant AND id <> :id AND role = 'admin' AND revoked_at IS NULL)
            """)
        .bind("tenant", tenantId)
        .bind("id", id)
        .mapTo(Boolean.class)
        .one();
  }

  /** Holds off every other change of a tenant's keys until the transaction ends. */
  void lock(Handle handle, int tenantId) {
    handle
        .createQuery("SELECT id FROM tenant WHERE id = :tenant FOR UPDATE")
        .bind("tenant", tenantId)
        .mapTo(Integer.class)
        .one();
  }

  /** Makes a valid key invalid from now on. */
  void revoke(Handle handle, int tenantId, UUID id, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE api_key SET revoked_at = :now
            WHERE tenant_id = :tenant AND id = :id AND revoked_at IS NULL
            """)
        .bind("now", now)
        .bind("tenant", tenantId)
        .bind("id", id)
        .execute();
  }

  private static ApiKey key(ResultSet row, StatementContext context) throws SQLException {
    OffsetDateTime revoked = row.getObject("revoked_at", OffsetDateTime.class);
    return new ApiKey(
        row.getObject("id", UUID.class),
        row.getInt("tenant_id"),
        row.getString("name"),
        Role.byId(row.getString("role")),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        revoked == null ? null : revoked.toInstant());
  }
}
