package dev.footnote.staleness;

import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Who the feed of a tenant is sent to. */
@ApplicationScoped
public class Webhooks {
  private final Database database;
  private final WebhookRepository webhooks;
  private final StaleFeed feed;
  private final WebhookConfig config;
  private final InstantSource clock;

  Webhooks(
      Database database,
      WebhookRepository webhooks,
      StaleFeed feed,
      WebhookConfig config,
      InstantSource clock) {
    this.database = database;
    this.webhooks = webhooks;
    this.feed = feed;
    this.config = config;
    this.clock = clock;
  }

  /** What came of adding one. */
  public sealed interface Added {
    record Done(Webhook webhook) implements Added {}

    /** It may not stand there, for that reason. */
    record Refused(String detail) implements Added {}

    /**
     * The tenant has as many as it may.
     *
     * @param max how many that is
     */
    record TooMany(int max) implements Added {}
  }

  /** Sends what happens from now on to an address, signed with a secret. */
  public Added add(int tenantId, String url, String secret, String by) {
    if (WebhookAddress.check(url, config.privateAddresses(), HostLookup.OF_THE_MACHINE)
        instanceof WebhookAddress.Checked.Refused(String detail)) {
      return new Added.Refused(detail);
    }
    var webhook =
        new Webhook(
            UUID.randomUUID(),
            url,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            by,
            feed.newest(tenantId),
            null,
            0,
            null,
            null,
            false);
    return database.write(
        handle -> {
          if (webhooks.all(handle, tenantId).size() >= config.perTenantMax()) {
            return new Added.TooMany(config.perTenantMax());
          }
          webhooks.add(handle, tenantId, webhook, secret);
          return new Added.Done(webhook);
        });
  }

  /** The tenant's webhooks, the oldest first. */
  public List<Webhook> all(int tenantId) {
    return database.read(handle -> webhooks.all(handle, tenantId));
  }

  /** Sends nothing there any more; false if the tenant has no such webhook. */
  public boolean remove(int tenantId, UUID id) {
    return database.write(handle -> webhooks.remove(handle, new WebhookKey(tenantId, id)));
  }

  /** Lets a parked webhook go on where it stopped; false if the tenant has no such webhook. */
  public boolean resume(int tenantId, UUID id) {
    return database.write(handle -> webhooks.resume(handle, new WebhookKey(tenantId, id)));
  }
}
