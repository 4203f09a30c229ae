package dev.footnote.rerank;

import dev.footnote.model.CircuitBreaker;
import dev.footnote.model.JsonEndpoint;
import dev.footnote.rerank.RerankConfig.Shape;
import dev.footnote.rerank.RerankUnavailable.Remedy;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A reranking model behind an endpoint. All passages of a question go in one request, which is sent
 * once: somebody waits for the answer, and there is an order without it.
 */
final class EndpointReranker implements Reranker {

  /** A score takes less than 100 bytes; the rest is room for what an endpoint adds. */
  static final long REPLY_BYTES_MAX = 1 << 20;

  /**
   * @param endpoint the whole address, {@code /rerank} included
   * @param apiKey empty if the endpoint wants none
   * @param timeout the longest wait for one answer
   * @param failuresMax failures in a row after which the endpoint is left alone
   * @param rest how long it is left alone
   */
  record Settings(
      URI endpoint,
      Shape shape,
      String model,
      String apiKey,
      Duration timeout,
      int failuresMax,
      Duration rest) {

    /** Without the key, so that it can't reach a log. */
    @Override
    public String toString() {
      return "%s at %s".formatted(model, endpoint);
    }
  }

  private sealed interface Outcome {
    record Scored(List<Double> scores) implements Outcome {}

    record Failed(RerankUnavailable problem) implements Outcome {}
  }

  private final Settings settings;
  private final JsonEndpoint endpoint;
  private final CircuitBreaker breaker;

  EndpointReranker(Settings settings) {
    this.settings = settings;
    this.endpoint = new JsonEndpoint(settings.endpoint(), settings.apiKey(), settings.timeout());
    this.breaker = new CircuitBreaker(settings.failuresMax(), settings.rest(), System::nanoTime);
  }

  @Override
  public String model() {
    return settings.model();
  }

  @Override
  public List<Double> score(String question, List<String> passages) {
    if (passages.isEmpty()) {
      return List.of();
    }
    return switch (breaker.ask(
        () -> request(question, passages), EndpointReranker::mayPass, this::leftAlone)) {
      case Outcome.Scored(List<Double> scores) -> scores;
      case Outcome.Failed(RerankUnavailable problem) -> throw problem;
    };
  }

  private static boolean mayPass(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Scored scored -> false;
      case Outcome.Failed(RerankUnavailable problem) -> problem.remedy() == Remedy.RETRY_LATER;
    };
  }

  private Outcome leftAlone() {
    return failed(Remedy.RETRY_LATER, breaker.reason() + ".", null);
  }

  private Outcome request(String question, List<String> passages) {
    var body = RerankProtocol.request(settings.shape(), settings.model(), question, passages);
    try {
      return switch (endpoint.post(body, settings.timeout(), REPLY_BYTES_MAX)) {
        case JsonEndpoint.Replied(HttpResponse<byte[]> response) ->
            response.statusCode() == 200
                ? scored(response.body(), passages.size())
                : refused(response);
        case JsonEndpoint.Late(TimeoutException cause) ->
            failed(
                Remedy.RETRY_LATER,
                "did not answer within %d ms. Is it overloaded, or footnote.rerank.timeout too short, or top too many?"
                    .formatted(settings.timeout().toMillis()),
                cause);
        case JsonEndpoint.Broken(String how, Throwable cause) ->
            failed(Remedy.RETRY_LATER, "could not be reached, or broke off: " + how, cause);
      };
    } catch (InterruptedException e) {
      throw RerankUnavailable.interrupted(e);
    }
  }

  private Outcome scored(byte[] reply, int count) {
    try {
      return new Outcome.Scored(RerankProtocol.scores(settings.shape(), reply, count));
    } catch (RerankProtocol.Unusable e) {
      return failed(
          Remedy.RETRY_LATER, "answered what can't be used: %s.".formatted(e.getMessage()), e);
    }
  }

  private Outcome refused(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    String words = endpoint.excerpt(RerankProtocol.message(response.body()));
    String said = "status %d: %s".formatted(status, words);
    return switch (status) {
      case 401, 403 ->
          failed(
              Remedy.FIX_CONFIGURATION,
              "does not accept the key (%s). Check footnote.rerank.api-key.".formatted(said),
              null);
      case 404 ->
          failed(
              Remedy.FIX_CONFIGURATION,
              "is not there (%s). Check footnote.rerank.base-url, shape and model.".formatted(said),
              null);
      case 429 ->
          failed(
              Remedy.RETRY_LATER,
              "wants fewer requests (%s). Try later, or raise its quota.".formatted(said),
              null);
      case 408, 409, 425 -> inTrouble(said);
      default ->
          status >= 500
              ? inTrouble(said)
              : failed(
                  Remedy.FIX_CONFIGURATION,
                  "refuses the request (%s). Check footnote.rerank.shape, model and top, and its own limits."
                      .formatted(said),
                  null);
    };
  }

  private Outcome inTrouble(String said) {
    return failed(Remedy.RETRY_LATER, "is in trouble (%s). Try later.".formatted(said), null);
  }

  private Outcome failed(Remedy remedy, String what, @Nullable Throwable cause) {
    String message = "The rerank endpoint %s %s".formatted(settings.endpoint(), what);
    return new Outcome.Failed(
        cause == null
            ? new RerankUnavailable(remedy, message)
            : new RerankUnavailable(remedy, message, cause));
  }

  @Override
  public boolean isLeftAlone() {
    return breaker.isOpen();
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
