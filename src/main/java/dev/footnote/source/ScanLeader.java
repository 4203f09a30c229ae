package dev.footnote.source;

import dev.footnote.document.Source;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * This process among those that share the database: of each source it is the one that watches and
 * scans, or not. Two that thought so at once would do work twice and no harm, since documents have
 * fences of their own.
 */
@ApplicationScoped
class ScanLeader {
  private final Database database;
  private final SourceLeaseRepository leases;
  private final SourceConfig config;
  private final UUID holder = UUID.randomUUID();
  private final Map<Integer, Long> heldUntilNs = new ConcurrentHashMap<>();

  ScanLeader(Database database, SourceLeaseRepository leases, SourceConfig config) {
    this.database = database;
    this.leases = leases;
    this.config = config;
  }

  /** Takes or renews the lease of the source; whether this process leads it from now on. */
  boolean lead(Source source) {
    // From before the question: the lease can't end earlier in the database than it does here.
    long asked = System.nanoTime();
    boolean held = database.write(handle -> leases.acquire(handle, source, holder, config.lease()));
    if (held) {
      heldUntilNs.put(source.id(), asked + config.lease().toNanos());
    } else {
      heldUntilNs.remove(source.id());
    }
    return held;
  }

  /** Whether the lease that was last taken still runs, by this process's own clock. */
  boolean leads(Source source) {
    Long until = heldUntilNs.get(source.id());
    return until != null && until - System.nanoTime() > 0;
  }

  /** Lets another process lead the source at once. */
  void release(Source source) {
    if (heldUntilNs.remove(source.id()) != null) {
      database.change(handle -> leases.release(handle, source, holder));
    }
  }
}
