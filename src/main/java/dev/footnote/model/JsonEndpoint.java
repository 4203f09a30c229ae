package dev.footnote.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An address that is posted JSON, within limits of time and size. Its key is sent as a bearer token
 * and is found nowhere else.
 */
public final class JsonEndpoint implements AutoCloseable {
  private static final int EXCERPT_CHARS_MAX = 300;

  private final URI address;
  private final String key;
  private final HttpClient client;

  /**
   * @param key empty for none
   */
  public JsonEndpoint(URI address, String key, Duration connectTimeout) {
    this.address = address;
    this.key = key;
    // HTTP/1.1 because offering an upgrade to HTTP/2 makes some model servers lose the body.
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(connectTimeout)
            .build();
  }

  /** How one request ended. */
  public sealed interface Exchange {}

  /** It was answered, with whatever status. */
  public record Replied(HttpResponse<byte[]> response) implements Exchange {}

  /** It was not answered in time, or not completely. */
  public record Late(TimeoutException cause) implements Exchange {}

  /**
   * There is no whole answer.
   *
   * @param how in a few words, or the name of what happened
   */
  public record Broken(String how, Throwable cause) implements Exchange {}

  /**
   * Posts a body.
   *
   * @param timeout until the last byte of the answer
   * @param bytesMax the longest answer; a longer one is broken off
   */
  public Exchange post(JsonNode body, Duration timeout, long bytesMax) throws InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(
            request(body), BodyHandlers.limiting(BodyHandlers.ofByteArray(), bytesMax));
    try {
      // Not the request's own time-out, which ends with the headers: this covers the body as well.
      return new Replied(exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      exchange.cancel(true);
      return new Late(e);
    } catch (InterruptedException e) {
      exchange.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new Broken(describe(cause), cause);
    }
  }

  private HttpRequest request(JsonNode body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(body.toString()));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    return request.build();
  }

  private static String describe(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  /**
   * The beginning of what an endpoint said, on one line and without the key: endpoints repeat keys
   * in their messages, and pages of proxies are long.
   */
  public String excerpt(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    String shown = key.isEmpty() ? line : line.replace(key, "[key removed]");
    if (shown.isEmpty()) {
      return "no message";
    }
    return shown.length() <= EXCERPT_CHARS_MAX
        ? shown
        : shown.substring(0, EXCERPT_CHARS_MAX) + "…";
  }

  @Override
  public void close() {
    client.close();
  }
}
