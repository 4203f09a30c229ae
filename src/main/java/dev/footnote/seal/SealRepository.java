package dev.footnote.seal;

import dev.footnote.audit.EntryKey;
import dev.footnote.audit.EntryKind;
import dev.footnote.store.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Seals and the leaves under them. */
@ApplicationScoped
class SealRepository {

  /** A tenant's last seal; empty before the first. */
  Optional<Seal> head(Handle handle, int tenantId) {
    return handle
        .createQuery(
            "SELECT * FROM ledger_seal WHERE tenant_id = :tenant ORDER BY number DESC LIMIT 1")
        .bind("tenant", tenantId)
        .map(SealRepository::seal)
        .findOne();
  }

  /** A tenant's seals from one number on, in order. */
  List<Seal> seals(Handle handle, int tenantId, long from, int limit) {
    return handle
        .createQuery(
            """
            SELECT * FROM ledger_seal WHERE tenant_id = :tenant AND number >= :from ORDER BY number LIMIT :limit
            """)
        .bind("tenant", tenantId)
        .bind("from", from)
        .bind("limit", limit)
        .map(SealRepository::seal)
        .list();
  }

  Optional<Seal> seal(Handle handle, int tenantId, long number) {
    return handle
        .createQuery("SELECT * FROM ledger_seal WHERE tenant_id = :tenant AND number = :number")
        .bind("tenant", tenantId)
        .bind("number", number)
        .map(SealRepository::seal)
        .findOne();
  }

  /** The leaves of some seals, in order. */
  List<Leaf> leaves(Handle handle, int tenantId, long from, long to) {
    return handle
        .createQuery(
            """
            SELECT seal_number, position, kind, id, n, sha256 FROM ledger_leaf
            WHERE tenant_id = :tenant AND seal_number BETWEEN :from AND :to ORDER BY seal_number, position
            """)
        .bind("tenant", tenantId)
        .bind("from", from)
        .bind("to", to)
        .map(SealRepository::leaf)
        .list();
  }

  /** Under which seal an entry is; empty if under none. */
  Optional<Leaf> leaf(Handle handle, int tenantId, EntryKey key) {
    return handle
        .createQuery(
            """
            SELECT seal_number, position, kind, id, n, sha256 FROM ledger_leaf
            WHERE tenant_id = :tenant AND id = :id AND kind = :kind AND n = :n
            """)
        .bind("tenant", tenantId)
        .bind("id", key.id())
        .bind("kind", key.kind().code())
        .bind("n", key.n())
        .map(SealRepository::leaf)
        .findOne();
  }

  /** Adds a seal with its leaves. */
  void add(Handle handle, Seal seal, List<QueuedEntry> entries) {
    handle
        .createUpdate(
            """
            INSERT INTO ledger_seal
              (tenant_id, number, founding, previous, root, entries, at, key_id, previous_key_id, sha256, signature,
               previous_signature)
            VALUES
              (:tenant, :number, :founding, :previous, :root, :entries, :at, :key, :previous_key, :sha256, :signature,
               :previous_signature)
            """)
        .bind("tenant", seal.tenantId())
        .bind("number", seal.number())
        .bind("founding", seal.founding())
        .bind("previous", seal.previous().bytes())
        .bind("root", seal.root().bytes())
        .bind("entries", seal.entries())
        .bind("at", OffsetDateTime.ofInstant(seal.at(), ZoneOffset.UTC))
        .bind("key", seal.keyId().bytes())
        .bind("previous_key", bytes(seal.previousKeyId()))
        .bind("sha256", seal.sha256().bytes())
        .bind("signature", seal.signature())
        .bind("previous_signature", seal.previousSignature())
        .execute();
    PreparedBatch leaves =
        handle.prepareBatch(
            """
            INSERT INTO ledger_leaf (tenant_id, seal_number, position, kind, id, n, sha256)
            VALUES (:tenant, :seal, :position, :kind, :id, :n, :sha256)
            """);
    for (int position = 0; position < entries.size(); position++) {
      QueuedEntry entry = entries.get(position);
      leaves
          .bind("tenant", seal.tenantId())
          .bind("seal", seal.number())
          .bind("position", position)
          .bind("kind", entry.key().kind().code())
          .bind("id", entry.key().id())
          .bind("n", entry.key().n())
          .bind("sha256", entry.sha256())
          .add();
    }
    leaves.execute();
  }

  private static byte @Nullable [] bytes(@Nullable Sha256 sha256) {
    return sha256 == null ? null : sha256.bytes();
  }

  private static @Nullable Sha256 sha256(byte @Nullable [] bytes) {
    return bytes == null ? null : Sha256.fromBytes(bytes);
  }

  private static Seal seal(ResultSet row, StatementContext context) throws SQLException {
    return new Seal(
        row.getInt("tenant_id"),
        row.getLong("number"),
        row.getBoolean("founding"),
        Sha256.fromBytes(row.getBytes("previous")),
        Sha256.fromBytes(row.getBytes("root")),
        row.getInt("entries"),
        time(row, "at"),
        Sha256.fromBytes(row.getBytes("key_id")),
        sha256(row.getBytes("previous_key_id")),
        Sha256.fromBytes(row.getBytes("sha256")),
        row.getBytes("signature"),
        row.getBytes("previous_signature"));
  }

  private static Leaf leaf(ResultSet row, StatementContext context) throws SQLException {
    return new Leaf(row.getLong(1), row.getInt(2), key(row), row.getBytes(6));
  }

  static EntryKey key(ResultSet row) throws SQLException {
    return new EntryKey(
        EntryKind.byCode(row.getString("kind")), row.getObject("id", UUID.class), row.getInt("n"));
  }

  static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
