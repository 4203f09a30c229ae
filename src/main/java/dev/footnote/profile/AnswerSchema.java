package dev.footnote.profile;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.footnote.store.Json;

/**
 * The JSON Schema that an answer is to follow. The order of its properties is kept, since models
 * write an object's properties in the order in which the schema lists them.
 *
 * @param json the schema's JSON text, without spaces between its parts
 */
public record AnswerSchema(@JsonValue @JsonRawValue String json) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static AnswerSchema of(JsonNode schema) {
    return new AnswerSchema(schema.toString());
  }

  /** The schema, parsed anew for each caller: a tree can be changed. */
  public JsonNode tree() {
    return Json.read(json, JsonNode.class);
  }
}
