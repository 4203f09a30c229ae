package dev.footnote.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked.
 *
 * @param topP null for the endpoint's own
 * @param tokensMax the most tokens that it may write
 * @param schema the JSON schema of what it shall write; null for text
 * @param tools what it may use; empty for none
 */
public record ChatRequest(
    String model,
    List<ChatMessage> messages,
    double temperature,
    @Nullable Double topP,
    int tokensMax,
    @Nullable JsonNode schema,
    List<Tool> tools) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  public ChatRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }

  /** The body, for an answer that comes as a stream of events with its token counts last. */
  JsonNode body() {
    ObjectNode body = JSON.objectNode();
    body.put("model", model);
    var written = body.putArray("messages");
    messages.forEach(message -> written.add(written(message)));
    body.put("temperature", temperature);
    if (topP != null) {
      body.put("top_p", topP);
    }
    body.put("max_tokens", tokensMax);
    body.put("stream", true);
    body.putObject("stream_options").put("include_usage", true);
    if (schema != null) {
      ObjectNode format = body.putObject("response_format").put("type", "json_schema");
      format
          .putObject("json_schema")
          .put("name", "answer")
          .put("strict", true)
          .set("schema", schema);
    }
    if (!tools.isEmpty()) {
      var offered = body.putArray("tools");
      tools.forEach(
          tool ->
              offered
                  .addObject()
                  .put("type", "function")
                  .putObject("function")
                  .put("name", tool.name())
                  .put("description", tool.description())
                  .set("parameters", tool.parameters()));
    }
    return body;
  }

  private static JsonNode written(ChatMessage message) {
    ObjectNode written = JSON.objectNode();
    written.put("role", message.role().code());
    written.put("content", message.text());
    if (message.answersCall() != null) {
      written.put("tool_call_id", message.answersCall());
    }
    if (!message.calls().isEmpty()) {
      var calls = written.putArray("tool_calls");
      for (ToolCall call : message.calls()) {
        calls
            .addObject()
            .put("id", call.id())
            .put("type", "function")
            .putObject("function")
            .put("name", call.name())
            .put("arguments", call.arguments());
      }
    }
    return written;
  }
}
