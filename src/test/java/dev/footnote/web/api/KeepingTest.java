package dev.footnote.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.footnote.fixtures.DatabaseDump;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.web.Handbook;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of a collection's answers, as its admin wants it. */
@QuarkusTest
class KeepingTest {
  private final String mail = "ada-" + UUID.randomUUID() + "@quillmere.org";
  private FolderCollection handbook;

  @BeforeEach
  void start() {
    handbook = Handbook.inNewFolder();
    handbook.write(
        "handbook/office.md",
        "# Office\n\nQuestions about parking permits go to parking@quillmere.org by e-mail.\n");
  }

  @AfterEach
  void close() {
    Handbook.leave(handbook);
  }

  @Test
  void whatIsSetIsReadBackWithWhoSetItAndWhen() {
    given().get(path()).then().statusCode(200).body("versions", hasSize(0));

    put("{\"answers_kept_days\": 90, \"redact_personal_data\": true}").then().statusCode(200);
    put("{\"answers_kept_days\": 90, \"redact_personal_data\": true}").then().statusCode(200);
    put("{\"redact_personal_data\": false}")
        .then()
        .statusCode(200)
        .body("answers_kept_days", equalTo(null))
        .body("redact_personal_data", equalTo(false))
        .body("versions", hasSize(2))
        .body("versions[1].answers_kept_days", equalTo(90))
        .body("versions[1].version", equalTo(1));
    assertThat(given().get(path()).jsonPath().getString("versions[0].by")).isNotEmpty();
  }

  @Test
  void wrongSettingsAreRefusedByName() {
    put("{\"answers_kept_days\": 0, \"redact_personal_data\": true}")
        .then()
        .statusCode(400)
        .body(containsString("answers_kept_days"));
    put("{\"answers_kept_days\": 36501, \"redact_personal_data\": true}").then().statusCode(400);
    put("{\"answers_kept_days\": 90}")
        .then()
        .statusCode(400)
        .body(containsString("redact_personal_data"));
    put("[]").then().statusCode(400);
    given()
        .contentType("application/json")
        .body("{\"redact_personal_data\": true}")
        .put("/api/v1/admin/collections/nowhere/keeping")
        .then()
        .statusCode(404);
  }

  @Test
  void personalDataOfAPersonIsNowhereAndThatOfADocumentStays() {
    put("{\"redact_personal_data\": true}").then().statusCode(200);
    String conversation =
        given()
            .contentType("application/json")
            .body(Map.of("collection", handbook.name()))
            .post("/api/v1/conversations")
            .jsonPath()
            .getString("conversation_id");

    String first =
        ask("I am " + mail + ". Where do questions about parking permits go?", conversation);
    ask("And those of " + mail + " about annual leave?", conversation);
    given()
        .contentType("application/json")
        .body(Map.of("rating", "bad", "comment", "Tell " + mail, "corrected_answer", mail + "!"))
        .post("/api/v1/answers/" + first + "/feedback")
        .then()
        .statusCode(201);

    JsonPath kept = given().get("/api/v1/audit/answers/" + first).jsonPath();
    assertThat(kept.getString("question"))
        .isEqualTo("I am [e-mail]. Where do questions about parking permits go?");
    assertThat(kept.getMap("provenance.redacted")).isEqualTo(Map.of("email", 1));
    assertThat(kept.getBoolean("intact")).isTrue();
    JsonPath quoting =
        given()
            .get(
                "/api/v1/audit/answers/"
                    + ask("Where do questions about parking permits go?", null))
            .jsonPath();
    assertThat(quoting.getString("answer")).contains("parking@quillmere.org");
    assertThat(quoting.getString("citations[0].quote")).contains("parking@quillmere.org");
    assertThat(quoting.getMap("provenance")).doesNotContainKey("redacted");
    assertThat(DatabaseDump.holds(handbook.scope().tenantId(), mail)).isFalse();
    assertThat(DatabaseDump.holds(handbook.scope().tenantId(), "parking@quillmere.org")).isTrue();
    given()
        .get("/api/v1/audit/answers/" + first + "/replay")
        .then()
        .statusCode(200)
        .body("identical", equalTo(false))
        .body("reasons", hasItem("personal_data_redacted"));
  }

  @Test
  void withoutTheSettingAllIsKeptAsItWasWritten() {
    String id = ask("I am " + mail + ". Where do questions about parking permits go?", null);

    given()
        .get("/api/v1/audit/answers/" + id)
        .then()
        .body("question", containsString(mail))
        .body("provenance.redacted", equalTo(null));
  }

  private String ask(String question, @Nullable String conversation) {
    Map<String, Object> body =
        conversation == null
            ? Map.of("question", question, "collection", handbook.name())
            : Map.of(
                "question",
                question,
                "collection",
                handbook.name(),
                "conversation_id",
                conversation);
    Response reply = given().contentType("application/json").body(body).post("/api/v1/query");
    reply.then().statusCode(200);
    return reply.jsonPath().getString("answer_id");
  }

  private Response put(String body) {
    return given().contentType("application/json").body(body).put(path());
  }

  private String path() {
    return "/api/v1/admin/collections/" + handbook.name() + "/keeping";
  }
}
