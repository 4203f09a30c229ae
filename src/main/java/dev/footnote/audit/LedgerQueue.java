package dev.footnote.audit;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** Entries that wait for their seal: whoever appends one says so in the same transaction. */
@ApplicationScoped
public class LedgerQueue {
  private final EntryMac mac;

  LedgerQueue(EntryMac mac) {
    this.mac = mac;
  }

  /**
   * Queues an entry that this transaction appends.
   *
   * @param sha256 the entry's hash
   */
  public void add(Handle handle, int tenantId, EntryKey key, byte[] sha256) {
    handle
        .createUpdate(
            """
            INSERT INTO ledger_queue (tenant_id, kind, id, n, sha256, mac)
            VALUES (:tenant, :kind, :id, :n, :sha256, :mac)
            """)
        .bind("tenant", tenantId)
        .bind("kind", key.kind().code())
        .bind("id", key.id())
        .bind("n", key.n())
        .bind("sha256", sha256)
        .bind("mac", mac.of(tenantId, key, sha256))
        .execute();
  }
}
