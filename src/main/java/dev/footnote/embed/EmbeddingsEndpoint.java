package dev.footnote.embed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footnote.embed.EmbeddingUnavailable.Remedy;
import dev.footnote.embed.Retry.Attempt;
import dev.footnote.embed.Retry.Failed;
import dev.footnote.embed.Retry.Succeeded;
import dev.footnote.model.JsonEndpoint;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
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
  private final JsonEndpoint endpoint;
  private final EmbeddingsReply reply;

  EmbeddingsEndpoint(OpenAiEmbedder.Settings settings) {
    this.settings = settings;
    this.endpoint = new JsonEndpoint(settings.endpoint(), settings.apiKey(), settings.timeout());
    this.reply = new EmbeddingsReply(settings, endpoint);
  }

  /** The vectors of texts in their order, each of unit length, unless it takes longer. */
  Attempt<List<float[]>> ask(List<String> texts, Duration timeout) {
    long bytesMax =
        BYTES_BESIDE_VECTORS_MAX + texts.size() * settings.dimensions() * BYTES_PER_NUMBER_MAX;
    try {
      return switch (endpoint.post(body(texts), timeout, bytesMax)) {
        case JsonEndpoint.Replied(HttpResponse<byte[]> response) -> outcome(response, texts.size());
        case JsonEndpoint.Late(TimeoutException cause) ->
            retryLater(
                "did not answer within %d ms. Is it overloaded, or footnote.embedding.timeout too short?"
                    .formatted(timeout.toMillis()),
                cause);
        case JsonEndpoint.Broken(String how, Throwable cause) ->
            retryLater("could not be reached, or broke off: " + how, cause);
      };
    } catch (InterruptedException e) {
      throw EmbeddingUnavailable.interrupted(e);
    }
  }

  private Attempt<List<float[]>> outcome(HttpResponse<byte[]> response, int count) {
    try {
      return response.statusCode() == 200
          ? new Succeeded<>(reply.vectors(response.body(), count))
          : new Failed<>(reply.refusal(response), EmbeddingsReply.retryAfter(response));
    } catch (EmbeddingUnavailable e) {
      return new Failed<>(e, Duration.ZERO);
    }
  }

  private ObjectNode body(List<String> texts) {
    ObjectNode body =
        JSON.createObjectNode().put("model", settings.model()).put("encoding_format", "float");
    texts.forEach(body.putArray("input")::add);
    if (settings.requestDimensions()) {
      body.put("dimensions", settings.dimensions());
    }
    return body;
  }

  private Attempt<List<float[]>> retryLater(String what, Throwable cause) {
    String message = "The embedding endpoint %s %s".formatted(settings.endpoint(), what);
    return new Failed<>(
        new EmbeddingUnavailable(Remedy.RETRY_LATER, message, cause), Duration.ZERO);
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
