package dev.footnote.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a reply: server-sent events, or one JSON object from an endpoint that can't
 * stream. Text is handed on as it comes.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat-streaming">OpenAI, "Streaming
 *     events of chat completions"</a>
 */
final class ReplyEvents {
  /** Longer than any answer that could be checked and read. */
  static final int TEXT_CHARS_MAX = 20_000;

  static final String NOT_THE_FORM = "an answer that is not in OpenAI's form";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Consumer<String> listener;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder whole = new StringBuilder();
  private final TreeMap<Integer, Call> calls = new TreeMap<>();
  private @Nullable String finish;
  private @Nullable TokenUsage usage;
  private boolean done;
  private boolean streamed;

  private static final class Call {
    private String id = "";
    private String name = "";
    private final StringBuilder arguments = new StringBuilder();
  }

  ReplyEvents(Consumer<String> listener) {
    this.listener = listener;
  }

  /** Whether any text was handed on. */
  boolean hasSpoken() {
    return !text.isEmpty();
  }

  /**
   * @throws LanguageModelFailed if the line is no event of a chat
   */
  void line(String line) {
    if (line.startsWith("data:")) {
      streamed = true;
      String data = line.substring("data:".length()).strip();
      if (data.equals("[DONE]")) {
        done = true;
      } else if (!data.isEmpty()) {
        event(parsed(data), "delta");
      }
    } else if (!streamed && !line.startsWith(":")) {
      whole.append(line).append('\n');
    }
  }

  /**
   * The reply, when no line is left.
   *
   * @throws LanguageModelFailed if it did not come to its end, or says nothing
   */
  ChatReply end() {
    if (!streamed) {
      event(parsed(whole.toString()), "message");
      done = true;
    }
    if (finish == null && !done) {
      throw new LanguageModelFailed("an answer that broke off", !hasSpoken());
    }
    if ("length".equals(finish)) {
      throw new LanguageModelFailed("an answer that was cut off", false);
    }
    if ("content_filter".equals(finish)) {
      throw new LanguageModelFailed("it refused", false);
    }
    List<ToolCall> called = new ArrayList<>();
    calls.values().forEach(c -> called.add(new ToolCall(c.id, c.name, c.arguments.toString())));
    if (text.toString().isBlank() && called.isEmpty()) {
      throw new LanguageModelFailed("an empty answer", false);
    }
    return new ChatReply(text.toString(), called, usage);
  }

  /** Tokens so far, as far as the endpoint told. */
  @Nullable TokenUsage usage() {
    return usage;
  }

  private static JsonNode parsed(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw new LanguageModelFailed(NOT_THE_FORM, false, null, e);
    }
    throw new LanguageModelFailed(NOT_THE_FORM, false);
  }

  private void event(JsonNode event, String part) {
    if (event.hasNonNull("error")) {
      throw new LanguageModelFailed("an error in the middle of its answer", !hasSpoken());
    }
    if (event.path("usage").isObject()) {
      usage =
          new TokenUsage(
              event.path("usage").path("prompt_tokens").asLong(),
              event.path("usage").path("completion_tokens").asLong());
    }
    JsonNode choice = event.path("choices").path(0);
    JsonNode said = choice.path(part);
    if (!said.path("refusal").asText("").isEmpty() && !said.path("refusal").isNull()) {
      throw new LanguageModelFailed("it refused", false);
    }
    said.path("tool_calls").forEach(this::call);
    JsonNode content = said.path("content");
    if (content.isTextual() && !content.asText().isEmpty()) {
      text.append(content.asText());
      if (text.length() > TEXT_CHARS_MAX) {
        throw new LanguageModelFailed("an answer that is too long", false);
      }
      listener.accept(content.asText());
    }
    if (choice.hasNonNull("finish_reason")) {
      finish = choice.path("finish_reason").asText();
    }
  }

  private void call(JsonNode delta) {
    Call call = calls.computeIfAbsent(delta.path("index").asInt(calls.size()), i -> new Call());
    JsonNode function = delta.path("function");
    call.id += delta.path("id").asText("");
    call.name += function.path("name").asText("");
    call.arguments.append(function.path("arguments").asText(""));
    if (call.arguments.length() > TEXT_CHARS_MAX) {
      throw new LanguageModelFailed("a call that is too long", false);
    }
  }
}
