package dev.footnote.web.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footnote.audit.ReadLedger;
import dev.footnote.web.api.CitingResource;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists the answers that cited a document or one of its versions. */
@Singleton
class WhoCitedTool implements McpTool {
  private static final int LIMIT_DEFAULT = 20;

  private final CitingResource citing;
  private final ToolJson json;

  WhoCitedTool(CitingResource citing, ToolJson json) {
    this.citing = citing;
    this.json = json;
  }

  /** What the tool is called with. */
  record Arguments(
      @NotBlank(message = "must be the id of a document, as a citation gives it") String documentId,
      @Nullable @Min(value = 1, message = "must be the number of a version, from 1")
          Integer version,
      @Nullable String cursor,
      @Nullable
          @Min(value = 1, message = "must be at least 1")
          @Max(value = ReadLedger.LIMIT_MAX, message = "must be at most 200")
          Integer limit) {}

  @Override
  public Description description() {
    return new Description(
        "who_cited",
        "Who cited this",
        """
        Lists the answers on the ledger that cited a document, or one version of it, newest first, each with what it \
        quoted, where, and whether the quoted text is current, moved, superseded or deleted now. Call it to learn whom to \
        tell when a document was wrong.""",
        new JsonObject(
            """
            {"type": "object", "additionalProperties": false, "required": ["document_id"], "properties": {
              "document_id": {"type": "string", "format": "uuid", "description": "Id of the document, as a citation gives it"},
              "version": {"type": "integer", "minimum": 1, "description": "Number of one version; any if left out"},
              "cursor": {"type": "string", "description": "The next_cursor of the page before"},
              "limit": {"type": "integer", "minimum": 1, "maximum": %d, "default": %d, "description": "How many answers"}
            }}"""
                .formatted(ReadLedger.LIMIT_MAX, LIMIT_DEFAULT)),
        "an auditor or an admin");
  }

  @Override
  public JsonNode call(Map<String, Object> arguments) {
    Arguments asked = json.read(arguments, Arguments.class);
    return ToolJson.tree(
        citing.citing(
            asked.documentId(),
            asked.version(),
            null,
            null,
            asked.cursor(),
            asked.limit() == null ? LIMIT_DEFAULT : asked.limit()));
  }

  @Override
  public String text(JsonNode result) {
    JsonNode answers = result.path("answers");
    if (answers.isEmpty()) {
      return "No answer has cited it.";
    }
    var text = new StringBuilder();
    for (JsonNode answer : answers) {
      text.append(text.isEmpty() ? "" : "\n")
          .append(
              "%s, to %s: %s\nanswer_id: %s\n"
                  .formatted(
                      answer.path("at").asText(),
                      answer.path("caller").asText(),
                      answer.path("question").asText(),
                      answer.path("answer_id").asText()));
      for (JsonNode citation : answer.path("citations")) {
        text.append(
            ReadableText.passage(
                citation.path("n").asInt(),
                citation,
                "%s: \"%s\""
                    .formatted(citation.path("status").asText(), citation.path("quote").asText())));
      }
    }
    if (result.path("next_cursor").isTextual()) {
      text.append("\nMore with cursor: ").append(result.path("next_cursor").textValue());
    }
    return text.toString();
  }
}
