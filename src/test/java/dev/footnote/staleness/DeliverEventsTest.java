package dev.footnote.staleness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.footnote.audit.Ledger;
import dev.footnote.document.DocumentKey;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.LedgerEntries;
import dev.footnote.history.CitedSpan;
import dev.footnote.store.Database;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class DeliverEventsTest {
  private static final String SECRET = "a secret of some length";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject Database database;
  @Inject Ledger ledger;
  @Inject FollowCitations follow;
  @Inject StaleFeed feed;
  @Inject Webhooks webhooks;
  @Inject DeliverEvents deliver;
  @Inject WebhookConfig config;
  @Inject WebhookRepository repository;
  @Inject Vertx vertx;

  @Test
  void aReceiverThatNeverTakesIsParkedAndGoesOnWhereItStopped(@TempDir Path folder)
      throws IOException {
    var taken = new AtomicInteger();
    var status = new AtomicInteger(500);
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          taken.addAndGet(status.get() == 200 ? 1 : 0);
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    receiver.start();
    FolderCollection.put(folder.resolve("leave.txt"), "Leave is 26 days.\n");
    try (FolderCollection collection = FolderCollection.apart(folder)) {
      int tenant = collection.scope().tenantId();
      UUID id = added(tenant, "http://127.0.0.1:" + receiver.getAddress().getPort() + "/");
      wentStale(collection);
      var key = new WebhookKey(tenant, id);

      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                deliver.deliver(key);
                return webhooks.all(tenant).getFirst().parked();
              });
      Webhook parked = webhooks.all(tenant).getFirst();
      assertThat(parked.attempts()).isGreaterThanOrEqualTo(config.attemptsMax());
      assertThat(parked.failure()).isEqualTo("The receiver replied with status 500.");
      assertThat(deliver.deliver(key)).isEqualTo(new DeliverEvents.Outcome.Done());
      status.set(200);
      assertThat(deliver.deliver(key)).isEqualTo(new DeliverEvents.Outcome.Done());
      assertThat(taken).hasValue(0);

      assertThat(webhooks.resume(tenant, id)).isTrue();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                deliver.deliver(key);
                return webhooks.all(tenant).getFirst().delivered() == feed.newest(tenant);
              });
      assertThat(taken).hasPositiveValue();
      assertThat(webhooks.all(tenant).getFirst().failure()).isNull();
      assertThat(webhooks.remove(tenant, id)).isTrue();
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void whatAReceiverTookItIsNotSentAgain(@TempDir Path folder) throws IOException {
    var taken = new CopyOnWriteArrayList<Long>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          JSON.readTree(exchange.getRequestBody().readAllBytes())
              .get("events")
              .forEach(event -> taken.add(event.get("id").longValue()));
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    receiver.start();
    FolderCollection.put(folder.resolve("leave.txt"), "Leave is 26 days.\n");
    try (FolderCollection collection = FolderCollection.apart(folder)) {
      int tenant = collection.scope().tenantId();
      wentStale(collection);
      followed(collection, "Leave is 26 days.\n");
      var behind =
          new Webhook(
              UUID.randomUUID(),
              "http://127.0.0.1:" + receiver.getAddress().getPort() + "/",
              Instant.now(),
              "ada",
              0,
              null,
              0,
              null,
              null,
              false);

      database.change(handle -> repository.add(handle, tenant, behind, SECRET));
      await().atMost(Duration.ofMinutes(1)).until(() -> taken.contains(feed.newest(tenant)));
      assertThat(taken).as("one delivery").hasSizeGreaterThan(1);
      followed(collection, "Leave is 28 days.\n");
      await().atMost(Duration.ofMinutes(1)).until(() -> taken.contains(feed.newest(tenant)));

      assertThat(taken).isSorted().doesNotHaveDuplicates();
      assertThat(webhooks.remove(tenant, behind.id())).isTrue();
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void aNameIsLookedUpOnceForEachDeliveryAndNotBelievedTwice() throws IOException {
    var taken = new AtomicInteger();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          taken.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    var lookups = new AtomicInteger();
    // It leads out when it is asked first, and inside from then on.
    HostLookup rebinding =
        host ->
            List.of(
                InetAddress.getByName(
                    lookups.incrementAndGet() == 1 ? "93.184.215.14" : "127.0.0.1"));
    String url = "http://rebound.test:" + receiver.getAddress().getPort() + "/";
    Instant now = Instant.now();
    var to =
        new WebhookRepository.Secretive(
            new Webhook(UUID.randomUUID(), url, now, "ada", 0, null, 0, null, null, false), SECRET);
    try (var call = new CallReceiver(vertx, new HttpClientOptions(), 10_000)) {
      WebhookConfig open = allowing(true);
      WebhookConfig closed = allowing(false);
      assertThat(WebhookAddress.check(url, false, rebinding))
          .as("when it was made")
          .isInstanceOf(WebhookAddress.Checked.Allowed.class);

      assertThat(delivering(closed, rebinding, call).send(to, "1", "{}")).contains("not public");
      assertThat(taken).hasValue(0);
      assertThat(lookups).hasValue(2);
      assertThat(delivering(open, rebinding, call).send(to, "1", "{}")).isNull();
      assertThat(taken).hasValue(1);
      assertThat(lookups).as("the connection looks nothing up by itself").hasValue(3);
    } finally {
      receiver.stop(0);
    }
  }

  private static WebhookConfig allowing(boolean privateAddresses) {
    return new SmallRyeConfigBuilder()
        .withConverter(Duration.class, 200, new DurationConverter())
        .withMapping(WebhookConfig.class)
        .withDefaultValue("footnote.webhooks.private-addresses", Boolean.toString(privateAddresses))
        .build()
        .getConfigMapping(WebhookConfig.class);
  }

  private DeliverEvents delivering(WebhookConfig limits, HostLookup lookup, CallReceiver call) {
    return new DeliverEvents(
        database, repository, feed, limits, InstantSource.system(), lookup, call);
  }

  @Test
  void aTenantHasSoManyWebhooksAndSeesItsOwnAlone(@TempDir Path folder, @TempDir Path other) {
    FolderCollection.put(folder.resolve("a.txt"), "Something.\n");
    FolderCollection.put(other.resolve("a.txt"), "Something.\n");
    try (FolderCollection collection = FolderCollection.apart(folder);
        FolderCollection stranger = FolderCollection.apart(other)) {
      int tenant = collection.scope().tenantId();
      UUID first = added(tenant, "http://127.0.0.1:9/");
      for (int i = 1; i < config.perTenantMax(); i++) {
        added(tenant, "http://127.0.0.1:9/");
      }
      assertThat(webhooks.add(tenant, "http://127.0.0.1:9/", SECRET, "ada"))
          .isEqualTo(new Webhooks.Added.TooMany(config.perTenantMax()));
      assertThat(webhooks.all(stranger.scope().tenantId())).isEmpty();
      assertThat(webhooks.remove(stranger.scope().tenantId(), first)).isFalse();
      assertThat(webhooks.resume(stranger.scope().tenantId(), first)).isFalse();
      webhooks.all(tenant).forEach(webhook -> webhooks.remove(tenant, webhook.id()));
    }
  }

  private UUID added(int tenant, String url) {
    return switch (webhooks.add(tenant, url, SECRET, "ada")) {
      case Webhooks.Added.Done(Webhook webhook) -> webhook.id();
      case Webhooks.Added refused -> throw new AssertionError(refused);
    };
  }

  private void wentStale(FolderCollection collection) {
    var span =
        new CitedSpan(
            new DocumentKey(
                collection.scope(),
                (UUID)
                    Objects.requireNonNull(
                        Objects.requireNonNull(collection.document("leave.txt")).get("id"))),
            1,
            0,
            17,
            "leave.txt");
    database.change(
        handle ->
            ledger.append(
                handle,
                LedgerEntries.citing(
                    collection.scope(),
                    Instant.now(),
                    1,
                    "How much?",
                    List.of(new LedgerEntries.Quoted(span, "Leave is 26 days.")))));
    followed(collection, "Leave is 27 days.\n");
  }

  /** Writes the file, and waits until that is told of what is cited of it. */
  private void followed(FolderCollection collection, String text) {
    int tenant = collection.scope().tenantId();
    long before = feed.newest(tenant);
    collection.write("leave.txt", text);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              follow.catchUp();
              return feed.newest(tenant) > before;
            });
  }
}
