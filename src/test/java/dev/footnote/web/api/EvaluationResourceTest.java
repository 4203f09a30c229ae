package dev.footnote.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.web.Handbook;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvaluationResourceTest {
  private static final String SETS = "/api/v1/admin/golden-sets";
  private static final String RUNS = "/api/v1/admin/evaluations";
  private static final String QUESTIONS =
      """
      {"id": "leave", "question": "How many days of annual leave are there at Quillmere?", "relevant": [{"doc": "leave"}], "kind": "plain"}
      {"id": "=trains", "question": "In which class are train journeys booked?", "relevant": [{"doc": "handbook/travel.txt", "quotes": ["second class"]}, {"doc": "nowhere.md"}]}
      {"id": "tides", "question": "Who drew the map of the tides of Antarctica?", "relevant": []}
      """;

  private FolderCollection handbook;

  @BeforeEach
  void index() {
    if (handbook == null) {
      handbook = Handbook.inNewFolder();
    }
  }

  @AfterEach
  void deleteSets() {
    list()
        .extract()
        .jsonPath()
        .getList("golden_sets.id")
        .forEach(id -> given().delete(SETS + "/" + id));
  }

  @AfterAll
  void close() {
    Handbook.leave(handbook);
  }

  @Test
  void aGoldenSetIsImportedShownAndDeleted() {
    ValidatableResponse imported = importSet("main", QUESTIONS).statusCode(201);
    imported
        .body("golden_set.questions", equalTo(3))
        .body("golden_set.answerable", equalTo(2))
        .body("unresolved", hasSize(1))
        .body("unresolved[0].doc", equalTo("nowhere.md"));
    String location = imported.extract().header("Location");
    given()
        .get(location)
        .then()
        .statusCode(200)
        .body("golden_set.name", equalTo("main"))
        .body("questions.id", contains("leave", "=trains", "tides"))
        .body("questions[1].relevant[0].quotes", contains("second class"));
    list().body("golden_sets", hasSize(1));
    importSet("main", QUESTIONS).statusCode(409).body("detail", containsString("already"));

    given().delete(location).then().statusCode(204);
    given().get(location).then().statusCode(404);
    given().delete(location).then().statusCode(404);
  }

  @Test
  void wrongLinesAreNamedByTheirNumberAndNothingIsImported() {
    importSet("wrong", QUESTIONS + "{\"id\": \"x\"}\nnonsense\n")
        .statusCode(400)
        .body("type", equalTo("/problems/invalid-input"))
        .body("errors.field", contains("line 4", "line 5"))
        .body("detail", startsWith("Line 4: 'question' is missing."));
    importSet("No Name", QUESTIONS).statusCode(400).body("errors.field", hasItem("name"));
    importSet("empty", "").statusCode(400).body("detail", containsString("1 to 2000"));
    importSet("nowhere", "wrong", QUESTIONS)
        .statusCode(404)
        .body("type", equalTo("/problems/unknown-collection"));
    list().body("golden_sets", hasSize(0));
  }

  @Test
  void calibrationNeedsARunThatHasMeasuredEnough() {
    String calibration = "/api/v1/admin/evaluations/%s/calibration";
    given()
        .contentType("application/json")
        .body("{\"answered\": 0.2}")
        .put(calibration.formatted("00000000-0000-0000-0000-000000000001"))
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("answered"));
    given()
        .contentType("application/json")
        .body("{}")
        .put(calibration.formatted("00000000-0000-0000-0000-000000000001"))
        .then()
        .statusCode(404)
        .body("type", equalTo("/problems/not-found"));
    given()
        .delete(calibration.formatted("00000000-0000-0000-0000-000000000001"))
        .then()
        .statusCode(404);
    given().get("/api/v1/admin/evaluations").then().statusCode(200);
  }

  @Test
  void anAnswerThatAnAdminMarksAsRightBecomesAQuestion() {
    String set = importSet("ledger", QUESTIONS).extract().path("golden_set.id");
    String answer = ask("How many days of annual leave are there?");
    given()
        .contentType("application/json")
        .body("{\"answer_id\": \"" + answer + "\"}")
        .post(SETS + "/" + set + "/questions")
        .then()
        .statusCode(201)
        .body("question", equalTo("How many days of annual leave are there?"))
        .body("answerable", equalTo(true))
        .body("relevant[0].doc", equalTo(Handbook.LEAVE))
        .body("relevant[0].quotes[0]", containsString("27 days"))
        .body("answer_id", equalTo(answer));
    given()
        .contentType("application/json")
        .body("{\"answer_id\": \"" + answer + "\"}")
        .post(SETS + "/" + set + "/questions")
        .then()
        .statusCode(409);
    given()
        .contentType("application/json")
        .body("{\"answer_id\": \"" + UUID.randomUUID() + "\"}")
        .post(SETS + "/" + set + "/questions")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("answer_id"));
    given().get(SETS + "/" + set).then().body("questions", hasSize(4));
  }

  @Test
  void aRunIsStartedFollowedComparedAndExported() {
    String set = importSet("runs", QUESTIONS).extract().path("golden_set.id");
    String first = run(set, "\"name\": \"first\"");
    String second = run(set, "\"answers\": false");
    given()
        .get(first)
        .then()
        .body("name", equalTo("first"))
        .body("questions", equalTo(3))
        .body("done", equalTo(3))
        .body("remaining_seconds", equalTo(0f))
        .body("answerer", equalTo("extractive"))
        .body("generation", notNullValue())
        .body("watermark_start", notNullValue())
        .body("metrics.mrr_at_10", equalTo(1f))
        .body("metrics.recall_at_10", equalTo(0.75f))
        .body("counts.documents_missing", equalTo(1));

    given()
        .get(second + "/compare/" + id(first))
        .then()
        .statusCode(200)
        .body("metrics[0].metric", equalTo("ndcg_at_10"))
        .body("metrics[0].questions", equalTo(2))
        .body("metrics[0].difference", equalTo(0f))
        .body("metrics[0].low", equalTo(0f))
        .body("metrics.metric", hasItems("search_ms", "search_ms_p95"))
        .body("metrics.find { it.metric == 'search_ms_p95' }.low", nullValue())
        .body("other.name", equalTo("first"));

    JsonPath page = given().get(first + "/questions?limit=2").then().extract().jsonPath();
    assertThat(page.getList("questions.id")).containsExactly("leave", "=trains");
    given()
        .queryParam("cursor", page.getString("next_cursor"))
        .get(first + "/questions")
        .then()
        .body("questions.id", contains("tides"))
        .body("questions[0].outcome", equalTo("no_evidence"))
        .body("next_cursor", nullValue());
    given()
        .queryParam("worse_than", id(first))
        .get(second + "/questions")
        .then()
        .body("questions.id", contains("leave", "=trains"))
        .body("questions[0].difference", equalTo(0f));

    given().get(first + "/export.json").then().body("questions", hasSize(3));
    String csv = given().get(first + "/export.csv").then().statusCode(200).extract().asString();
    assertThat(csv.lines()).hasSize(4);
    assertThat(csv)
        .startsWith("number,id,question,answerable,outcome,first_rank,ndcg_at_10,")
        .contains("\n2,'=trains,");
  }

  @Test
  void aBaselineIsNamedFoundAndReplaced() {
    String set = importSet("baselines", QUESTIONS).extract().path("golden_set.id");
    String first = run(set, "\"answers\": false");
    String second = run(set, "\"answers\": false");
    for (String each : new String[] {first, second}) {
      given()
          .contentType("application/json")
          .body("{\"run\": \"" + id(each) + "\"}")
          .put(RUNS + "/baselines/main")
          .then()
          .statusCode(200)
          .body("baselines", contains("main"));
      given()
          .queryParam("golden_set", set)
          .get(RUNS + "/baselines/main")
          .then()
          .body("id", equalTo(id(each)));
    }
    given().get(first).then().body("baselines", hasSize(0));
    given().queryParam("golden_set", set).get(RUNS + "/baselines/other").then().statusCode(404);
    given()
        .contentType("application/json")
        .body("{\"run\": \"" + UUID.randomUUID() + "\"}")
        .put(RUNS + "/baselines/main")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("run"));
  }

  @Test
  void wrongRequestsAreNamed() {
    String set = importSet("one", QUESTIONS).extract().path("golden_set.id");
    String other = importSet("two", QUESTIONS).extract().path("golden_set.id");
    String run = run(set, "\"answers\": false");
    String foreign = run(other, "\"answers\": false");
    given()
        .contentType("application/json")
        .body("{\"golden_set\": \"" + UUID.randomUUID() + "\"}")
        .post(RUNS)
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("golden_set"));
    given().contentType("application/json").body("{}").post(RUNS).then().statusCode(400);
    given().get(RUNS + "/" + UUID.randomUUID()).then().statusCode(404);
    given()
        .get(run + "/compare/" + id(foreign))
        .then()
        .statusCode(400)
        .body("detail", containsString("different golden sets"));
    given().get(run + "/questions?cursor=x").then().statusCode(400);
    given().get(run + "/questions?limit=201").then().statusCode(400);
    given().post(run + "/cancel").then().statusCode(200).body("state", equalTo("completed"));
  }

  private ValidatableResponse importSet(String name, String lines) {
    return importSet(handbook.name(), name, lines);
  }

  private static ValidatableResponse importSet(String collection, String name, String lines) {
    return given()
        .contentType("application/jsonl")
        .body(lines.getBytes(StandardCharsets.UTF_8))
        .queryParam("collection", collection)
        .queryParam("name", name)
        .post(SETS)
        .then();
  }

  private ValidatableResponse list() {
    return given().queryParam("collection", handbook.name()).get(SETS).then().statusCode(200);
  }

  /** Starts a run, waits until it is complete, and gives its place. */
  private static String run(String set, String more) {
    String location =
        given()
            .contentType("application/json")
            .body("{\"golden_set\": \"" + set + "\", " + more + "}")
            .post(RUNS)
            .then()
            .statusCode(202)
            .extract()
            .header("Location");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> given().get(location).then().body("state", equalTo("completed")));
    return location;
  }

  private static String id(String location) {
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private String ask(String question) {
    return given()
        .contentType("application/json")
        .body("{\"collection\": \"" + handbook.name() + "\", \"question\": \"" + question + "\"}")
        .post("/api/v1/query")
        .then()
        .statusCode(200)
        .extract()
        .path("answer_id");
  }
}
