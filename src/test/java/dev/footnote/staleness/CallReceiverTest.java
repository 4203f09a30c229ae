package dev.footnote.staleness;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.footnote.staleness.CallReceiver.Called;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a webhook's name led to when it was checked is called, and nobody else. */
class CallReceiverTest {
  private static final String PASSWORD = "changeit";
  private static final Map<String, String> HEADERS = Map.of("Footnote-Delivery", "1");
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private static Vertx vertx;

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final HttpHandler taking =
      exchange -> {
        received.add(
            "%s %s %s"
                .formatted(
                    exchange.getRequestHeaders().getFirst("Host"),
                    exchange.getRequestURI(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        exchange.sendResponseHeaders(
            exchange.getRequestURI().getPath().equals("/to") ? 302 : 204, -1);
        exchange.close();
      };

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
  }

  @Test
  void theCheckedAddressIsCalledUnderTheHostsName() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    server.createContext("/", taking);
    server.start();
    try (var call = caller(new HttpClientOptions())) {
      // A name that the machine itself can't look up.
      String host = "receiver.test:" + server.getAddress().getPort();
      assertThat(call.post(receiver("http://" + host + "/hook?a=%20b"), HEADERS, "{\"a\":\"ä\"}"))
          .isEqualTo(new Called.Replied(204));
      assertThat(call.post(receiver("http://" + host), HEADERS, "{}"))
          .isEqualTo(new Called.Replied(204));
      assertThat(call.post(receiver("http://" + host + "/to"), HEADERS, "{}"))
          .as("a redirect is a reply")
          .isEqualTo(new Called.Replied(302));
      assertThat(received)
          .containsExactly(host + " /hook?a=%20b {\"a\":\"ä\"}", host + " / {}", host + " /to {}");
    } finally {
      server.stop(0);
    }
    try (var call = caller(new HttpClientOptions())) {
      assertThat(
              call.post(
                  receiver("http://receiver.test:" + server.getAddress().getPort()), HEADERS, "{}"))
          .isInstanceOf(Called.Failed.class);
    }
  }

  @Test
  void aReceiverThatNeverRepliesIsLeft() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    var hang = new CountDownLatch(1);
    server.createContext(
        "/",
        exchange -> {
          try {
            hang.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
    try (var call = new CallReceiver(vertx, new HttpClientOptions(), 200)) {
      assertThat(
              call.post(
                  receiver("http://receiver.test:" + server.getAddress().getPort()), HEADERS, "{}"))
          .isInstanceOf(Called.Failed.class);
    } finally {
      hang.countDown();
      server.stop(0);
    }
  }

  @Test
  void theCertificateMustBeForTheHostsName(@TempDir Path folder) throws Exception {
    Path keys = folder.resolve("keys.p12");
    certify("receiver.test", keys);
    HttpsServer server = HttpsServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
    server.createContext("/", taking);
    server.start();
    var trusting =
        new HttpClientOptions()
            .setTrustOptions(new PfxOptions().setPath(keys.toString()).setPassword(PASSWORD));
    int port = server.getAddress().getPort();
    try (var call = caller(trusting);
        var stranger = caller(new HttpClientOptions())) {
      assertThat(call.post(receiver("https://receiver.test:" + port + "/hook"), HEADERS, "{}"))
          .isEqualTo(new Called.Replied(204));
      assertThat(call.post(receiver("https://other.test:" + port + "/hook"), HEADERS, "{}"))
          .isInstanceOf(Called.Failed.class);
      assertThat(stranger.post(receiver("https://receiver.test:" + port + "/hook"), HEADERS, "{}"))
          .isInstanceOf(Called.Failed.class);
      assertThat(received).containsExactly("receiver.test:" + port + " /hook {}");
    } finally {
      server.stop(0);
    }
  }

  private static void certify(String name, Path keys) throws Exception {
    int status =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "receiver",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                keys.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    assertThat(status).isZero();
  }

  private static SSLContext context(Path keys) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(keys)) {
      store.load(stream, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static CallReceiver caller(HttpClientOptions options) {
    return new CallReceiver(vertx, options, 10_000);
  }

  private static Receiver receiver(String url) {
    return new Receiver(URI.create(url), LOOPBACK);
  }
}
