package dev.footnote.web.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footnote.search.SearchConfig;
import dev.footnote.web.api.QuestionRequest;
import dev.footnote.web.api.QuestionResource;
import jakarta.inject.Singleton;
import java.util.Map;

/** Finds the passages that fit a question best, without answering it. */
@Singleton
class SearchTool implements McpTool {
  private final QuestionResource questions;
  private final ToolJson json;
  private final SearchConfig limits;

  SearchTool(QuestionResource questions, ToolJson json, SearchConfig limits) {
    this.questions = questions;
    this.json = json;
    this.limits = limits;
  }

  @Override
  public Description description() {
    return new Description(
        "search",
        "Search the documents",
        """
        Finds the passages of the documents that fit a question or a few words best, best first, each with document, \
        version, page or heading, character span, scores and link. Call it to read for yourself; call 'ask' for an \
        answer whose statements are checked and kept on the ledger.""",
        QuestionSchema.of(
            limits,
            """
            ,
            "explain": {"type": "boolean", "default": false, "description": "Whether to say how the result came about"},
            "why_not": {"type": "string", "minLength": 1, "maxLength": 4096, "description": "Id or path of a document: says why it is not among the hits"}"""),
        "a reader, an auditor or an admin");
  }

  @Override
  public JsonNode call(Map<String, Object> arguments) {
    return ToolJson.tree(questions.search(json.read(arguments, QuestionRequest.class)));
  }

  @Override
  public String text(JsonNode found) {
    JsonNode hits = found.path("hits");
    if (hits.isEmpty()) {
      return "Nothing was found in the collection '%s'."
          .formatted(found.path("collection").asText());
    }
    var text = new StringBuilder();
    int number = 0;
    for (JsonNode hit : hits) {
      number++;
      text.append(text.isEmpty() ? "" : "\n")
          .append(ReadableText.passage(number, hit, hit.path("text").asText()));
    }
    return text.toString();
  }
}
