package dev.footnote.staleness;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts to a receiver at the very address that was checked, under the host's name: the name stands
 * in the request, in the TLS handshake, and is what the certificate must be for. A name that led to
 * a public address when it was checked can't lead into the network when it is called. No redirect
 * is followed, no proxy asked, and nothing of a reply is read but its status.
 */
final class CallReceiver implements AutoCloseable {
  private final HttpClient client;
  private final long timeoutMs;

  /**
   * @param options of the client, such as whom to trust
   */
  CallReceiver(Vertx vertx, HttpClientOptions options, long timeoutMs) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions(options)
                .setKeepAlive(false)
                .setVerifyHost(true)
                .setConnectTimeout(Math.toIntExact(timeoutMs)));
    this.timeoutMs = timeoutMs;
  }

  /** What came of a call. */
  sealed interface Called {
    /** The receiver replied. */
    record Replied(int status) implements Called {}

    /** It could not be reached, for that reason. */
    record Failed(String reason) implements Called {}

    /** The service is being stopped. */
    record Stopped() implements Called {}
  }

  /** Posts JSON, and waits for the status of the reply. */
  Called post(Receiver receiver, Map<String, String> headers, String body) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(
                SocketAddress.inetSocketAddress(
                    receiver.port(), receiver.address().getHostAddress()))
            .setHost(receiver.uri().getHost())
            .setPort(receiver.port())
            .setSsl(receiver.isEncrypted())
            .setURI(receiver.target())
            .setFollowRedirects(false)
            .setTimeout(timeoutMs)
            .putHeader("Content-Type", "application/json");
    headers.forEach(options::putHeader);
    Future<Integer> status =
        client
            .request(options)
            .compose(request -> request.send(Buffer.buffer(body)).map(CallReceiver::status));
    try {
      return new Called.Replied(
          status
              .toCompletionStage()
              .toCompletableFuture()
              // Each step has this limit; one more than there are steps ends whatever hangs.
              .get(3 * timeoutMs, TimeUnit.MILLISECONDS));
    } catch (ExecutionException failed) {
      return new Called.Failed(
          failed.getCause() == null ? "unknown" : failed.getCause().getClass().getSimpleName());
    } catch (TimeoutException hangs) {
      return new Called.Failed("no reply");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Called.Stopped();
    }
  }

  /** Lets go of the rest of the reply, however long it is. */
  private static int status(HttpClientResponse reply) {
    int status = reply.statusCode();
    // Else the reset would be logged as a failure.
    reply.exceptionHandler(reset -> {});
    reply.request().reset();
    return status;
  }

  @Override
  public void close() {
    client.close();
  }
}
