package dev.footnote.seal;

import dev.footnote.audit.EntryKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Entries that are in no seal yet. */
@ApplicationScoped
class QueueRepository {
  /** Any number that no other lock of two keys has. */
  private static final int LOCK = 0x5EA1;

  private static final String SELECT =
      "SELECT seq, kind, id, n, sha256, mac, at, refused FROM ledger_queue WHERE tenant_id = :tenant ";

  /** Tenants that have something to seal. */
  List<Integer> tenants(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT id FROM tenant t
            WHERE EXISTS (SELECT FROM ledger_queue q WHERE q.tenant_id = t.id AND NOT q.refused) ORDER BY id
            """)
        .mapTo(Integer.class)
        .list();
  }

  /** Makes this transaction the only one that seals for the tenant; false if another one is. */
  boolean lock(Handle handle, int tenantId) {
    return handle
        .createQuery("SELECT pg_try_advisory_xact_lock(:lock, :tenant)")
        .bind("lock", LOCK)
        .bind("tenant", tenantId)
        .mapTo(Boolean.class)
        .one();
  }

  /** What waits, in order: entries from before sealing, or the others. */
  List<QueuedEntry> waiting(Handle handle, int tenantId, boolean founding, int limit) {
    return handle
        .createQuery(
            SELECT + "AND NOT refused AND (mac IS NULL) = :founding ORDER BY seq LIMIT :limit")
        .bind("tenant", tenantId)
        .bind("founding", founding)
        .bind("limit", limit)
        .map(QueueRepository::entry)
        .list();
  }

  /** All that a tenant has on the queue, refused entries as well. */
  List<QueuedEntry> all(Handle handle, int tenantId, int limit) {
    return handle
        .createQuery(SELECT + "ORDER BY seq LIMIT :limit")
        .bind("tenant", tenantId)
        .bind("limit", limit)
        .map(QueueRepository::entry)
        .list();
  }

  /** The entry as it waits; empty if it does not. */
  List<QueuedEntry> of(Handle handle, int tenantId, EntryKey key) {
    return handle
        .createQuery(SELECT + "AND id = :id AND kind = :kind AND n = :n ORDER BY seq")
        .bind("tenant", tenantId)
        .bind("id", key.id())
        .bind("kind", key.kind().code())
        .bind("n", key.n())
        .map(QueueRepository::entry)
        .list();
  }

  /** Which of these entries are in a seal. */
  Set<EntryKey> sealed(Handle handle, int tenantId, List<QueuedEntry> entries) {
    return new HashSet<>(
        handle
            .createQuery(
                """
                SELECT kind, id, n FROM ledger_leaf WHERE tenant_id = :tenant AND id = ANY (:ids)
                """)
            .bind("tenant", tenantId)
            .bindArray("ids", UUID.class, entries.stream().map(entry -> entry.key().id()).toList())
            .map((row, context) -> SealRepository.key(row))
            .list());
  }

  void remove(Handle handle, int tenantId, List<QueuedEntry> entries) {
    handle
        .createUpdate("DELETE FROM ledger_queue WHERE tenant_id = :tenant AND seq = ANY (:seqs)")
        .bind("tenant", tenantId)
        .bindArray("seqs", Long.class, entries.stream().map(QueuedEntry::seq).toList())
        .execute();
  }

  /** Leaves them where they are, for the auditor to see. */
  void refuse(Handle handle, int tenantId, List<QueuedEntry> entries) {
    handle
        .createUpdate(
            "UPDATE ledger_queue SET refused = true WHERE tenant_id = :tenant AND seq = ANY (:seqs)")
        .bind("tenant", tenantId)
        .bindArray("seqs", Long.class, entries.stream().map(QueuedEntry::seq).toList())
        .execute();
  }

  /** What was refused is looked at again. */
  void reconsider(Handle handle) {
    handle.execute("UPDATE ledger_queue SET refused = false WHERE refused");
  }

  private static QueuedEntry entry(ResultSet row, StatementContext context) throws SQLException {
    return new QueuedEntry(
        row.getLong("seq"),
        SealRepository.key(row),
        row.getBytes("sha256"),
        row.getBytes("mac"),
        SealRepository.time(row, "at"),
        row.getBoolean("refused"));
  }
}
