package dev.footnote.staleness;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.footnote.store.Database;
import dev.footnote.store.Json;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends a webhook's next events, in order. A delivery that was taken counts from the reply on; if
 * the process dies before that is recorded, the same events are sent again.
 */
@ApplicationScoped
class DeliverEvents {
  static final String DELIVERY = "Footnote-Delivery";

  private final Database database;
  private final WebhookRepository webhooks;
  private final StaleFeed feed;
  private final WebhookConfig config;
  private final InstantSource clock;
  private final HostLookup lookup;
  private final CallReceiver call;

  @Inject
  DeliverEvents(
      Database database,
      WebhookRepository webhooks,
      StaleFeed feed,
      WebhookConfig config,
      InstantSource clock,
      Vertx vertx) {
    this(
        database,
        webhooks,
        feed,
        config,
        clock,
        HostLookup.OF_THE_MACHINE,
        new CallReceiver(vertx, new HttpClientOptions(), config.timeout().toMillis()));
  }

  DeliverEvents(
      Database database,
      WebhookRepository webhooks,
      StaleFeed feed,
      WebhookConfig config,
      InstantSource clock,
      HostLookup lookup,
      CallReceiver call) {
    this.database = database;
    this.webhooks = webhooks;
    this.feed = feed;
    this.config = config;
    this.clock = clock;
    this.lookup = lookup;
    this.call = call;
  }

  /** How it went. */
  sealed interface Outcome {
    /** There may be more. */
    record Delivered() implements Outcome {}

    /** Nothing is due any more: all is delivered, or the webhook is parked or gone. */
    record Done() implements Outcome {}

    record Failed(Duration retryAfter) implements Outcome {}
  }

  /** What a receiver reads; {@code delivery} is the same when the same events are sent again. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Body(String delivery, List<StaleEvent> events) {}

  /** Sends the next events of a webhook, if there are any. */
  Outcome deliver(WebhookKey key) {
    WebhookRepository.Secretive found =
        database
            .<Optional<WebhookRepository.Secretive>>read(h -> webhooks.find(h, key))
            .orElse(null);
    if (found == null || found.webhook().parked()) {
      return new Outcome.Done();
    }
    Webhook webhook = found.webhook();
    List<StaleEvent> events = feed.after(key.tenantId(), webhook.delivered(), config.eventsMax());
    if (events.isEmpty()) {
      return new Outcome.Done();
    }
    long last = events.getLast().id();
    String delivery = key.id() + "-" + events.getFirst().id() + "-" + last;
    String failure = send(found, delivery, Json.write(new Body(delivery, events)));
    if (failure == null) {
      database.change(handle -> webhooks.delivered(handle, key, last, clock.instant()));
      return new Outcome.Delivered();
    }
    int attempts =
        database.write(
            handle -> webhooks.failed(handle, key, failure, clock.instant(), config.attemptsMax()));
    return attempts >= config.attemptsMax()
        ? new Outcome.Done()
        : new Outcome.Failed(retryAfter(attempts));
  }

  private Duration retryAfter(int attempts) {
    Duration wait = config.retryFirst().multipliedBy(1L << Math.min(attempts - 1, 20));
    return wait.compareTo(config.retryMax()) > 0 ? config.retryMax() : wait;
  }

  /** Why it was not taken; null if it was. */
  @Nullable String send(WebhookRepository.Secretive to, String delivery, String body) {
    // Again at each delivery: the name may lead elsewhere by now.
    return switch (WebhookAddress.check(to.webhook().url(), config.privateAddresses(), lookup)) {
      case WebhookAddress.Checked.Refused(String detail) -> detail;
      case WebhookAddress.Checked.Allowed(Receiver receiver) -> {
        String signature = Signature.of(to.secret(), clock.instant().getEpochSecond(), body);
        yield failure(
            call.post(receiver, Map.of(DELIVERY, delivery, Signature.HEADER, signature), body));
      }
    };
  }

  private static @Nullable String failure(CallReceiver.Called called) {
    return switch (called) {
      case CallReceiver.Called.Replied(int status) ->
          status / 100 == 2 ? null : "The receiver replied with status " + status + ".";
      case CallReceiver.Called.Failed(String reason) ->
          "The receiver could not be reached: " + reason + ".";
      case CallReceiver.Called.Stopped() -> "The service was stopped meanwhile.";
    };
  }

  @PreDestroy
  void close() {
    call.close();
  }
}
