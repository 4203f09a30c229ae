package dev.footnote.web.mcp;

import dev.footnote.search.SearchConfig;
import dev.footnote.web.api.QuestionRequest;
import io.vertx.core.json.JsonObject;

/** JSON Schema of a question's arguments, which are the fields of a {@link QuestionRequest}. */
final class QuestionSchema {
  private static final String SCHEMA =
      """
      {"type": "object", "additionalProperties": false, "required": ["question"], "properties": {
        "question": {"type": "string", "minLength": 1, "maxLength": %d, "description": "The question, in words"},
        "collection": {"type": "string", "maxLength": 63, "default": "%s", "description": "Name of the collection to look in"},
        "k": {"type": "integer", "minimum": 1, "maximum": 100, "default": %d, "description": "How many passages may be looked at"},
        "filters": {"type": "object", "additionalProperties": false, "description": "What a document must be; all conditions together", "properties": {
          "path": {"type": "string", "maxLength": %d, "description": "Glob over the document's path, such as policies/**"},
          "formats": {"type": "array", "maxItems": 16, "items": {"type": "string"}, "description": "Any of these formats, such as pdf"},
          "metadata": {"type": "object", "maxProperties": %d, "description": "Values that the document's metadata must hold"}}},
        "min_watermark": {"type": "integer", "minimum": 0, "description": "Wait until the index has seen at least this many changes of the collection"},
        "wait_ms": {"type": "integer", "minimum": 0, "maximum": 60000, "description": "How many milliseconds to wait for that at most"},
        "as_of": {"type": ["string", "integer"], "description": "A moment of the past, as a time such as 2026-01-31T12:00:00Z or as a watermark: the collection is looked at exactly as it was then"}%s
      }}""";

  private QuestionSchema() {}

  /**
   * The schema.
   *
   * @param more further properties, each after a comma; empty for none
   */
  static JsonObject of(SearchConfig limits, String more) {
    return new JsonObject(
        SCHEMA.formatted(
            limits.questionCharsMax(),
            QuestionRequest.COLLECTION_DEFAULT,
            QuestionRequest.K_DEFAULT,
            limits.filterCharsMax(),
            limits.filterConditionsMax(),
            more));
  }
}
