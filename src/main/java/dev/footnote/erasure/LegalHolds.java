package dev.footnote.erasure;

import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Legal holds: placing, releasing, and what they forbid. */
@ApplicationScoped
public class LegalHolds {
  private static final String SELECT =
      """
      SELECT h.*, c.name AS collection FROM legal_hold h
      LEFT JOIN collection c ON c.tenant_id = h.tenant_id AND c.id = h.collection_id
      WHERE h.tenant_id = :tenant
      """;

  private final Database database;
  private final InstantSource clock;

  LegalHolds(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Places a hold on exactly one of a collection, a caller and a document.
   *
   * @return empty if the tenant has no such collection
   */
  public Optional<Hold> place(
      int tenantId,
      @Nullable String collection,
      @Nullable String caller,
      @Nullable UUID document,
      String reason,
      String by) {
    UUID id = UUID.randomUUID();
    return database.write(
        handle -> {
          handle
              .createUpdate(
                  """
                  INSERT INTO legal_hold
                    (tenant_id, id, what, collection_id, caller, document_id, reason, placed_by, placed_at)
                  SELECT :tenant, :id, :what,
                    (SELECT id FROM collection WHERE tenant_id = :tenant AND name = :collection),
                    :caller, CAST(:document AS uuid), :reason, :by, :at
                  WHERE CAST(:collection AS text) IS NULL
                    OR EXISTS (SELECT FROM collection WHERE tenant_id = :tenant AND name = :collection)
                  """)
              .bind("tenant", tenantId)
              .bind("id", id)
              .bind(
                  "what",
                  collection != null ? "collection" : caller != null ? "caller" : "document")
              .bind("collection", collection)
              .bind("caller", caller)
              .bind("document", document == null ? null : document.toString())
              .bind("reason", reason)
              .bind("by", by)
              .bind("at", utc(clock.instant()))
              .execute();
          return find(handle, tenantId, id);
        });
  }

  /** Ends a hold; one that has ended stays as it is. Empty if the tenant has none with that id. */
  public Optional<Hold> release(int tenantId, UUID id, String by) {
    return database.write(
        handle -> {
          handle
              .createUpdate(
                  """
                  UPDATE legal_hold SET released_by = :by, released_at = :at
                  WHERE tenant_id = :tenant AND id = :id AND released_at IS NULL
                  """)
              .bind("tenant", tenantId)
              .bind("id", id)
              .bind("by", by)
              .bind("at", utc(clock.instant()))
              .execute();
          return find(handle, tenantId, id);
        });
  }

  /** A tenant's holds, those that stand first, the newest of them first. */
  public List<Hold> list(int tenantId, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + "ORDER BY h.released_at IS NOT NULL, h.placed_at DESC, h.id LIMIT :limit")
                .bind("tenant", tenantId)
                .bind("limit", limit)
                .map(LegalHolds::hold)
                .list());
  }

  private static Optional<Hold> find(Handle handle, int tenantId, UUID id) {
    return handle
        .createQuery(SELECT + "AND h.id = :id")
        .bind("tenant", tenantId)
        .bind("id", id)
        .map(LegalHolds::hold)
        .findOne();
  }

  /** The holds that stand over a caller, a document, or anything of these answers. */
  static List<Hold> over(
      Handle handle,
      int tenantId,
      List<UUID> answers,
      @Nullable String caller,
      @Nullable UUID document) {
    return handle
        .createQuery(
            SELECT
                + """
                AND h.released_at IS NULL AND (
                  h.caller = CAST(:caller AS text)
                  OR h.document_id = CAST(:document AS uuid)
                  OR h.collection_id = (SELECT collection_id FROM document
                    WHERE tenant_id = :tenant AND id = CAST(:document AS uuid))
                  OR EXISTS (SELECT FROM answer a WHERE a.tenant_id = :tenant AND a.id = ANY (:answers)
                    AND (a.collection_id = h.collection_id OR a.caller = h.caller))
                  OR EXISTS (SELECT FROM citation n WHERE n.tenant_id = :tenant AND n.answer_id = ANY (:answers)
                    AND n.document_id = h.document_id))
                ORDER BY h.placed_at
                """)
        .bind("tenant", tenantId)
        .bindArray("answers", UUID.class, answers)
        .bind("caller", caller)
        .bind("document", document == null ? null : document.toString())
        .map(LegalHolds::hold)
        .list();
  }

  private static Hold hold(ResultSet row, StatementContext context) throws SQLException {
    OffsetDateTime released = row.getObject("released_at", OffsetDateTime.class);
    return new Hold(
        row.getObject("id", UUID.class),
        row.getString("collection"),
        row.getString("caller"),
        row.getObject("document_id", UUID.class),
        row.getString("reason"),
        row.getString("placed_by"),
        row.getObject("placed_at", OffsetDateTime.class).toInstant(),
        row.getString("released_by"),
        released == null ? null : released.toInstant());
  }

  private static OffsetDateTime utc(Instant time) {
    return OffsetDateTime.ofInstant(time.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
  }
}
