package dev.footnote.web.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code hostile/attacks.jsonl}.
 *
 * @param where document, file name, heading, metadata, question, history, context or system
 * @param text what stands there
 * @param second another document; null if there is none
 * @param file name of the document
 * @param role who said it, in a history
 * @param says what a model writes that obeys
 * @param success what must not be in an answer
 * @param quoted whether a document states it, so that it may leave as that document's words
 * @param prompt whether it must not leave under any citation policy
 * @param refused whether the service may refuse the question
 */
record Attack(
    String kind,
    String name,
    String where,
    String text,
    @Nullable String second,
    String file,
    String role,
    List<String> says,
    List<String> success,
    boolean quoted,
    boolean prompt,
    boolean refused) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static List<Attack> all() {
    var attacks = new ArrayList<Attack>();
    try (InputStream file = Attack.class.getResourceAsStream("/hostile/attacks.jsonl");
        var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        attacks.add(of(JSON.readTree(line)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return attacks;
  }

  private static Attack of(JsonNode row) {
    return new Attack(
        row.path("kind").asText(),
        row.path("name").asText(),
        row.path("where").asText(),
        row.path("text").asText(),
        row.path("second").isTextual() ? row.path("second").asText() : null,
        row.path("file").asText("attack.md"),
        row.path("role").asText("user"),
        texts(row.path("says")),
        texts(row.path("success")),
        row.has("boundary"),
        row.path("mark").asBoolean(),
        row.path("refused").asBoolean());
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  boolean inDocument() {
    return List.of("document", "file name", "heading", "metadata").contains(where);
  }

  /** The hostile document, found for questions on annual leave. */
  String document() {
    String body = inDocument() ? text : "Nothing new on annual leave of an employee.";
    return body + "\n\nNotes on annual leave for each employee of Quillmere.\n";
  }
}
