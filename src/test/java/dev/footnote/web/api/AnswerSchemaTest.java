package dev.footnote.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.OpenAiEndpoint;
import dev.footnote.fixtures.OpenAiEndpoint.Fault;
import dev.footnote.fixtures.Talking;
import dev.footnote.web.Handbook;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Answers as JSON by a profile's schema: enforced, repaired once, proven like prose. */
@QuarkusTest
@TestProfile(Talking.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswerSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCHEMA =
      """
      {"answerer": "model", "answer_schema": {"type": "object", "required": ["summary"], "additionalProperties": true,
        "properties": {
          "summary": {"type": "string", "minLength": 1},
          "days": {"type": "integer"},
          "where": {"type": "string"},
          "topic": {"enum": ["leave", "travel"]},
          "steps": {"type": "array", "items": {"$ref": "#/$defs/step"}}},
        "$defs": {"step": {"type": "object", "properties": {"text": {"type": "string"}}}}}}""";
  private static final String LEAVE =
      "Every employee of Quillmere has 27 days of annual leave each year [1].";
  private static final String SABBATICAL =
      "After six years of service an employee may take a sabbatical of three months [1].";

  private static OpenAiEndpoint endpoint;
  private FolderCollection handbook;

  @BeforeAll
  static void startEndpoint() {
    endpoint = Talking.startEndpoint();
  }

  @BeforeEach
  void start() {
    if (handbook == null) {
      handbook = Handbook.inNewFolder();
      given()
          .contentType("application/json")
          .body(SCHEMA)
          .put("/api/v1/admin/collections/%s/profiles/form".formatted(handbook.name()))
          .then()
          .statusCode(200);
    }
    endpoint.answerAgain();
  }

  @AfterAll
  void close() {
    Handbook.leave(handbook);
    endpoint.close();
  }

  @Test
  void answerFollowsTheSchemaAndItsTextsCarryTheMarkersOfCheckedCitations() {
    says(
        """
        {"summary": "%s", "days": 27, "where": "Quillmere", "steps": [{"text": "%s"}]}"""
            .formatted(LEAVE, SABBATICAL));

    JsonPath answer = ask().statusCode(200).extract().jsonPath();

    assertThat(answer.getString("structured.value.summary"))
        .isEqualTo("Every employee of Quillmere has 27 days of annual leave each year. [1]");
    assertThat(answer.getInt("structured.value.days")).isEqualTo(27);
    assertThat(answer.getString("structured.value.where")).isEqualTo("Quillmere");
    assertThat(answer.getString("structured.value.steps[0].text")).endsWith("three months. [2]");
    assertThat(answer.getList("structured.unproven")).isEmpty();
    assertThat(answer.getString("outcome")).isEqualTo("grounded");
    assertThat(answer.getList("citations.n")).containsExactly(1, 2);
    assertThat(answer.getString("citations[1].quote")).contains("three months");
    assertThat(answer.getString("answer")).contains("27 days", "[1]", "three months", "[2]");
  }

  @Test
  void whatIsNotProvenIsTakenOutAndWhatCanNotBeProvenIsNamed() {
    says(
        """
        {"summary": "%s Leave is unlimited for managers [1].", "days": 28, "where": "Atlantis", "topic": "leave",
         "Leave is unlimited": true, "steps": [{"text": "Managers may take a sabbatical at once [1]."}]}"""
            .formatted(LEAVE));

    ValidatableResponse reply = ask().statusCode(200);
    JsonPath answer = reply.extract().jsonPath();

    Map<String, Object> value = answer.getMap("structured.value");
    assertThat(value).containsOnlyKeys("summary", "topic", "steps");
    assertThat(value.get("summary")).asString().endsWith("each year. [1]");
    assertThat(answer.getMap("structured.value.steps[0]")).isEmpty();
    assertThat(answer.getList("structured.unproven")).containsExactly("/topic");
    assertThat(answer.getString("outcome")).isEqualTo("partly_grounded");
    assertThat(reply.extract().asString()).doesNotContain("unlimited");
    JsonPath kept =
        given().get("/api/v1/audit/answers/" + answer.getString("answer_id")).jsonPath();
    assertThat(kept.getString("provenance.structured.topic")).isEqualTo("leave");
    assertThat(kept.getList("provenance.dropped.statement", String.class))
        .anyMatch(statement -> statement.contains("/days: 28"))
        .anyMatch(statement -> statement.contains("/Leave is unlimited"))
        .anyMatch(statement -> statement.contains("at once"));
    given()
        .get("/api/v1/audit/answers/" + answer.getString("answer_id") + "/replay")
        .then()
        .statusCode(200)
        .body("identical", equalTo(true));
  }

  @Test
  void replyThatDoesNotFollowIsRepairedOnce() {
    says("{\"days\": \"27\"}", "```json\n{\"summary\": \"" + LEAVE + "\"}\n```");

    ask().statusCode(200).body("structured.value.summary", endsWith("each year. [1]"));

    List<OpenAiEndpoint.Request> asked = endpoint.requests();
    JsonNode second = asked.getLast().body();
    assertThat(second.path("messages")).hasSize(4);
    assertThat(second.path("messages").path(3).path("content").asText())
        .contains("summary", "integer");
    assertThat(second.path("response_format").path("type").asText()).isEqualTo("json_schema");
  }

  @Test
  void replyThatNeverFollowsIsAnErrorThatSaysWhatWasWrong() {
    says("Leave is 27 days [1].", "{\"days\": 27}");

    ask()
        .statusCode(502)
        .body(
            "type", endsWith("/problems/answer-schema-not-followed"),
            "detail", containsString("summary"));
  }

  @Test
  void objectOfWhichTooLittleIsProvenIsNoAnswer() {
    says("{\"summary\": \"Leave is unlimited for managers of Quillmere [1].\", \"days\": 27}");

    ask()
        .statusCode(200)
        .body(
            "outcome", equalTo("no_evidence"),
            "structured", nullValue(),
            "answerer.note", containsString("does not fill"));
  }

  @Test
  void chatsContentIsTheObjectWholeAndStreamed() throws Exception {
    says("{\"summary\": \"" + LEAVE + "\"}");
    String body =
        JSON.writeValueAsString(
            Map.of(
                "model",
                handbook.name() + "/form",
                "messages",
                List.of(Map.of("role", "user", "content", "How many days of annual leave?"))));

    JsonPath whole = chat(body).extract().jsonPath();
    String streamed = chat(body.replaceFirst("\\{", "{\"stream\": true,")).extract().asString();

    String content = whole.getString("choices[0].message.content");
    assertThat(JSON.readTree(content).path("summary").asText()).endsWith("each year. [1]");
    int start = whole.getInt("choices[0].message.annotations[0].url_citation.start_index");
    assertThat(content.substring(start)).startsWith("[1]");
    List<String> spoken =
        Arrays.stream(streamed.split("\n"))
            .filter(line -> line.startsWith("data: {"))
            .map(AnswerSchemaTest::delta)
            .filter(text -> !text.isEmpty())
            .toList();
    assertThat(spoken).containsExactly(content);
  }

  @Test
  void withoutAModelTheAnswerIsProseAndSaysSo() {
    endpoint.failNext(new Fault.Status(400));

    ask()
        .statusCode(200)
        .body(
            "structured", nullValue(),
            "answerer.kind", equalTo("extractive"),
            "answerer.note", containsString("the answer is prose"));
  }

  private static String delta(String line) {
    try {
      return JSON.readTree(line.substring(6))
          .path("choices")
          .path(0)
          .path("delta")
          .path("content")
          .asText("");
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }

  /** The model's replies, one after another; the last one again and again. */
  private static void says(String... replies) {
    var left = new ArrayDeque<>(List.of(replies));
    endpoint.answerChat(chat -> left.size() > 1 ? left.removeFirst() : left.getFirst());
  }

  private ValidatableResponse ask() {
    return given()
        .contentType("application/json")
        .body(
            Map.of(
                "question", "How many days of annual leave does an employee have?",
                "collection", handbook.name(),
                "profile", "form"))
        .post("/api/v1/query")
        .then();
  }

  private static ValidatableResponse chat(String body) {
    return given()
        .contentType("application/json")
        .body(body)
        .post("/v1/chat/completions")
        .then()
        .statusCode(200);
  }
}
