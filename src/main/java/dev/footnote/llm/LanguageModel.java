package dev.footnote.llm;

import dev.footnote.model.CircuitBreaker;
import dev.footnote.model.EndpointSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint with language models: messages in, text out as it is written. It is tried again after
 * a refusal that may pass, as long as it has said nothing, and left alone when it keeps failing.
 */
public final class LanguageModel implements AutoCloseable {
  /** Many times the longest text; the rest is what the protocol puts around each word. */
  private static final long REPLY_BYTES_MAX = 8 << 20;

  private static final String TIMEOUT = "timeout";

  private static final Duration PAUSE = Duration.ofMillis(300);

  private final LlmConfig config;
  private final URI address;
  private final String key;
  private final HttpClient client;
  private final Semaphore seats;
  private final CircuitBreaker breaker;

  /**
   * @param prefix where its settings stand in the configuration, with the last dot
   * @throws IllegalArgumentException if the settings can't be those of an endpoint
   */
  LanguageModel(LlmConfig config, URI baseUrl, String apiKey, String prefix) {
    this.config = config;
    this.address = EndpointSettings.address(baseUrl, "/chat/completions", prefix);
    this.key = EndpointSettings.key(apiKey, prefix);
    // HTTP/1.1 because offering an upgrade to HTTP/2 makes some model servers lose the body.
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.connectTimeout())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    this.seats = new Semaphore(config.requestsMax());
    this.breaker = new CircuitBreaker(config.failuresMax(), config.rest(), System::nanoTime);
  }

  /** How one try ended. */
  private sealed interface Outcome {
    record Said(ChatReply reply) implements Outcome {}

    record Failed(LanguageModelFailed failure, boolean spoke) implements Outcome {}
  }

  /**
   * What the model says, within the configured time for all tries together.
   *
   * @param listener gets the text in pieces, as they arrive, on the caller's thread
   * @throws LanguageModelFailed if the model says nothing usable, or does not come to an end, in
   *     time; the listener may have been given something by then
   */
  public ChatReply ask(ChatRequest request, Consumer<String> listener) {
    long deadline = System.nanoTime() + config.timeout().toNanos();
    for (int left = config.retries(); ; left--) {
      Outcome outcome =
          breaker.ask(
              () -> attempt(request, listener, deadline),
              LanguageModel::isTrouble,
              () -> new Outcome.Failed(new LanguageModelFailed(breaker.reason(), false), false));
      switch (outcome) {
        case Outcome.Said(ChatReply reply) -> {
          return reply;
        }
        case Outcome.Failed(LanguageModelFailed failure, boolean spoke) -> {
          Duration pause = pause(failure, deadline);
          if (spoke || left <= 0 || !failure.isPassing() || pause == null) {
            throw failure;
          }
          sleep(pause);
        }
      }
    }
  }

  /**
   * Whether the endpoint is to blame; one that refuses a request, or is busy with ours, is there.
   */
  private static boolean isTrouble(Outcome outcome) {
    return outcome instanceof Outcome.Failed(LanguageModelFailed failure, boolean spoke)
        && (failure.isPassing() || failure.reason().equals(TIMEOUT));
  }

  /** How long to wait before the next try; null if the time is too short for that. */
  private @Nullable Duration pause(LanguageModelFailed failure, long deadline) {
    Duration wanted = failure.retryAfter() == null ? PAUSE : failure.retryAfter();
    boolean inTime = deadline - System.nanoTime() > wanted.toNanos();
    return inTime && wanted.compareTo(config.retryAfterMax()) <= 0 ? wanted : null;
  }

  private Outcome attempt(ChatRequest request, Consumer<String> listener, long deadline) {
    if (!seats.tryAcquire()) {
      return new Outcome.Failed(
          new LanguageModelFailed("too many questions at once", false), false);
    }
    var events = new ReplyEvents(listener);
    try {
      return new Outcome.Said(exchange(request, events, deadline));
    } catch (LanguageModelFailed failure) {
      return new Outcome.Failed(failure, events.hasSpoken());
    } finally {
      seats.release();
    }
  }

  private ChatReply exchange(ChatRequest request, ReplyEvents events, long deadline) {
    var lines = new ReplyLines();
    CompletableFuture<HttpResponse<Boolean>> exchange =
        client.sendAsync(request(request), BodyHandlers.limiting(lines.handler(), REPLY_BYTES_MAX));
    exchange.whenComplete(
        (response, failure) -> {
          if (failure != null) {
            lines.failed(failure.getCause() == null ? failure : failure.getCause());
          }
        });
    try {
      return read(lines, events, deadline);
    } finally {
      lines.cancel();
      exchange.cancel(true);
    }
  }

  private ChatReply read(ReplyLines lines, ReplyEvents events, long deadline) {
    ReplyLines.Event first = next(lines, deadline);
    switch (first) {
      case ReplyLines.Head(int status, var headers) when status != 200 ->
          throw Refusal.of(status, headers);
      case ReplyLines.Broken(Throwable cause) -> throw Refusal.broken(cause, false);
      default -> {}
    }
    while (true) {
      switch (next(lines, deadline)) {
        case ReplyLines.Head head -> {}
        case ReplyLines.Line(String line) -> events.line(line);
        case ReplyLines.End() -> {
          return events.end();
        }
        case ReplyLines.Broken(Throwable cause) -> throw Refusal.broken(cause, events.hasSpoken());
      }
    }
  }

  private ReplyLines.Event next(ReplyLines lines, long deadline) {
    Duration left = Duration.ofNanos(deadline - System.nanoTime());
    Duration patience = left.compareTo(config.silenceMax()) < 0 ? left : config.silenceMax();
    try {
      ReplyLines.Event event = lines.next(patience);
      if (event == null) {
        // Not passing: whoever asks has waited long enough, and asking again costs as much.
        throw new LanguageModelFailed(TIMEOUT, false);
      }
      return event;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private HttpRequest request(ChatRequest request) {
    HttpRequest.Builder http =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream, application/json")
            .POST(BodyPublishers.ofString(request.body().toString()));
    if (!key.isEmpty()) {
      http.header("Authorization", "Bearer " + key);
    }
    return http.build();
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static LanguageModelFailed interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new LanguageModelFailed("interrupted", false, null, e);
  }

  /** How many requests are under way. */
  int requests() {
    return config.requestsMax() - seats.availablePermits();
  }

  /** Whether it has failed so often that it is left alone for now. */
  public boolean isLeftAlone() {
    return breaker.isOpen();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
