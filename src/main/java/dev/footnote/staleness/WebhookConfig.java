package dev.footnote.staleness;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of webhooks. */
@ConfigMapping(prefix = "footnote.webhooks")
public interface WebhookConfig {
  /** Whether receivers may stand at loopback, link-local and private addresses. */
  @WithDefault("false")
  boolean privateAddresses();

  /** Webhooks of one tenant. */
  @WithDefault("20")
  int perTenantMax();

  /** Events in one delivery. */
  @WithDefault("50")
  int eventsMax();

  /** How long a receiver may take to reply. */
  @WithDefault("10s")
  Duration timeout();

  /** Tries of a delivery, after which the webhook is parked. */
  @WithDefault("12")
  int attemptsMax();

  /** Wait after the first failed try; doubled with each further one. */
  @WithDefault("2s")
  Duration retryFirst();

  /** Longest wait between two tries. */
  @WithDefault("1h")
  Duration retryMax();

  /** Deliveries at once, in one process. */
  @WithDefault("2")
  int workers();

  /** How often undelivered events are looked for. */
  @WithDefault("1s")
  Duration every();
}
