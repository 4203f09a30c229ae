package dev.footnote.seal;

import dev.footnote.audit.EntryKey;
import dev.footnote.store.Database;
import dev.footnote.store.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** An auditor's questions to the chain. */
@ApplicationScoped
public class ReadSeals {
  private final Database database;
  private final SealRepository seals;
  private final SealLedger sealing;
  private final LedgerKeys keys;

  ReadSeals(Database database, SealRepository seals, SealLedger sealing, LedgerKeys keys) {
    this.database = database;
    this.seals = seals;
    this.sealing = sealing;
    this.keys = keys;
  }

  /** Where the tenant's chain stands. */
  public LedgerHead head(int tenantId) {
    return database.read(handle -> head(handle, tenantId));
  }

  private LedgerHead head(Handle handle, int tenantId) {
    Seal head = seals.head(handle, tenantId).orElse(null);
    record Tail(long entries, @Nullable OffsetDateTime oldest) {}
    Tail tail =
        handle
            .createQuery(
                "SELECT count(*) AS entries, min(at) AS oldest FROM ledger_queue WHERE tenant_id = :tenant")
            .bind("tenant", tenantId)
            .map((row, context) -> new Tail(row.getLong(1), row.getObject(2, OffsetDateTime.class)))
            .one();
    return new LedgerHead(
        head == null ? null : Anchor.of(head),
        head == null ? null : head.at(),
        tail.entries(),
        tail.oldest() == null ? null : tail.oldest().toInstant(),
        keys.current().publicPem(),
        sealing.problem(tenantId).orElse(null));
  }

  /** What shows that an entry is sealed; empty if it is not, or not yet. */
  public Optional<EntryProof> proof(int tenantId, EntryKey key) {
    return database.read(
        handle ->
            seals
                .leaf(handle, tenantId, key)
                .flatMap(
                    leaf ->
                        seals
                            .seal(handle, tenantId, leaf.seal())
                            .map(seal -> proof(handle, seal, leaf))));
  }

  private EntryProof proof(Handle handle, Seal seal, Leaf leaf) {
    List<byte[]> hashes =
        seals.leaves(handle, seal.tenantId(), seal.number(), seal.number()).stream()
            .map(Leaf::sha256)
            .toList();
    return new EntryProof(
        leaf.key(),
        Sha256.fromBytes(leaf.sha256()),
        seal.number(),
        leaf.position(),
        hashes.size(),
        MerkleTree.path(hashes, leaf.position()).stream().map(Sha256::fromBytes).toList(),
        seal.root(),
        seal.bytes(),
        seal.signature(),
        seal.keyId());
  }
}
