package dev.footnote.profile;

import dev.footnote.store.Json;
import dev.footnote.store.RowSecurity;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** The versions of profiles; rows are only added. */
@ApplicationScoped
public class ProfileRepository {
  private static final String SELECT =
      "SELECT name, version, settings, at, by FROM answer_profile"
          + " WHERE tenant_id = :tenant AND collection_id = :collection ";

  /** A profile's newest version, deletions included; empty if there never was one. */
  Optional<ProfileVersion> newest(Handle handle, Scope scope, String name) {
    return query(handle, scope, SELECT + "AND name = :name ORDER BY version DESC LIMIT 1")
        .bind("name", name)
        .map(ProfileRepository::version)
        .findOne();
  }

  /** One version, deletions included. */
  Optional<ProfileVersion> version(Handle handle, Scope scope, String name, int version) {
    return query(handle, scope, SELECT + "AND name = :name AND version = :version")
        .bind("name", name)
        .bind("version", version)
        .map(ProfileRepository::version)
        .findOne();
  }

  /** Versions below a number, the newest first. */
  List<ProfileVersion> versions(Handle handle, Scope scope, String name, int below, int limit) {
    return query(
            handle,
            scope,
            SELECT + "AND name = :name AND version < :below ORDER BY version DESC LIMIT :limit")
        .bind("name", name)
        .bind("below", below)
        .bind("limit", limit)
        .map(ProfileRepository::version)
        .list();
  }

  /** The newest version of each profile that is not deleted, by name. */
  List<ProfileVersion> all(Handle handle, Scope scope) {
    return query(
            handle,
            scope,
            """
            SELECT name, version, settings, at, by FROM (
              SELECT DISTINCT ON (name) name, version, settings, at, by FROM answer_profile
              WHERE tenant_id = :tenant AND collection_id = :collection
              ORDER BY name, version DESC) newest
            WHERE settings IS NOT NULL ORDER BY name COLLATE "C"
            """)
        .map(ProfileRepository::version)
        .list();
  }

  /** Keeps others from adding versions to the collection's profiles until the transaction ends. */
  void lock(Handle handle, Scope scope) {
    handle
        .createQuery(
            "SELECT pg_advisory_xact_lock(hashtextextended('answer_profile ' || :collection, 0))")
        .bind("collection", scope.collectionId())
        .mapToMap()
        .one();
  }

  /** Adds a version. Its number is one above the newest, under {@link #lock}. */
  void add(Handle handle, Scope scope, ProfileVersion version) {
    RowSecurity.admit(handle, scope.tenantId());
    ProfileSettings settings = version.settings();
    handle
        .createUpdate(
            """
            INSERT INTO answer_profile (tenant_id, collection_id, name, version, settings, at, by)
            VALUES (:tenant, :collection, :name, :version, CAST(:settings AS json), :at, :by)
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("name", version.name())
        .bind("version", version.version())
        .bind("settings", settings == null ? null : Json.write(settings))
        .bind("at", version.at())
        .bind("by", version.by())
        .execute();
  }

  private static Query query(Handle handle, Scope scope, String sql) {
    RowSecurity.admit(handle, scope.tenantId());
    return handle
        .createQuery(sql)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId());
  }

  private static ProfileVersion version(ResultSet row, StatementContext context)
      throws SQLException {
    String settings = row.getString("settings");
    return new ProfileVersion(
        row.getString("name"),
        row.getInt("version"),
        settings == null ? null : ProfileSettings.fromJson(settings),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("by"));
  }
}
