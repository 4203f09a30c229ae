package dev.footnote.embed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footnote.embed.EmbeddingUnavailable.Remedy;
import dev.footnote.embed.Retry.Attempt;
import dev.footnote.embed.Retry.Failed;
import dev.footnote.embed.Retry.Succeeded;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request to {@code POST /embeddings}. LangChain4j's client is not used because it hides the
 * headers of a refusal, so that {@code Retry-After} could not be honoured, and trusts the order,
 * length and numbers of the answer.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings/create">the protocol</a>
 */
final class EmbeddingsEndpoint implements AutoCloseable {

  /** A number of a vector takes about 12 to 25 characters; this leaves room for indenting. */
  private static final long BYTES_PER_NUMBER_MAX = 64;

  /** Room for everything in an answer but its vectors, and for an error message. */
  private static final long BYTES_BESIDE_VECTORS_MAX = 1 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final OpenAiEmbedder.Settings settings;
  private final EmbeddingsReply reply;
  private final HttpClient client;

  EmbeddingsEndpoint(OpenAiEmbedder.Settings settings) {
    this.settings = settings;
    this.reply = new EmbeddingsReply(settings);
    // HTTP/1.1 because offering an upgrade to HTTP/2 makes some model servers lose the body.
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.timeout())
            .build();
  }

  /** The vectors of texts in their order, each of unit length, unless it takes longer. */
  Attempt<List<float[]>> ask(List<String> texts, Duration timeout) {
    long bytesMax =
        BYTES_BESIDE_VECTORS_MAX + texts.size() * settings.dimensions() * BYTES_PER_NUMBER_MAX;
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(
            request(texts), BodyHandlers.limiting(BodyHandlers.ofByteArray(), bytesMax));
    try {
      // Not the request's own time-out, which ends with the headers: this covers the body as well.
      HttpResponse<byte[]> response = exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return response.statusCode() == 200
          ? new Succeeded<>(reply.vectors(response.body(), texts.size()))
          : new Failed<>(reply.refusal(response), EmbeddingsReply.retryAfter(response));
    } catch (EmbeddingUnavailable e) {
      return new Failed<>(e, Duration.ZERO);
    } catch (TimeoutException e) {
      exchange.cancel(true);
      return retryLater(
          "did not answer within %d ms. Is it overloaded, or footnote.embedding.timeout too short?"
              .formatted(timeout.toMillis()),
          e);
    } catch (InterruptedException e) {
      exchange.cancel(true);
      throw EmbeddingUnavailable.interrupted(e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return retryLater("could not be reached, or broke off: " + describe(cause), cause);
    }
  }

  private HttpRequest request(List<String> texts) {
    ObjectNode body =
        JSON.createObjectNode().put("model", settings.model()).put("encoding_format", "float");
    texts.forEach(body.putArray("input")::add);
    if (settings.requestDimensions()) {
      body.put("dimensions", settings.dimensions());
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.endpoint())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(body.toString()));
    if (!settings.apiKey().isEmpty()) {
      request.header("Authorization", "Bearer " + settings.apiKey());
    }
    return request.build();
  }

  private Attempt<List<float[]>> retryLater(String what, Throwable cause) {
    String message = "The embedding endpoint %s %s".formatted(settings.endpoint(), what);
    return new Failed<>(
        new EmbeddingUnavailable(Remedy.RETRY_LATER, message, cause), Duration.ZERO);
  }

  private static String describe(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  @Override
  public void close() {
    client.close();
  }
}
