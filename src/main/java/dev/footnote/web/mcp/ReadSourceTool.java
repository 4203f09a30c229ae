package dev.footnote.web.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footnote.document.DocumentSummary;
import dev.footnote.web.api.DocumentResource;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the text of a document's version, or a span of it with what stands around it. */
@Singleton
class ReadSourceTool implements McpTool {
  private static final int CONTEXT_DEFAULT = 500;
  private static final int CONTEXT_MAX = 5_000;

  private final DocumentResource documents;
  private final ToolJson json;
  private final McpConfig config;

  ReadSourceTool(DocumentResource documents, ToolJson json, McpConfig config) {
    this.documents = documents;
    this.json = json;
    this.config = config;
  }

  /** What the tool is called with. */
  record Arguments(
      @NotBlank(message = "must be the id of a document, as a citation gives it") String documentId,
      @Nullable @Min(value = 1, message = "must be the number of a version, from 1")
          Integer version,
      @Nullable @Min(value = 0, message = "must be at least 0") Integer start,
      @Nullable @Min(value = 1, message = "must be at least 1") Integer end,
      @Nullable
          @Min(value = 0, message = "must be at least 0")
          @Max(value = CONTEXT_MAX, message = "must be at most 5000")
          Integer context) {}

  @Override
  public Description description() {
    return new Description(
        "read_source",
        "Read a source",
        """
        Reads a document in the version that was cited, also after it was replaced. With start and end (a citation's \
        span) it gives that passage and what stands around it; without them the text from its beginning, or from \
        start, and 'later' says where to go on.""",
        new JsonObject(
            """
            {"type": "object", "additionalProperties": false, "required": ["document_id"], "properties": {
              "document_id": {"type": "string", "format": "uuid", "description": "Id of the document, as a citation or a hit gives it"},
              "version": {"type": "integer", "minimum": 1, "description": "Number of the version; the current one if left out"},
              "start": {"type": "integer", "minimum": 0, "description": "Where to begin, in UTF-16 code units of the version's text"},
              "end": {"type": "integer", "minimum": 1, "description": "Where the span ends, exclusive; at most %d after start"},
              "context": {"type": "integer", "minimum": 0, "maximum": %d, "default": %d, "description": "How many characters around a span to read besides"}
            }}"""
                .formatted(config.sourceCharsMax(), CONTEXT_MAX, CONTEXT_DEFAULT)),
        "a reader, an auditor or an admin");
  }

  @Override
  public JsonNode call(Map<String, Object> arguments) {
    Arguments asked = json.read(arguments, Arguments.class);
    DocumentSummary document = documents.get(asked.documentId());
    int number = asked.version() == null ? current(document) : asked.version();
    var version = documents.version(asked.documentId(), Integer.toString(number));
    return ToolJson.tree(
        SourcePart.of(
            document,
            version,
            asked.start(),
            asked.end(),
            asked.context() == null ? CONTEXT_DEFAULT : asked.context(),
            config.sourceCharsMax()));
  }

  private static int current(DocumentSummary document) {
    Integer current = document.version();
    if (current == null) {
      throw new ProblemException(
          ProblemType.NOT_FOUND,
          "The document has no current version: it was removed, or was never indexed. Name the"
              + " version that was cited.");
    }
    return current;
  }

  @Override
  public String text(JsonNode part) {
    String rest =
        part.path("later").isNumber()
            ? "\n\n(%d of %d characters; go on with start = %d.)"
                .formatted(
                    part.path("text").textValue().length(),
                    part.path("chars").asInt(),
                    part.path("later").asInt())
            : "";
    return "%s%s\n%s\n\n%s%s"
        .formatted(
            ReadableText.where(part),
            part.path("current").asBoolean() ? "" : " (replaced or removed since)",
            part.path("url").asText(),
            part.path("text").asText(),
            rest);
  }
}
