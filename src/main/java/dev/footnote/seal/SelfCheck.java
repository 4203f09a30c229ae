package dev.footnote.seal;

import dev.footnote.jobs.Regularly;
import dev.footnote.store.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Verifies every tenant's ledger now and then, a bounded stretch each time. What was found stands
 * until the same stretch is looked at again.
 */
@ApplicationScoped
public class SelfCheck {
  private static final Logger LOG = Logger.getLogger(SelfCheck.class.getName());

  private final Database database;
  private final VerifyLedger verify;
  private final SealLedger sealing;
  private final Regularly regularly;
  private final LedgerConfig config;
  private final InstantSource clock;
  private final Map<Integer, Long> next = new ConcurrentHashMap<>();
  private final Map<Integer, Long> found = new ConcurrentHashMap<>();
  private volatile @Nullable Instant checkedAt;

  SelfCheck(
      Database database,
      VerifyLedger verify,
      SealLedger sealing,
      Regularly regularly,
      LedgerConfig config,
      InstantSource clock,
      MeterRegistry metrics) {
    this.database = database;
    this.verify = verify;
    this.sealing = sealing;
    this.regularly = regularly;
    this.config = config;
    this.clock = clock;
    Gauge.builder("footnote.ledger.findings", this, SelfCheck::findings)
        .description("What the last look at the ledgers found wrong")
        .register(metrics);
    Gauge.builder("footnote.ledger.hindered", sealing, SealLedger::hindered)
        .description("Tenants whose ledgers can't be sealed")
        .register(metrics);
  }

  void start(@Observes StartupEvent event) {
    regularly.run("verifying the ledger", config.checkEvery(), this::round);
  }

  /** How many findings stand, of all tenants. */
  public long findings() {
    return found.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Tenants whose ledgers can't be sealed at present. */
  public int hindered() {
    return sealing.hindered();
  }

  /** When the last look ended; null before the first. */
  public @Nullable Instant checkedAt() {
    return checkedAt;
  }

  void round() {
    for (int tenant :
        database.read(
            handle ->
                handle
                    .createQuery("SELECT id FROM tenant ORDER BY id")
                    .mapTo(Integer.class)
                    .list())) {
      check(tenant);
    }
    checkedAt = clock.instant();
  }

  private void check(int tenant) {
    long entries = 0;
    long wrong = 0;
    Long from = next.getOrDefault(tenant, 1L);
    while (from != null && entries < config.checkEntriesMax()) {
      VerifiedLedger page;
      try {
        page = verify.verify(tenant, from, null, null);
      } catch (LedgerBusy e) {
        // Somebody verifies by hand; the next round goes on here.
        LOG.log(Level.FINE, "Left out", e);
        break;
      }
      entries += page.entries();
      wrong += page.found();
      page.findings().stream()
          .limit(10)
          .forEach(finding -> LOG.severe("Ledger of tenant " + tenant + ": " + finding.detail()));
      from = page.nextFrom();
    }
    next.put(tenant, from == null ? 1L : from);
    found.put(tenant, wrong);
  }
}
