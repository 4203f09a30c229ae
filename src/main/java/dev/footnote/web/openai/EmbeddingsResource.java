package dev.footnote.web.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footnote.access.Role;
import dev.footnote.embed.Embedder;
import dev.footnote.embed.Embedders;
import dev.footnote.web.api.QuestionGate;
import dev.footnote.web.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The service's own embedding models, for clients of OpenAI's protocol. */
@Path("/v1/embeddings")
@RolesAllowed(Role.READ)
@RunOnVirtualThread
@Tag(name = "OpenAI")
public class EmbeddingsResource {
  /** The most texts in one request. */
  static final int TEXTS_MAX = 128;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Embedders embedders;
  private final QuestionGate gate;

  EmbeddingsResource(Embedders embedders, QuestionGate gate) {
    this.embedders = embedders;
    this.gate = gate;
  }

  @POST
  @Operation(
      summary = "Embed",
      description =
          "Vectors of unit length, as those of passages are made. With \"input_type\": \"query\" as"
              + " those of questions: models that tell the two apart find better with the right one.")
  public ObjectNode embed(JsonNode body) {
    Embedder embedder = embedder(body.path("model").asText());
    int dimensions = embedder.id().dimensions();
    if (body.path("dimensions").asInt(dimensions) != dimensions) {
      throw ProblemException.invalid(
          "dimensions", "'dimensions' can only be %d for this model.".formatted(dimensions));
    }
    boolean base64 = body.path("encoding_format").asText("float").equals("base64");
    boolean query = body.path("input_type").asText("passage").equals("query");
    List<String> texts = texts(body.path("input"), embedder);
    List<float[]> vectors =
        gate.admit(
            () ->
                query
                    ? texts.stream().map(embedder::embedQuery).toList()
                    : embedder.embedPassages(texts));
    ObjectNode reply = JSON.objectNode().put("object", "list");
    ArrayNode data = reply.putArray("data");
    for (float[] vector : vectors) {
      ObjectNode item = data.addObject().put("object", "embedding").put("index", data.size() - 1);
      if (base64) {
        item.put("embedding", inBase64(vector));
      } else {
        ArrayNode numbers = item.putArray("embedding");
        for (float number : vector) {
          numbers.add(number);
        }
      }
    }
    int tokens = texts.stream().mapToInt(embedder::countTokens).sum();
    reply.put("model", embedder.id().name());
    reply.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
    return reply;
  }

  private Embedder embedder(String model) {
    return embedders.all().stream()
        .filter(embedder -> embedder.id().name().equals(model))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    "model",
                    "'model' must name an embedding model of this service: "
                        + String.join(
                            ", ", embedders.all().stream().map(e -> e.id().name()).toList())
                        + "."));
  }

  private static List<String> texts(JsonNode input, Embedder embedder) {
    var texts = new ArrayList<String>();
    if (input.isTextual()) {
      texts.add(input.asText());
    } else {
      input.forEach(
          text -> {
            if (!text.isTextual()) {
              throw ProblemException.invalid(
                  "input", "'input' must be a text or a list of texts; tokens are not read.");
            }
            texts.add(text.asText());
          });
    }
    if (texts.isEmpty() || texts.size() > TEXTS_MAX) {
      throw ProblemException.invalid(
          "input", "'input' must hold 1 to %d texts.".formatted(TEXTS_MAX));
    }
    for (int i = 0; i < texts.size(); i++) {
      if (texts.get(i).isBlank() || embedder.countTokens(texts.get(i)) > embedder.tokensMax()) {
        throw ProblemException.invalid(
            "input[%d]".formatted(i),
            "'input[%d]' must have 1 to %d tokens.".formatted(i, embedder.tokensMax()));
      }
    }
    return texts;
  }

  /** Little-endian floats, as the protocol has them. */
  private static String inBase64(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : vector) {
      bytes.putFloat(number);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
