package dev.footnote.web.health;

import dev.footnote.seal.SelfCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * What the last look at the ledger found. Never makes the service unready: whoever tampers with the
 * ledger must not be able to stop it.
 */
@Readiness
@ApplicationScoped
class LedgerCheck implements HealthCheck {
  private final SelfCheck check;

  LedgerCheck(SelfCheck check) {
    this.check = check;
  }

  @Override
  public HealthCheckResponse call() {
    Instant checked = check.checkedAt();
    return HealthCheckResponse.named("ledger")
        .up()
        .withData("findings", check.findings())
        .withData("unsealable", check.hindered())
        .withData("verified", checked == null ? "not yet" : checked.toString())
        .build();
  }
}
