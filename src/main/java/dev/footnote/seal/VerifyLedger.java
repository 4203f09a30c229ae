package dev.footnote.seal;

import dev.footnote.audit.StoredEntries;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a tenant's ledger, a stretch of seals at a time: signatures, the chain, every entry
 * under it, what they quote, what waits for a seal, and the anchors.
 */
@ApplicationScoped
public class VerifyLedger {
  /** Seals, and about as many entries, that a thread looks at on one snapshot. */
  private static final int SEGMENT_ENTRIES = 5_000;

  private static final int SEALS_MAX = 20_000;
  private static final int QUEUE_MAX = 100_000;

  private final Database database;
  private final SealRepository seals;
  private final QueueRepository queue;
  private final StoredEntries entries;
  private final LedgerKeys keys;
  private final QueueMac mac;
  private final Anchors anchors;
  private final LedgerConfig config;
  private final Semaphore readers;

  VerifyLedger(
      Database database,
      SealRepository seals,
      QueueRepository queue,
      StoredEntries entries,
      LedgerKeys keys,
      QueueMac mac,
      Anchors anchors,
      LedgerConfig config) {
    this.database = database;
    this.seals = seals;
    this.queue = queue;
    this.entries = entries;
    this.keys = keys;
    this.mac = mac;
    this.anchors = anchors;
    this.config = config;
    this.readers = new Semaphore(config.readersMax());
  }

  /**
   * Verifies from a seal on, as far as one request may read.
   *
   * @param from the number of a seal, from 1
   * @param to the last seal that is wanted; null for the chain's end
   * @param anchor what somebody noted of the chain; null for none
   * @throws LedgerBusy if as many verify already as may
   */
  public VerifiedLedger verify(
      int tenantId, long from, @Nullable Long to, @Nullable Anchor anchor) {
    if (!readers.tryAcquire()) {
      throw new LedgerBusy();
    }
    try {
      return page(tenantId, from, to, anchor);
    } finally {
      readers.release();
    }
  }

  private VerifiedLedger page(int tenantId, long from, @Nullable Long to, @Nullable Anchor anchor) {
    var findings = new Findings(config.findingsMax());
    var check = new CheckEntries(seals, queue, entries, mac, findings);
    List<Seal> read = database.read(handle -> seals.seals(handle, tenantId, from, SEALS_MAX));
    List<Seal> page = bounded(read, to);
    boolean end = page.size() == read.size() && read.size() < SEALS_MAX;
    long last = page.isEmpty() ? from - 1 : page.getLast().number();
    Seal before = from == 1 ? null : before(tenantId, from, findings);
    if (!page.isEmpty()) {
      new CheckChain(keys.trusted(), findings).follow(before, page);
      inSegments(tenantId, page, check);
      database.<Boolean>read(
          handle -> {
            new CheckEvidence(findings).quotedUnder(handle, tenantId, from, last);
            new CheckPrompts(findings).under(handle, tenantId, from, last);
            return true;
          });
    }
    long waiting =
        database.<Long>read(
            handle -> {
              check.inserted(
                  handle,
                  tenantId,
                  before == null ? null : before.at(),
                  end || page.isEmpty() ? null : page.getLast().at());
              if (!end) {
                return 0L;
              }
              new CheckPrompts(findings).waiting(handle, tenantId);
              Seal head = seals.head(handle, tenantId).orElse(null);
              return check.waiting(handle, tenantId, QUEUE_MAX, head == null || head.founding());
            });
    var held = new ArrayList<>(anchors.of(tenantId));
    if (anchor != null) {
      held.add(anchor);
    }
    held.forEach(each -> hold(tenantId, each, findings));
    return new VerifiedLedger(
        from,
        last,
        end || (to != null && last >= to) ? null : Long.valueOf(last + 1),
        page.size(),
        check.checked(),
        check.erased(),
        waiting,
        findings.total(),
        findings.kept());
  }

  private List<Seal> bounded(List<Seal> read, @Nullable Long to) {
    long sum = 0;
    int count = 0;
    for (Seal seal : read) {
      sum += seal.entries();
      if ((to != null && seal.number() > to) || (count > 0 && sum > config.verifyEntriesMax())) {
        break;
      }
      count++;
    }
    return read.subList(0, count);
  }

  private @Nullable Seal before(int tenantId, long from, Findings findings) {
    Seal before = database.read(handle -> seals.seal(handle, tenantId, from - 1)).orElse(null);
    if (before == null) {
      long end = database.read(handle -> seals.head(handle, tenantId)).map(Seal::number).orElse(0L);
      findings.add(
          end < from
              ? Finding.chain(
                  Finding.Kind.CHAIN_CUT,
                  "The chain ends with seal %d, before seal %d that was asked for."
                      .formatted(end, from))
              : Finding.seal(
                  Finding.Kind.SEAL_MISSING, from - 1, "Seal %d is gone.".formatted(from - 1)));
    }
    return before;
  }

  private void inSegments(int tenantId, List<Seal> page, CheckEntries check) {
    try (var threads = Executors.newFixedThreadPool(config.verifyThreads())) {
      var running = new ArrayList<Future<Boolean>>();
      for (List<Seal> segment : segments(page)) {
        running.add(
            threads.submit(() -> database.read(handle -> check.under(handle, tenantId, segment))));
      }
      for (Future<Boolean> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while verifying the ledger", e);
    }
  }

  private static List<List<Seal>> segments(List<Seal> page) {
    var segments = new ArrayList<List<Seal>>();
    var segment = new ArrayList<Seal>();
    long sum = 0;
    for (Seal seal : page) {
      if (!segment.isEmpty() && sum + seal.entries() > SEGMENT_ENTRIES) {
        segments.add(List.copyOf(segment));
        segment.clear();
        sum = 0;
      }
      segment.add(seal);
      sum += seal.entries();
    }
    segments.add(List.copyOf(segment));
    return segments;
  }

  private void hold(int tenantId, Anchor anchor, Findings findings) {
    Seal head = database.read(handle -> seals.head(handle, tenantId)).orElse(null);
    long end = head == null ? 0 : head.number();
    if (anchor.number() > end) {
      findings.add(
          Finding.chain(
              Finding.Kind.CHAIN_CUT,
              "The chain ends with seal %d, and had come to seal %d when the anchor was noted: its end was cut, or an older state restored."
                  .formatted(end, anchor.number())));
      return;
    }
    Seal there =
        database.read(handle -> seals.seal(handle, tenantId, anchor.number())).orElse(null);
    if (there != null && !there.sha256().equals(anchor.seal())) {
      findings.add(
          Finding.seal(
              Finding.Kind.CHAIN_REPLACED,
              anchor.number(),
              "Seal %d is another one than the anchor names: the chain was made anew from some earlier seal on."
                  .formatted(anchor.number())));
    }
  }
}
