package dev.footnote.web.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footnote.answer.Answer;
import dev.footnote.answer.AnswerListener.Sentence;
import dev.footnote.answer.Citation;
import dev.footnote.answer.Structured;
import dev.footnote.llm.TokenUsage;
import dev.footnote.web.api.ApiJson;
import java.util.List;
import java.util.UUID;

/**
 * An answer as a chat completion, whole or in chunks.
 *
 * @param id of the answer on the ledger
 * @param created seconds since 1970
 * @param address of the service as the client sees it, without a slash at its end
 */
record Completion(UUID id, ModelName model, long created, String address) {
  private static final ObjectMapper JSON = new ApiJson().getContext(Answer.class);

  /** The whole answer. */
  ObjectNode whole(Answer answer) {
    ObjectNode completion = frame("chat.completion");
    ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    message.put("content", content(answer)).putNull("refusal");
    annotate(message, answer.citations(), content(answer), 0);
    choice.putNull("logprobs").put("finish_reason", finish(answer));
    completion.set("usage", usage(answer));
    completion.set("footnote", extension(answer));
    return completion;
  }

  /** What comes first: nothing is said yet. */
  ObjectNode opening() {
    ObjectNode chunk = frame("chat.completion.chunk");
    delta(chunk).put("role", "assistant").put("content", "");
    return chunk;
  }

  /**
   * One sentence.
   *
   * @param position where it stands in the answer's text
   */
  ObjectNode said(Sentence sentence, int position) {
    ObjectNode chunk = frame("chat.completion.chunk");
    ObjectNode delta = delta(chunk).put("content", sentence.text());
    annotate(delta, sentence.citations(), sentence.text(), position);
    return chunk;
  }

  /** The whole answer in one piece: there is none, or it is JSON. */
  ObjectNode atOnce(Answer answer) {
    ObjectNode chunk = frame("chat.completion.chunk");
    ObjectNode delta = delta(chunk).put("content", content(answer));
    annotate(delta, answer.citations(), content(answer), 0);
    return chunk;
  }

  private static String content(Answer answer) {
    Structured structured = answer.structured();
    return structured == null ? answer.text() : structured.value().toString();
  }

  /** What comes last of the answer. */
  ObjectNode closing(Answer answer) {
    ObjectNode chunk = frame("chat.completion.chunk");
    delta(chunk);
    ((ObjectNode) chunk.path("choices").get(0)).put("finish_reason", finish(answer));
    chunk.set("footnote", extension(answer));
    return chunk;
  }

  /** The counted tokens, for a client that wants them. */
  ObjectNode counted(Answer answer) {
    ObjectNode chunk = frame("chat.completion.chunk");
    chunk.putArray("choices");
    chunk.set("usage", usage(answer));
    return chunk;
  }

  private ObjectNode frame(String kind) {
    return JSON.createObjectNode()
        .put("id", "chatcmpl-" + id)
        .put("object", kind)
        .put("created", created)
        .put("model", model.toString());
  }

  private static ObjectNode delta(ObjectNode chunk) {
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    ObjectNode delta = choice.putObject("delta");
    choice.putNull("logprobs").putNull("finish_reason");
    return delta;
  }

  private static String finish(Answer answer) {
    return answer.answerer().complete() ? "stop" : "length";
  }

  /** An annotation covers the marker in the text and opens the cited version at the quote. */
  private void annotate(ObjectNode message, List<Citation> citations, String text, int position) {
    ArrayNode annotations = message.putArray("annotations");
    for (Citation citation : citations) {
      String marker = "[" + citation.n() + "]";
      // Each number stands once; what a document numbers so has lost its brackets.
      int start = text.indexOf(marker);
      annotations
          .addObject()
          .put("type", "url_citation")
          .putObject("url_citation")
          .put("start_index", position + start)
          .put("end_index", position + start + marker.length())
          .put("url", address + citation.url())
          .put("title", citation.title());
    }
  }

  private static ObjectNode usage(Answer answer) {
    TokenUsage counted = answer.answerer().tokens();
    long input = counted == null ? 0 : counted.input();
    long output = counted == null ? 0 : counted.output();
    return JSON.createObjectNode()
        .put("prompt_tokens", input)
        .put("completion_tokens", output)
        .put("total_tokens", input + output);
  }

  /** What the protocol has no place for: the answer without its text and evidence. */
  private static ObjectNode extension(Answer answer) {
    ObjectNode extension = JSON.valueToTree(answer);
    extension.remove(List.of("answer", "evidence"));
    return extension;
  }
}
