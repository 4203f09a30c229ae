package dev.footnote.seal;

import dev.footnote.audit.EntryKey;
import dev.footnote.audit.EntryKind;
import dev.footnote.audit.StoredEntries;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Whether entries are what was sealed, on one snapshot of the database. */
final class CheckEntries {
  private static final int AT_ONCE = 1_000;

  private final SealRepository seals;
  private final QueueRepository queue;
  private final StoredEntries entries;
  private final QueueMac mac;
  private final Findings findings;
  private final AtomicLong checked = new AtomicLong();
  private final AtomicLong erased = new AtomicLong();

  CheckEntries(
      SealRepository seals,
      QueueRepository queue,
      StoredEntries entries,
      QueueMac mac,
      Findings findings) {
    this.seals = seals;
    this.queue = queue;
    this.entries = entries;
    this.mac = mac;
    this.findings = findings;
  }

  long checked() {
    return checked.get();
  }

  long erased() {
    return erased.get();
  }

  /** Holds the entries under some consecutive seals against them. */
  boolean under(Handle handle, int tenantId, List<Seal> some) {
    long from = some.getFirst().number();
    long to = some.getLast().number();
    List<Leaf> leaves = seals.leaves(handle, tenantId, from, to);
    var stored = stored(handle, tenantId, leaves.stream().map(Leaf::key).toList());
    Map<Long, List<Leaf>> bySeal = leaves.stream().collect(Collectors.groupingBy(Leaf::seal));
    var checkLeaves = new CheckLeaves(findings);
    for (Seal seal : some) {
      List<Leaf> under = bySeal.getOrDefault(seal.number(), List.of());
      if (checkLeaves.check(seal, under, stored)) {
        compare(handle, tenantId, under, stored);
      } else {
        gone(handle, tenantId, under, stored);
      }
    }
    checked.addAndGet(leaves.size());
    return true;
  }

  private Map<EntryKey, byte[]> stored(Handle handle, int tenantId, List<EntryKey> keys) {
    var stored = new HashMap<EntryKey, byte[]>(2 * keys.size());
    for (int from = 0; from < keys.size(); from += AT_ONCE) {
      stored.putAll(
          entries.sha256s(
              handle, tenantId, keys.subList(from, Math.min(keys.size(), from + AT_ONCE))));
    }
    return stored;
  }

  private void compare(
      Handle handle, int tenantId, List<Leaf> leaves, Map<EntryKey, byte[]> stored) {
    for (Leaf leaf : leaves) {
      byte[] now = stored.get(leaf.key());
      if (now != null && !Arrays.equals(now, leaf.sha256())) {
        findings.add(
            Finding.entry(
                Finding.Kind.ENTRY_ALTERED, leaf, "The entry does not say what was sealed."));
      }
    }
    gone(handle, tenantId, leaves, stored);
  }

  private void gone(Handle handle, int tenantId, List<Leaf> leaves, Map<EntryKey, byte[]> stored) {
    List<Leaf> missing = leaves.stream().filter(leaf -> !stored.containsKey(leaf.key())).toList();
    if (missing.isEmpty()) {
      return;
    }
    Map<EntryKey, UUID> tombstones = tombstones(handle, tenantId, missing);
    var believed = new HashMap<UUID, Boolean>();
    for (Leaf leaf : missing) {
      UUID tombstone = tombstones.get(leaf.key());
      if (tombstone == null) {
        findings.add(
            Finding.entry(
                Finding.Kind.ENTRY_DELETED,
                leaf,
                "The entry is gone, and no tombstone says that it was erased."));
      } else if (believed.computeIfAbsent(tombstone, id -> isTrue(handle, tenantId, id))) {
        erased.incrementAndGet();
      } else {
        findings.add(
            Finding.entry(
                Finding.Kind.TOMBSTONE_FALSE,
                leaf,
                "The entry is gone, and the service has not written the tombstone %s that speaks of it."
                    .formatted(tombstone)));
      }
    }
  }

  private static Map<EntryKey, UUID> tombstones(Handle handle, int tenantId, List<Leaf> missing) {
    return handle
        .createQuery(
            """
            SELECT kind, id, n, erasure_id FROM ledger_erased WHERE tenant_id = :tenant AND id = ANY (:ids)
            """)
        .bind("tenant", tenantId)
        .bindArray(
            "ids", UUID.class, missing.stream().map(leaf -> leaf.key().id()).distinct().toList())
        .map(
            (row, context) ->
                Map.entry(SealRepository.key(row), row.getObject("erasure_id", UUID.class)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Whether a tombstone is an entry of this ledger itself, sealed or waiting to be. */
  private boolean isTrue(Handle handle, int tenantId, UUID tombstone) {
    var key = new EntryKey(EntryKind.ERASURE, tombstone, 0);
    byte[] now = entries.sha256s(handle, tenantId, List.of(key)).get(key);
    return now != null
        && (seals
                .leaf(handle, tenantId, key)
                .filter(leaf -> Arrays.equals(leaf.sha256(), now))
                .isPresent()
            || queue.of(handle, tenantId, key).stream()
                .anyMatch(
                    waiting ->
                        Arrays.equals(waiting.sha256(), now)
                            && mac.fits(tenantId, key, now, waiting.mac())));
  }

  /** Entries in no seal and not waiting for one, made between two moments; null is without end. */
  void inserted(Handle handle, int tenantId, @Nullable Instant from, @Nullable Instant to) {
    handle
        .createQuery(
            """
            SELECT * FROM (
              SELECT 'answer' AS kind, id, 0 AS n, at FROM answer WHERE tenant_id = :tenant
              UNION ALL SELECT 'part', answer_id, n, at FROM answer_part WHERE tenant_id = :tenant
              UNION ALL SELECT 'feedback', id, 0, at FROM answer_feedback WHERE tenant_id = :tenant
              UNION ALL SELECT 'erasure', id, 0, at FROM ledger_erasure WHERE tenant_id = :tenant) e
            WHERE (CAST(:from AS timestamptz) IS NULL OR e.at >= CAST(:from AS timestamptz))
              AND (CAST(:to AS timestamptz) IS NULL OR e.at < CAST(:to AS timestamptz))
              AND NOT EXISTS (SELECT FROM ledger_leaf l
                WHERE l.tenant_id = :tenant AND l.id = e.id AND l.kind = e.kind AND l.n = e.n)
              AND NOT EXISTS (SELECT FROM ledger_queue q
                WHERE q.tenant_id = :tenant AND q.id = e.id AND q.kind = e.kind AND q.n = e.n)
            """)
        .bind("tenant", tenantId)
        .bind("from", from == null ? null : OffsetDateTime.ofInstant(from, ZoneOffset.UTC))
        .bind("to", to == null ? null : OffsetDateTime.ofInstant(to, ZoneOffset.UTC))
        .map((row, context) -> SealRepository.key(row))
        .forEach(
            key ->
                findings.add(
                    Finding.unsealed(
                        Finding.Kind.ENTRY_INSERTED,
                        key,
                        "The entry is in no seal and waits for none: the service has not appended it.")));
  }

  /** What waits for its seal; how many. */
  long waiting(Handle handle, int tenantId, int limit, boolean founding) {
    List<QueuedEntry> waiting = queue.all(handle, tenantId, limit);
    var stored = stored(handle, tenantId, waiting.stream().map(QueuedEntry::key).toList());
    var missing = new ArrayList<Leaf>();
    Set<EntryKey> seen = new HashSet<>();
    for (QueuedEntry entry : waiting) {
      byte[] now = stored.get(entry.key());
      boolean ours = mac.fits(tenantId, entry.key(), entry.sha256(), entry.mac());
      if (!ours && !(founding && entry.mac() == null)) {
        findings.add(
            Finding.unsealed(
                Finding.Kind.ENTRY_INSERTED,
                entry.key(),
                "The entry waits for a seal, and the service has not put it there."));
      } else if (now == null && seen.add(entry.key())) {
        missing.add(new Leaf(0, 0, entry.key(), entry.sha256()));
      } else if (now != null && !Arrays.equals(now, entry.sha256())) {
        findings.add(
            Finding.unsealed(
                Finding.Kind.ENTRY_ALTERED,
                entry.key(),
                "The entry waits for its seal and does not say what was appended."));
      }
    }
    Map<EntryKey, UUID> tombstones =
        missing.isEmpty() ? Map.of() : tombstones(handle, tenantId, missing);
    for (Leaf entry : missing) {
      UUID tombstone = tombstones.get(entry.key());
      if (tombstone == null || !isTrue(handle, tenantId, tombstone)) {
        findings.add(
            Finding.unsealed(
                Finding.Kind.ENTRY_DELETED,
                entry.key(),
                "The entry waits for its seal and is gone, and no tombstone says that it was erased."));
      }
    }
    return waiting.size();
  }
}
