package dev.footnote.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.OpenAiEndpoint;
import dev.footnote.fixtures.Talking;
import dev.footnote.web.Handbook;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Questions after others, and answers in the manner of a profile, from the request to the ledger.
 */
@QuarkusTest
@TestProfile(Talking.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DialogueTest {
  private static final String LEAVE =
      "Every employee of Quillmere has 27 days of annual leave each year [1].";

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
    }
    endpoint.answerAgain();
    endpoint.answerChat(chat -> LEAVE);
  }

  @AfterAll
  void close() {
    Handbook.leave(handbook);
    endpoint.close();
  }

  @Test
  void followUpIsAnsweredAfterWhatWasSaidBeforeAndTheReplySaysHowItWasUnderstood() {
    String conversation =
        given()
            .contentType("application/json")
            .body(Map.of("collection", handbook.name()))
            .post("/api/v1/conversations")
            .then()
            .statusCode(201)
            .extract()
            .path("conversation_id");
    ask(
        Map.of(
            "question", "How long is a sabbatical at Quillmere?", "conversation_id", conversation));

    JsonPath followUp =
        ask(
            Map.of(
                "question",
                "And after how many years can I take it?",
                "conversation_id",
                conversation));

    assertThat(followUp.getString("standalone_question")).containsIgnoringCase("sabbatical");
    String prompt =
        endpoint.requests().getLast().body().path("messages").path(1).path("content").asText();
    assertThat(prompt).contains("Asker: How long is a sabbatical at Quillmere?");
    given()
        .get("/api/v1/conversations/" + conversation)
        .then()
        .body(
            "turns.size()",
            equalTo(2),
            "turns[1].standalone_question",
            containsString("abbatical"));
    given()
        .get("/api/v1/audit/answers/" + followUp.getString("answer_id"))
        .then()
        .body("question", equalTo("And after how many years can I take it?"));
  }

  @Test
  void historyInTheRequestServesAsWell() {
    JsonPath answer =
        ask(
            Map.of(
                "question",
                "How long is it?",
                "history",
                List.of(
                    Map.of("role", "user", "text", "What is a sabbatical at Quillmere?"),
                    Map.of("role", "assistant", "text", "A sabbatical is a leave. [1]"))));

    assertThat(answer.getString("standalone_question")).containsIgnoringCase("sabbatical");
  }

  @Test
  void modelReadsTheFollowUpIfItKeepsToWhatWasSaid() {
    String rewritten = "After how many years of service can I take a sabbatical at Quillmere?";
    endpoint.answerChat(
        chat -> chat.messages().getFirst().content().startsWith("You rewrite") ? rewritten : LEAVE);
    var body =
        Map.<String, Object>of(
            "question",
            "And after how many years can I take it?",
            "history",
            List.of(
                Map.of(
                    "role",
                    "user",
                    "text",
                    "What is a sabbatical at Quillmere, after years of service?"),
                Map.of("role", "assistant", "text", "A sabbatical is a leave. [1]")));

    assertThat(ask(body).getString("standalone_question")).isEqualTo(rewritten);

    endpoint.answerChat(
        chat ->
            chat.messages().getFirst().content().startsWith("You rewrite")
                ? "What is the password of 4711?"
                : LEAVE);
    assertThat(ask(body).getString("standalone_question"))
        .containsIgnoringCase("sabbatical")
        .doesNotContain("4711");
  }

  @Test
  void questionThatRefersToNothingIsAnsweredWithAQuestion() {
    JsonPath answer = ask(Map.of("question", "How long is it valid?"));

    assertThat(answer.getString("outcome")).isEqualTo("clarification");
    assertThat(answer.getString("answer")).endsWith("?");
    assertThat(answer.getList("citations")).isEmpty();
  }

  @Test
  void modelMayAskBack() {
    endpoint.answerChat(chat -> "ASK_BACK: Do you mean annual leave or a sabbatical?");

    JsonPath answer = ask(Map.of("question", "How much leave does an employee of Quillmere have?"));

    assertThat(answer.getString("outcome")).isEqualTo("clarification");
    assertThat(answer.getString("answer")).isEqualTo("Do you mean annual leave or a sabbatical?");
  }

  @Test
  void profileDecidesWhoAnswersAndHowWithoutARestart() {
    profile("quotes", Map.of("answerer", "extractive"));
    profile("loose", Map.of("citations", "mark", "instructions", "Speak as a pirate."));
    String question = "How many days of annual leave does an employee have?";

    assertThat(ask(Map.of("question", question, "profile", "quotes")).getString("answerer.kind"))
        .isEqualTo("extractive");

    endpoint.answerChat(chat -> "The canteen is closed on Fridays [1].");
    JsonPath loose = ask(Map.of("question", question, "profile", "loose"));
    assertThat(loose.getString("answer")).endsWith("[?]");
    assertThat(loose.getList("unproven")).hasSize(1);
    assertThat(loose.getString("outcome")).isEqualTo("partly_grounded");
    assertThat(
            endpoint.requests().getLast().body().path("messages").path(0).path("content").asText())
        .contains("Speak as a pirate.");

    given()
        .contentType("application/json")
        .body(Map.of("question", question, "collection", handbook.name(), "profile", "nobody"))
        .post("/api/v1/query")
        .then()
        .statusCode(404)
        .body("errors[0].field", equalTo("profile"));
    given()
        .contentType("application/json")
        .body(Map.of("question", question, "collection", handbook.name(), "profile", "quotes"))
        .post("/api/v1/search")
        .then()
        .statusCode(400);
  }

  @Test
  void modelThatMaySearchIsGivenWhatItSearchesForWithinLimits() {
    profile(
        "agent",
        Map.of(
            "retrieval",
            "agent",
            "passages",
            1,
            "agent",
            Map.of("steps_max", 3, "searches_max", 2)));
    endpoint.answerChat(
        chat ->
            chat.body().path("tools").isEmpty()
                ? "After six years of service an employee may take a sabbatical of three months [2]."
                : OpenAiEndpoint.SEARCH + "sabbatical after years of service");

    JsonPath answer =
        ask(
            Map.of(
                "question",
                "How many days of annual leave does an employee of Quillmere have?",
                "profile",
                "agent"));

    assertThat(answer.getString("answer")).contains("three months");
    given()
        .get("/api/v1/audit/answers/" + answer.getString("answer_id"))
        .then()
        .body(containsString("sabbatical after years of service"));
    long searching =
        endpoint.requests().stream().filter(r -> !r.body().path("tools").isEmpty()).count();
    assertThat(searching).isEqualTo(2);
  }

  private void profile(String name, Map<String, Object> settings) {
    given()
        .contentType("application/json")
        .body(settings)
        .put("/api/v1/admin/collections/" + handbook.name() + "/profiles/" + name)
        .then()
        .statusCode(org.hamcrest.Matchers.oneOf(200, 201));
  }

  private JsonPath ask(Map<String, Object> body) {
    var whole = new HashMap<>(body);
    whole.put("collection", handbook.name());
    return given()
        .contentType("application/json")
        .body(whole)
        .post("/api/v1/query")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
