package dev.footnote.document;

import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Where collections get their documents from. */
@ApplicationScoped
public class SourceRepository {
  private static final String SELECT =
      "SELECT tenant_id, collection_id, id, kind, location, alarm, scanned_at FROM source ";

  /** The folder as a source of the collection, added if it is new. */
  public Source ensureFolder(Handle handle, Scope scope, String location, Instant now) {
    return handle
        .createQuery(
            """
            INSERT INTO source (tenant_id, collection_id, kind, location, created_at)
            VALUES (:tenant, :collection, 'folder', :location, :now)
            ON CONFLICT (tenant_id, collection_id, kind, location) DO UPDATE SET location = excluded.location
            RETURNING tenant_id, collection_id, id, kind, location, alarm, scanned_at
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("location", location)
        .bind("now", now)
        .map(SourceRepository::source)
        .one();
  }

  /** A collection's sources. */
  public List<Source> of(Handle handle, Scope scope) {
    return handle
        .createQuery(
            SELECT + "WHERE tenant_id = :tenant AND collection_id = :collection ORDER BY id")
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .map(SourceRepository::source)
        .list();
  }

  /** One source; empty if it is gone. */
  public Optional<Source> find(Handle handle, Scope scope, int id) {
    return handle
        .createQuery(
            SELECT + "WHERE tenant_id = :tenant AND collection_id = :collection AND id = :id")
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("id", id)
        .map(SourceRepository::source)
        .findOne();
  }

  /** A tenant's source; empty if it has none of that number. */
  public Optional<Source> find(Handle handle, int tenantId, int id) {
    return handle
        .createQuery(SELECT + "WHERE tenant_id = :tenant AND id = :id")
        .bind("tenant", tenantId)
        .bind("id", id)
        .map(SourceRepository::source)
        .findOne();
  }

  /** Records a finished scan, and the alarm it raised or (null) cleared. */
  public void scanned(Handle handle, Source source, @Nullable String alarm, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE source SET alarm = :alarm, scanned_at = CASE WHEN :alarm::text IS NULL THEN :now ELSE scanned_at END
            WHERE tenant_id = :tenant AND collection_id = :collection AND id = :id
            """)
        .bind("alarm", alarm)
        .bind("now", now)
        .bind("tenant", source.scope().tenantId())
        .bind("collection", source.scope().collectionId())
        .bind("id", source.id())
        .execute();
  }

  private static Source source(ResultSet row, StatementContext context) throws SQLException {
    var scannedAt = row.getTimestamp("scanned_at");
    return new Source(
        new Scope(row.getInt("tenant_id"), row.getInt("collection_id")),
        row.getInt("id"),
        row.getString("kind"),
        row.getString("location"),
        row.getString("alarm"),
        scannedAt == null ? null : scannedAt.toInstant());
  }
}
