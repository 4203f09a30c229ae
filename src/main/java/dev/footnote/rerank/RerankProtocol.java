package dev.footnote.rerank;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footnote.rerank.RerankConfig.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * How each kind of endpoint is asked, and where its scores stand in its answer.
 *
 * @see <a href="https://docs.cohere.com/reference/rerank">Cohere</a>
 * @see <a href="https://jina.ai/reranker/">Jina</a>
 * @see <a href="https://huggingface.github.io/text-embeddings-inference/">Text Embeddings
 *     Inference</a>
 */
final class RerankProtocol {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RerankProtocol() {}

  static ObjectNode request(Shape shape, String model, String question, List<String> passages) {
    ObjectNode body = JSON.createObjectNode();
    switch (shape) {
      case COHERE -> documents(body, model, question, passages);
      // Jina repeats the texts in its answer unless it is told not to; Cohere doesn't know the
      // word.
      case JINA -> documents(body, model, question, passages).put("return_documents", false);
      case TEI -> {
        body.put("query", question);
        passages.forEach(body.putArray("texts")::add);
        body.put("truncate", true);
      }
    }
    return body;
  }

  private static ObjectNode documents(
      ObjectNode body, String model, String question, List<String> passages) {
    body.put("model", model).put("query", question);
    passages.forEach(body.putArray("documents")::add);
    return body.put("top_n", passages.size());
  }

  /**
   * The scores of an answer with status 200, in the order of their passages.
   *
   * @param count how many passages were sent
   * @throws Unusable if the answer is anything but one finite score for each of them
   */
  static List<Double> scores(Shape shape, byte[] reply, int count) throws Unusable {
    JsonNode root = json(reply);
    JsonNode results = shape == Shape.TEI ? root : root.path("results");
    String scoreName = shape == Shape.TEI ? "score" : "relevance_score";
    if (!results.isArray()) {
      throw new Unusable("no list of scores. Is footnote.rerank.shape right?");
    }
    if (results.size() != count) {
      throw new Unusable("%d scores for %d passages".formatted(results.size(), count));
    }
    var scores = new Double[count];
    for (JsonNode result : results) {
      JsonNode number = result.path("index");
      int index = number.isIntegralNumber() && number.canConvertToInt() ? number.intValue() : -1;
      if (index < 0 || index >= count || scores[index] != null) {
        throw new Unusable("scores that are numbered wrongly (index %s)".formatted(number));
      }
      JsonNode score = result.path(scoreName);
      if (!score.isNumber() || !Double.isFinite(score.doubleValue())) {
        throw new Unusable("a %s that is no finite number".formatted(scoreName));
      }
      scores[index] = score.doubleValue();
    }
    return List.of(scores);
  }

  private static JsonNode json(byte[] reply) throws Unusable {
    try {
      return JSON.readTree(reply);
    } catch (IOException e) {
      // Without the cause, which may quote the answer.
      throw new Unusable("something else than JSON");
    }
  }

  /** What an endpoint says of a refusal, as far as it says it in one of the known places. */
  static String message(byte[] reply) {
    try {
      JsonNode root = JSON.readTree(reply);
      return Stream.of(
              root.path("error").path("message"),
              root.path("message"),
              root.path("detail"),
              root.path("error"))
          .filter(JsonNode::isTextual)
          .findFirst()
          .map(JsonNode::textValue)
          .orElse(root.toString());
    } catch (IOException e) {
      return new String(reply, StandardCharsets.UTF_8);
    }
  }

  /** An answer that can't be used; the message says what it held. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(String what) {
      super(what);
    }
  }
}
