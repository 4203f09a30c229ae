package dev.footnote.web.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footnote.search.SearchConfig;
import dev.footnote.web.api.QuestionRequest;
import dev.footnote.web.api.QuestionResource;
import jakarta.inject.Singleton;
import java.util.Map;

/** Answers a question with footnotes that can be checked. */
@Singleton
class AskTool implements McpTool {
  private static final String DIALOGUE =
      """
      ,
        "profile": {"type": "string", "maxLength": 63, "description": "Name of an answer profile of the collection"},
        "conversation_id": {"type": "string", "format": "uuid", "description": "A conversation that the service keeps"},
        "history": {"type": "array", "maxItems": 200, "description": "What was said before, oldest first", "items": {
          "type": "object", "additionalProperties": false, "required": ["role", "text"], "properties": {
            "role": {"enum": ["user", "assistant"]}, "text": {"type": "string"}}}},
        "context": {"type": "array", "maxItems": 20, "description": "What you know besides and the answer may rest on, such as a customer's tier; cited as your own words", "items": {
          "type": "object", "additionalProperties": false, "required": ["title", "text"], "properties": {
            "title": {"type": "string", "maxLength": 200}, "text": {"type": "string"}}}}""";

  private static final String NO_EVIDENCE = "no_evidence";

  private final QuestionResource questions;
  private final ToolJson json;
  private final SearchConfig limits;

  AskTool(QuestionResource questions, ToolJson json, SearchConfig limits) {
    this.questions = questions;
    this.json = json;
    this.limits = limits;
  }

  @Override
  public Description description() {
    return new Description(
        "ask",
        "Ask the documents",
        """
        Answers a question from the documents. The answer has a marker [n] after each statement, and for each marker a \
        citation with document, version, page or heading, character span, verbatim quote and link. The outcome is \
        'grounded', 'partly_grounded', 'clarification' (the text is a question to the asker) or 'no_evidence'; with 'no_evidence' the documents do not say it, and nothing \
        should be made up instead. The answer_id names the entry on the ledger.""",
        QuestionSchema.of(limits, DIALOGUE),
        "a reader, an auditor or an admin");
  }

  /** Without the evidence, which the citations quote, unless nothing is cited. */
  @Override
  public JsonNode call(Map<String, Object> arguments) {
    ObjectNode answer =
        (ObjectNode) ToolJson.tree(questions.ask(json.read(arguments, QuestionRequest.class)));
    answer.remove("timings");
    if (!answer.path("outcome").asText().equals(NO_EVIDENCE)) {
      answer.remove("evidence");
    }
    return answer;
  }

  @Override
  public String text(JsonNode answer) {
    var text = new StringBuilder(answer.path("answer").asText()).append('\n');
    for (JsonNode citation : answer.path("citations")) {
      text.append('\n')
          .append(
              ReadableText.passage(
                  citation.path("n").asInt(),
                  citation,
                  "\"" + citation.path("quote").asText() + "\""));
    }
    return text.append("\nanswer_id: ").append(answer.path("answer_id").asText()).toString();
  }
}
