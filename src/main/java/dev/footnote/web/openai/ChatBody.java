package dev.footnote.web.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footnote.answer.CallerContext;
import dev.footnote.conversation.Turn;
import dev.footnote.web.api.QuestionRequest;
import dev.footnote.web.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/**
 * A chat request as OpenAI defines it. The last message of the user is the question, what goes
 * before it the conversation. Fields that have no meaning here are ignored, as the protocol wants;
 * those that would change what the caller gets are refused.
 *
 * @param context what the caller knows besides
 * @param instructions what system and developer messages say; empty for nothing
 * @param usageWanted whether a stream ends with the counted tokens
 */
record ChatBody(
    ModelName model,
    String question,
    List<Turn> history,
    CallerContext context,
    String instructions,
    boolean stream,
    boolean usageWanted) {

  /** The longest conversation that is read. */
  static final int MESSAGES_MAX = 200;

  static final int INSTRUCTIONS_CHARS_MAX = 8_000;

  static ChatBody of(JsonNode body) {
    if (!body.isObject()) {
      throw ProblemException.invalid("body", "The body must be an object.");
    }
    refuseWhatWouldBeIgnoredWrongly(body);
    JsonNode messages = body.path("messages");
    if (!messages.isArray() || messages.isEmpty() || messages.size() > MESSAGES_MAX) {
      throw ProblemException.invalid(
          "messages", "'messages' must be a list of 1 to %d messages.".formatted(MESSAGES_MAX));
    }
    var turns = new ArrayList<Turn>();
    var instructions = new StringBuilder();
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.get(i);
      String text = text(message, i);
      switch (message.path("role").asText()) {
        case "system", "developer" ->
            instructions.append(instructions.isEmpty() ? "" : "\n").append(text);
        case "user" -> turns.add(new Turn(Turn.Role.USER, text));
        case "assistant" -> turns.add(new Turn(Turn.Role.ASSISTANT, text));
        case "tool", "function" -> {}
        default ->
            throw ProblemException.invalid(
                "messages[%d].role".formatted(i),
                "'messages[%d].role' must be system, developer, user, assistant or tool."
                    .formatted(i));
      }
    }
    if (instructions.length() > INSTRUCTIONS_CHARS_MAX) {
      throw ProblemException.invalid(
          "messages",
          "System messages may have %,d characters together.".formatted(INSTRUCTIONS_CHARS_MAX));
    }
    return new ChatBody(
        ModelName.of(required(body, "model")),
        lastQuestion(turns),
        List.copyOf(turns.subList(0, turns.size() - 1)),
        context(body.path("footnote").path("context")),
        instructions.toString(),
        body.path("stream").asBoolean(),
        body.path("stream_options").path("include_usage").asBoolean());
  }

  private static void refuseWhatWouldBeIgnoredWrongly(JsonNode body) {
    if (body.path("n").asInt(1) != 1) {
      throw ProblemException.invalid("n", "'n' must be 1: there is one answer to a question.");
    }
    String format = body.path("response_format").path("type").asText("text");
    if (!format.equals("text")) {
      throw ProblemException.invalid(
          "response_format",
          "'response_format' must be text. The form of answers is part of an answer profile.");
    }
    JsonNode choice = body.path("tool_choice");
    if (choice.isObject() || choice.asText().equals("required")) {
      throw ProblemException.invalid(
          "tool_choice",
          "'tool_choice' must be none or auto: answers call no tools of the caller.");
    }
  }

  /** What the protocol has no place for: {@code "footnote": {"context": [{title, text}]}}. */
  private static CallerContext context(JsonNode items) {
    String field = "footnote.context";
    if (items.isMissingNode() || items.isNull()) {
      return CallerContext.NONE;
    }
    if (!items.isArray() || items.size() > CallerContext.ITEMS_MAX) {
      throw ProblemException.invalid(
          field,
          "'%s' must be a list of at most %d items.".formatted(field, CallerContext.ITEMS_MAX));
    }
    var context = new ArrayList<CallerContext.Item>();
    for (JsonNode item : items) {
      String title = item.path("title").asText("");
      String text = item.path("text").asText("");
      if (title.isBlank() || title.length() > CallerContext.TITLE_CHARS_MAX || text.isBlank()) {
        throw ProblemException.invalid(
            field,
            "Each item of '%s' must have a text, and a title of 1 to %d characters."
                .formatted(field, CallerContext.TITLE_CHARS_MAX));
      }
      context.add(new CallerContext.Item(title, text));
    }
    return QuestionRequest.checked(field, new CallerContext(context));
  }

  private static String lastQuestion(List<Turn> turns) {
    if (turns.isEmpty() || turns.getLast().role() != Turn.Role.USER) {
      throw ProblemException.invalid(
          "messages", "The last message in 'messages' must be one of the user: the question.");
    }
    return turns.getLast().text();
  }

  private static String required(JsonNode body, String field) {
    if (!body.path(field).isTextual() || body.path(field).asText().isBlank()) {
      throw ProblemException.invalid(
          field, "'%s' must be a text: see GET /v1/models.".formatted(field));
    }
    return body.path(field).asText();
  }

  /** A text, or the text parts of a list. */
  private static String text(JsonNode message, int index) {
    JsonNode content = message.path("content");
    if (content.isTextual()) {
      return content.asText();
    }
    if (content.isNull() || content.isMissingNode()) {
      return "";
    }
    var text = new StringBuilder();
    for (JsonNode part : content) {
      String type = part.path("type").asText();
      if (!type.equals("text") && !type.equals("refusal")) {
        throw ProblemException.invalid(
            "messages[%d].content".formatted(index),
            "'messages[%d].content' may hold parts of the type text alone.".formatted(index));
      }
      text.append(text.isEmpty() ? "" : "\n").append(part.path(type).asText());
    }
    return text.toString();
  }
}
