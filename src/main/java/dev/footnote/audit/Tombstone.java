package dev.footnote.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * What stays of entries that were erased: which they were, who took them and why.
 *
 * @param what {@code answer}, {@code caller}, {@code end_user}, {@code document} or {@code
 *     retention}: what was asked for
 * @param subject the answer or document; null for persons, whose names may be what had to go
 * @param entries what was taken, in order of id, kind and number
 */
public record Tombstone(
    UUID id,
    Instant at,
    String by,
    String reason,
    String what,
    @Nullable UUID subject,
    List<Erased> entries) {
  public Tombstone {
    at = at.truncatedTo(ChronoUnit.MICROS);
    entries = entries.stream().sorted(ORDER).toList();
  }

  /** As PostgreSQL sorts UUIDs, which is not as Java does. */
  private static final Comparator<Erased> ORDER =
      Comparator.comparing((Erased erased) -> erased.key().id().toString())
          .thenComparing(erased -> erased.key().kind().code())
          .thenComparing(erased -> erased.key().n());

  /** An entry that went, and when it was made. */
  public record Erased(EntryKey key, Instant at) {}

  /** The tombstone's own hash, as an entry of the ledger. */
  byte[] sha256(int tenantId) {
    var bytes =
        new EntryBytes()
            .text("footnote.erasure.2")
            .number(tenantId)
            .uuid(id)
            .time(at)
            .text(by)
            .text(reason)
            .text(what)
            .uuid(subject)
            .number(entries.size());
    for (Erased erased : entries) {
      bytes
          .text(erased.key().kind().code())
          .uuid(erased.key().id())
          .number(erased.key().n())
          .time(erased.at());
    }
    return bytes.sha256();
  }

  /** Puts it on the ledger; from here on this transaction may delete the rows that it names. */
  public void append(Handle handle, int tenantId, LedgerQueue queue) {
    handle
        .createUpdate(
            """
            INSERT INTO ledger_erasure (tenant_id, id, at, by, reason, what, subject)
            VALUES (:tenant, :id, :at, :by, :reason, :what, CAST(:subject AS uuid))
            """)
        .bind("tenant", tenantId)
        .bind("id", id)
        .bind("at", utc(at))
        .bind("by", by)
        .bind("reason", reason)
        .bind("what", what)
        .bind("subject", subject == null ? null : subject.toString())
        .execute();
    if (!entries.isEmpty()) {
      PreparedBatch batch =
          handle.prepareBatch(
              """
              INSERT INTO ledger_erased (tenant_id, kind, id, n, erasure_id, at)
              VALUES (:tenant, :kind, :id, :n, :erasure, :at)
              """);
      for (Erased erased : entries) {
        batch
            .bind("tenant", tenantId)
            .bind("kind", erased.key().kind().code())
            .bind("id", erased.key().id())
            .bind("n", erased.key().n())
            .bind("erasure", id)
            .bind("at", utc(erased.at()))
            .add();
      }
      batch.execute();
    }
    queue.add(handle, tenantId, new EntryKey(EntryKind.ERASURE, id, 0), sha256(tenantId));
  }

  /** The tenant's tombstone with that id. */
  public static Optional<Tombstone> find(Handle handle, int tenantId, UUID id) {
    return handle
        .createQuery("SELECT * FROM ledger_erasure WHERE tenant_id = :tenant AND id = :id")
        .bind("tenant", tenantId)
        .bind("id", id)
        .map(
            (row, context) ->
                new Tombstone(
                    id,
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("by"),
                    row.getString("reason"),
                    row.getString("what"),
                    row.getObject("subject", UUID.class),
                    erased(handle, tenantId, id)))
        .findOne();
  }

  private static List<Erased> erased(Handle handle, int tenantId, UUID erasure) {
    return handle
        .createQuery(
            """
            SELECT kind, id, n, at FROM ledger_erased
            WHERE tenant_id = :tenant AND erasure_id = :erasure ORDER BY id, kind COLLATE "C", n
            """)
        .bind("tenant", tenantId)
        .bind("erasure", erasure)
        .map(
            (row, context) ->
                new Erased(
                    new EntryKey(
                        EntryKind.byCode(row.getString(1)),
                        row.getObject(2, UUID.class),
                        row.getInt(3)),
                    row.getObject(4, OffsetDateTime.class).toInstant()))
        .list();
  }

  private static OffsetDateTime utc(Instant time) {
    return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }
}
