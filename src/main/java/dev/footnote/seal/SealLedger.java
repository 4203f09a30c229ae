package dev.footnote.seal;

import dev.footnote.audit.EntryKey;
import dev.footnote.jobs.Regularly;
import dev.footnote.store.Database;
import dev.footnote.store.Sha256;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Takes what was appended and puts it under a seal, a batch at a time, in the order of the queue.
 * Whoever appends never waits for the chain's head. Safe on several nodes: one seals for a tenant
 * at a time.
 */
@ApplicationScoped
public class SealLedger {
  private static final Logger LOG = Logger.getLogger(SealLedger.class.getName());

  private final Database database;
  private final SealRepository seals;
  private final QueueRepository queue;
  private final LedgerKeys keys;
  private final QueueMac mac;
  private final Anchors anchors;
  private final Regularly regularly;
  private final LedgerConfig config;
  private final InstantSource clock;
  private final Map<Integer, String> problems = new ConcurrentHashMap<>();

  SealLedger(
      Database database,
      SealRepository seals,
      QueueRepository queue,
      LedgerKeys keys,
      QueueMac mac,
      Anchors anchors,
      Regularly regularly,
      LedgerConfig config,
      InstantSource clock) {
    this.database = database;
    this.seals = seals;
    this.queue = queue;
    this.keys = keys;
    this.mac = mac;
    this.anchors = anchors;
    this.regularly = regularly;
    this.config = config;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    LOG.log(Level.FINE, "The ledger is sealed with the key {0}", keys.current().id());
    // Another key may have been given with this start.
    database.change(queue::reconsider);
    regularly.run("sealing the ledger", config.sealEvery(), this::round);
  }

  /** Seals what waits, for every tenant. */
  void round() {
    for (int tenant : database.read(queue::tenants)) {
      seal(tenant);
    }
  }

  /** Seals what waits of a tenant, a bounded number of seals. */
  public void seal(int tenantId) {
    Seal last = null;
    for (int i = 0; i < config.sealsPerRoundMax(); i++) {
      Optional<Seal> seal = database.write(handle -> next(handle, tenantId));
      if (seal.isEmpty()) {
        break;
      }
      last = seal.get();
    }
    if (last != null) {
      anchors.note(last);
    }
  }

  /** Why a tenant's ledger is not sealed at present; empty if nothing is in the way. */
  public Optional<String> problem(int tenantId) {
    return Optional.ofNullable(problems.get(tenantId));
  }

  /** How many tenants' ledgers can't be sealed at present. */
  public int hindered() {
    return problems.size();
  }

  private Optional<Seal> next(Handle handle, int tenantId) {
    if (!queue.lock(handle, tenantId)) {
      return Optional.empty();
    }
    Seal head = seals.head(handle, tenantId).orElse(null);
    if (head != null && !keys.trusted().has(head.keyId().hex())) {
      return hinder(tenantId, head);
    }
    problems.remove(tenantId);
    boolean beginning = head == null || head.founding();
    List<QueuedEntry> old = queue.waiting(handle, tenantId, true, config.sealEntriesMax());
    if (!old.isEmpty() && !beginning) {
      queue.refuse(handle, tenantId, old);
    }
    boolean founding = beginning && !old.isEmpty();
    List<QueuedEntry> waiting =
        founding ? old : queue.waiting(handle, tenantId, false, config.sealEntriesMax());
    List<QueuedEntry> taken = believed(handle, tenantId, waiting, founding);
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    Seal seal = sign(tenantId, head, founding, taken);
    seals.add(handle, seal, taken);
    return Optional.of(seal);
  }

  /** Takes them off the queue, but for those that the service has not put there. */
  private List<QueuedEntry> believed(
      Handle handle, int tenantId, List<QueuedEntry> waiting, boolean founding) {
    if (waiting.isEmpty()) {
      return List.of();
    }
    Set<EntryKey> seen = new HashSet<>(queue.sealed(handle, tenantId, waiting));
    var taken = new ArrayList<QueuedEntry>();
    var done = new ArrayList<QueuedEntry>();
    var refused = new ArrayList<QueuedEntry>();
    for (QueuedEntry entry : waiting) {
      if (!founding && !mac.fits(tenantId, entry.key(), entry.sha256(), entry.mac())) {
        refused.add(entry);
      } else {
        done.add(entry);
        if (seen.add(entry.key())) {
          taken.add(entry);
        }
      }
    }
    if (!refused.isEmpty()) {
      queue.refuse(handle, tenantId, refused);
      LOG.severe(
          "%d entries of tenant %d were queued to be sealed by somebody else than this service: %s"
              .formatted(refused.size(), tenantId, refused.getFirst().key()));
    }
    queue.remove(handle, tenantId, done);
    return taken;
  }

  private Optional<Seal> hinder(int tenantId, Seal head) {
    String problem =
        "The last seal of tenant %d was signed with a key that is not known here (id %s). Nothing is sealed until its private half is footnote.ledger.key-file or its public half is among footnote.ledger.trusted-keys."
            .formatted(tenantId, head.keyId().hex());
    if (!problem.equals(problems.put(tenantId, problem))) {
      LOG.severe(problem);
    }
    return Optional.empty();
  }

  private Seal sign(
      int tenantId, @Nullable Seal head, boolean founding, List<QueuedEntry> entries) {
    SigningKey key = keys.current();
    var keyId = new Sha256(key.id());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant at = head != null && head.at().isAfter(now) ? head.at() : now;
    Sha256 root =
        Sha256.fromBytes(MerkleTree.root(entries.stream().map(QueuedEntry::sha256).toList()));
    Sha256 before = head == null || head.keyId().equals(keyId) ? null : head.keyId();
    long number = head == null ? 1 : head.number() + 1;
    Sha256 previous = head == null ? Seal.NONE : head.sha256();
    byte[] bytes =
        Seal.bytes(tenantId, number, founding, previous, root, entries.size(), at, keyId, before);
    return new Seal(
        tenantId,
        number,
        founding,
        previous,
        root,
        entries.size(),
        at,
        keyId,
        before,
        Sha256.of(bytes),
        key.sign(bytes),
        byKeyBefore(before, bytes));
  }

  private byte @Nullable [] byKeyBefore(@Nullable Sha256 before, byte[] bytes) {
    SigningKey previous = keys.previous();
    return before != null && previous != null && previous.id().equals(before.hex())
        ? previous.sign(bytes)
        : null;
  }
}
