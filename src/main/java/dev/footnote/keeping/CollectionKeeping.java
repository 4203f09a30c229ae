package dev.footnote.keeping;

import dev.footnote.document.CollectionRepository;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** What is kept of each collection's answers, and who wanted it so. */
@ApplicationScoped
public class CollectionKeeping {
  /** The most versions that are listed. */
  public static final int VERSIONS_MAX = 200;

  private final Database database;
  private final CollectionRepository collections;
  private final PersonalData personalData;
  private final InstantSource clock;

  CollectionKeeping(
      Database database,
      CollectionRepository collections,
      PersonalData personalData,
      InstantSource clock) {
    this.database = database;
    this.collections = collections;
    this.personalData = personalData;
    this.clock = clock;
  }

  /**
   * All versions, the newest first; the one that counts is the first.
   *
   * @return none while nobody has set anything
   */
  public List<Keeping> versions(int tenantId, String collection) {
    return database.read(
        handle ->
            versions(
                handle, collections.named(handle, tenantId, collection).scope(), VERSIONS_MAX));
  }

  /** What counts for the collection. */
  public Keeping current(Handle handle, Scope scope) {
    return versions(handle, scope, 1).stream().findFirst().orElse(Keeping.UNSET);
  }

  /**
   * Sets it as a whole; the same again makes no new version. It holds for what is written from then
   * on.
   *
   * @param by the name of the key that sets it
   */
  public Keeping put(
      int tenantId, String collection, @Nullable Integer days, boolean redact, String by) {
    if (days != null && (days < 1 || days > Keeping.DAYS_MAX)) {
      throw new IllegalArgumentException("days must lie between 1 and " + Keeping.DAYS_MAX);
    }
    return database.write(
        handle -> {
          Scope scope = collections.named(handle, tenantId, collection).scope();
          // One at a time, so that versions have no gap.
          handle
              .createQuery(
                  "SELECT 1 FROM collection WHERE tenant_id = :tenant AND id = :collection FOR UPDATE")
              .bind("tenant", tenantId)
              .bind("collection", scope.collectionId())
              .mapTo(Integer.class)
              .one();
          Keeping before = current(handle, scope);
          return before.version() > 0 && before.says(days, redact)
              ? before
              : add(handle, scope, before.version() + 1, days, redact, by);
        });
  }

  /** What takes personal data out of one answer or opinion; empty if nothing is to be taken out. */
  public Optional<Redaction> redaction(Handle handle, Scope scope) {
    return current(handle, scope).redactPersonalData()
        ? Optional.of(new Redaction(personalData))
        : Optional.empty();
  }

  private Keeping add(
      Handle handle, Scope scope, int version, @Nullable Integer days, boolean redact, String by) {
    return handle
        .createQuery(
            """
            INSERT INTO collection_keeping
              (tenant_id, collection_id, version, answers_kept_days, redact_personal_data, set_at, set_by)
            VALUES (:tenant, :collection, :version, :days, :redact, :now, :by)
            RETURNING *
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("version", version)
        .bind("days", days)
        .bind("redact", redact)
        .bind("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .bind("by", by)
        .map(CollectionKeeping::keeping)
        .one();
  }

  private static List<Keeping> versions(Handle handle, Scope scope, int limit) {
    return handle
        .createQuery(
            """
            SELECT * FROM collection_keeping WHERE tenant_id = :tenant AND collection_id = :collection
            ORDER BY version DESC LIMIT :limit
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("limit", limit)
        .map(CollectionKeeping::keeping)
        .list();
  }

  private static Keeping keeping(ResultSet row, StatementContext context) throws SQLException {
    return new Keeping(
        row.getInt("version"),
        row.getObject("answers_kept_days", Integer.class),
        row.getBoolean("redact_personal_data"),
        row.getObject("set_at", OffsetDateTime.class).toInstant(),
        row.getString("set_by"));
  }
}
