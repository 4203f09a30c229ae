package dev.footnote.embed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footnote.embed.EmbeddingUnavailable.Remedy;
import dev.footnote.model.JsonEndpoint;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Reads what an embeddings endpoint answered, and trusts none of it. */
final class EmbeddingsReply {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final OpenAiEmbedder.Settings settings;
  private final JsonEndpoint endpoint;

  EmbeddingsReply(OpenAiEmbedder.Settings settings, JsonEndpoint endpoint) {
    this.settings = settings;
    this.endpoint = endpoint;
  }

  /**
   * The vectors of an answer with status 200, in the order of their texts, each of unit length.
   *
   * @param count how many texts were sent
   * @throws EmbeddingUnavailable if the answer is anything else
   */
  List<float[]> vectors(byte[] body, int count) {
    JsonNode data = json(body).path("data");
    if (!data.isArray() || data.size() != count) {
      throw unusable("%d vectors for %d texts".formatted(data.size(), count));
    }
    float[][] vectors = new float[count][];
    for (int i = 0; i < count; i++) {
      int index = data.get(i).path("index").asInt(i);
      if (index < 0 || index >= count || vectors[index] != null) {
        throw unusable("its vectors are numbered wrongly");
      }
      vectors[index] = vector(data.get(i).path("embedding"), index);
    }
    return Arrays.asList(vectors);
  }

  private float[] vector(JsonNode numbers, int index) {
    if (numbers.isArray() && numbers.size() != settings.dimensions()) {
      throw problem(
          Remedy.FIX_CONFIGURATION,
          "answered a vector of %d numbers, but footnote.embedding.dimensions is %d. Set the right model or dimensions."
              .formatted(numbers.size(), settings.dimensions()));
    }
    float[] vector = new float[settings.dimensions()];
    for (int i = 0; i < vector.length; i++) {
      JsonNode number = numbers.path(i);
      if (!number.isNumber()) {
        throw unusable("vector %d holds something else than numbers".formatted(index + 1));
      }
      vector[i] = number.floatValue();
    }
    try {
      return UnitVector.of(vector);
    } catch (IllegalArgumentException e) {
      throw unusable("vector %d is %s".formatted(index + 1, e.getMessage()));
    }
  }

  private JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw problem(
          Remedy.RETRY_LATER,
          "answered something else than JSON: \"%s\". Is the address right?"
              .formatted(endpoint.excerpt(new String(body, StandardCharsets.UTF_8))));
    }
  }

  /** What any status but 200 means. */
  EmbeddingUnavailable refusal(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    String said = endpoint.excerpt(message(response.body()));
    return switch (status) {
      case 401, 403 ->
          problem(
              Remedy.FIX_CONFIGURATION,
              "does not accept the key (status %d: %s). Check footnote.embedding.api-key."
                  .formatted(status, said));
      case 404 ->
          problem(
              Remedy.FIX_CONFIGURATION,
              "is not there (status 404: %s). Check footnote.embedding.base-url and model."
                  .formatted(said));
      case 429 ->
          problem(
              Remedy.RETRY_LATER,
              "wants fewer requests (status 429: %s%s). Try later, or raise its quota."
                  .formatted(said, waitInWords(response)));
      case 408, 409, 425 -> passing(status, said);
      default ->
          status >= 500
              ? passing(status, said)
              : problem(
                  Remedy.FIX_CONFIGURATION,
                  "refuses the request (status %d: %s). Check footnote.embedding.model and its limits."
                      .formatted(status, said));
    };
  }

  private EmbeddingUnavailable passing(int status, String said) {
    return problem(
        Remedy.RETRY_LATER, "is in trouble (status %d: %s). Try later.".formatted(status, said));
  }

  /** How long the endpoint asked to be left alone; zero if it didn't say so in seconds. */
  static Duration retryAfter(HttpResponse<?> response) {
    String seconds = response.headers().firstValue("Retry-After").orElse("");
    return seconds.matches("\\d{1,9}")
        ? Duration.ofSeconds(Integer.parseInt(seconds))
        : Duration.ZERO;
  }

  private static String waitInWords(HttpResponse<?> response) {
    Duration wait = retryAfter(response);
    return wait.isZero() ? "" : ", in %d s".formatted(wait.toSeconds());
  }

  private static String message(byte[] body) {
    try {
      JsonNode message = JSON.readTree(body).path("error").path("message");
      if (message.isTextual()) {
        return message.textValue();
      }
    } catch (IOException e) {
      // Not the protocol's error object; what was sent instead says more than this exception.
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private EmbeddingUnavailable unusable(String what) {
    return problem(Remedy.RETRY_LATER, "answered what can't be used: " + what + ". Try later.");
  }

  private EmbeddingUnavailable problem(Remedy remedy, String what) {
    return new EmbeddingUnavailable(
        remedy, "The embedding endpoint %s %s".formatted(settings.endpoint(), what));
  }
}
