package dev.footnote.profile;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.footnote.store.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema that an answer is to follow. The order of its properties is kept, since models
 * write an object's properties in the order in which the schema lists them.
 *
 * @param json the schema's JSON text, without spaces between its parts
 */
public record AnswerSchema(@JsonValue @JsonRawValue String json) {
  /** The most complaints about one value. */
  private static final int COMPLAINTS_MAX = 10;

  private static final List<String> COMBINATIONS = List.of("allOf", "anyOf", "oneOf");
  private static final int DEPTH_MAX = 20;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static AnswerSchema of(JsonNode schema) {
    return new AnswerSchema(schema.toString());
  }

  /** The schema, parsed anew for each caller: a tree can be changed. */
  public JsonNode tree() {
    return Json.read(json, JsonNode.class);
  }

  /** What of a value is not as the schema wants it, in words, each with its place. */
  public List<String> complaints(JsonNode value) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(tree())
        .validate(value)
        .stream()
        .map(message -> message.getMessage())
        .sorted()
        .limit(COMPLAINTS_MAX)
        .toList();
  }

  /** What the schema says of the whole answer. */
  public Place root() {
    JsonNode root = tree();
    return new Place(root, root);
  }

  /** What the schema says of one place of an answer. */
  public record Place(JsonNode root, JsonNode says) {

    /** What it says of a property; null if it does not name it. */
    public @Nullable Place property(String name) {
      return find("properties", name, says, 0);
    }

    /** What it says of an item of a list; null if nothing. */
    public @Nullable Place item() {
      return find("items", null, says, 0);
    }

    /** Whether the schema's author has listed the values that may stand here. */
    public boolean listsValues() {
      JsonNode here = followed(says);
      return here.has("enum") || here.has("const");
    }

    private @Nullable Place find(String keyword, @Nullable String name, JsonNode node, int depth) {
      if (depth > DEPTH_MAX) {
        return null;
      }
      JsonNode here = followed(node);
      JsonNode found = name == null ? here.path(keyword) : here.path(keyword).path(name);
      if (!found.isMissingNode()) {
        return new Place(root, found);
      }
      for (String combination : COMBINATIONS) {
        for (JsonNode part : here.path(combination)) {
          Place place = find(keyword, name, part, depth + 1);
          if (place != null) {
            return place;
          }
        }
      }
      return null;
    }

    private JsonNode followed(JsonNode node) {
      JsonNode here = node;
      for (int depth = 0; here.path("$ref").isTextual() && depth < DEPTH_MAX; depth++) {
        here = root.at(here.path("$ref").asText().substring(1));
      }
      return here;
    }
  }
}
