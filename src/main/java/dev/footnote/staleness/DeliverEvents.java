package dev.footnote.staleness;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.footnote.store.Database;
import dev.footnote.store.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
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
  private final HttpClient client;

  DeliverEvents(
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
    // A redirect could lead to where the webhook itself may not.
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(config.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
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
  private @Nullable String send(WebhookRepository.Secretive to, String delivery, String body) {
    // Again at each delivery: the name may lead elsewhere by now.
    Optional<String> problem =
        WebhookAddress.problem(to.webhook().url(), config.privateAddresses());
    if (problem.isPresent()) {
      return problem.get();
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(to.webhook().url()))
            .timeout(config.timeout())
            .header("Content-Type", "application/json")
            .header(DELIVERY, delivery)
            .header(
                Signature.HEADER, Signature.of(to.secret(), clock.instant().getEpochSecond(), body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<InputStream> reply =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      // Whatever the receiver says beside its status is not read.
      reply.body().close();
      return reply.statusCode() / 100 == 2
          ? null
          : "The receiver replied with status " + reply.statusCode() + ".";
    } catch (IOException e) {
      return "The receiver could not be reached: " + e.getClass().getSimpleName() + ".";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "The service was stopped meanwhile.";
    }
  }
}
