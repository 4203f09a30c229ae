package dev.footnote.web.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.web.Handbook;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Golden sets from files and from marked answers, and what a run's page sets by them. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenSetPagesTest {
  private static final String SETS = "/api/v1/admin/golden-sets";
  private static final String LEAVE = "How many days of annual leave does Quillmere give?";

  private FolderCollection handbook;

  @BeforeEach
  void index() {
    if (handbook == null) {
      handbook = Handbook.inNewFolder();
    }
  }

  @AfterEach
  void deleteSets() {
    List<String> ids = given().get(SETS + "?collection=" + handbook.name()).path("golden_sets.id");
    ids.forEach(id -> given().delete(SETS + "/" + id).then().statusCode(204));
  }

  @AfterAll
  void close() {
    Handbook.leave(handbook);
  }

  @Test
  void aFileBecomesAGoldenSetAndNamesWithoutADocumentAreTold() {
    Document list = page("/evaluations");
    assertThat(list.select("form[enctype] input").eachAttr("name")).contains("file", "name");
    assertThat(list.select("form[enctype] option").eachText()).contains(handbook.name());

    Document imported =
        Jsoup.parse(
            upload(
                    "from-file",
                    question("leave", "leave.md", "").getBytes(StandardCharsets.UTF_8),
                    question("moon", "<b>moon</b>.md", "").getBytes(StandardCharsets.UTF_8))
                .statusCode(200)
                .extract()
                .asString());
    assertThat(imported.text()).contains("from-file was imported", "2 questions", "<b>moon</b>.md");
    assertThat(imported.select("main b")).isEmpty();
    assertThat(page("/evaluations").text()).contains("from-file");
  }

  @Test
  void aSetOfMoreThanOneMebibyteIsImportedFromTheApiAndFromThePage() {
    String large =
        IntStream.range(0, 150)
            .mapToObj(i -> question("q" + i, "leave.md", "x".repeat(19_000)))
            .collect(Collectors.joining());
    assertThat(large.length()).isGreaterThan(2 << 20);
    given()
        .contentType("application/jsonl; charset=UTF-8")
        .body(large.getBytes(StandardCharsets.UTF_8))
        .queryParam("collection", handbook.name())
        .queryParam("name", "large")
        .post(SETS)
        .then()
        .statusCode(201)
        .body("golden_set.questions", equalTo(150));
    upload("large-file", large.getBytes(StandardCharsets.UTF_8), new byte[0])
        .statusCode(200)
        .body(containsString("150 questions"));
  }

  @Test
  void whatIsWrongWithAFileIsToldAndNothingIsImported() {
    upload("wrong", "{\"id\": 1}\nnothing".getBytes(StandardCharsets.UTF_8), new byte[0])
        .statusCode(400)
        .body(containsString("Line 1"))
        .body(containsString("Line 2"));
    upload(
            "Wrong Name",
            question("a", "leave.md", "").getBytes(StandardCharsets.UTF_8),
            new byte[0])
        .statusCode(400)
        .body(containsString("small letters"));
    upload("latin", new byte[] {(byte) 0xff, (byte) 0xfe, 0x41}, new byte[0])
        .statusCode(400)
        .body(containsString("not text in UTF-8"));
    given()
        .accept("text/html")
        .multiPart("collection", handbook.name())
        .multiPart("name", "none")
        .post("/evaluations/golden-sets")
        .then()
        .statusCode(400)
        .body(containsString("Choose a file"));
    given()
        .get(SETS + "?collection=" + handbook.name())
        .then()
        .body("golden_sets", equalTo(List.of()));
  }

  @Test
  void theSourcesThatAreMarkedRightMakeTheQuestion() {
    String set = importOne("marks");
    JsonPath answer = ask(LEAVE);
    String id = answer.getString("answer_id");
    Document record = page("/answers/" + id);
    assertThat(record.select("form[action$=golden-question] option").eachText())
        .containsExactly("marks");
    assertThat(record.select("input[name=citation][checked]").eachAttr("value")).contains("1");
    assertThat(record.select("input[name=evidence][checked]")).isEmpty();

    Document marked =
        Jsoup.parse(
            given()
                .formParam("golden_set", set)
                .formParam("evidence", "1")
                .post("/answers/" + id + "/golden-question")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    assertThat(marked.text()).contains("A golden question was made", LEAVE);
    JsonPath whole = given().get(SETS + "/" + set).jsonPath();
    String mine = "questions.find { it.id == 'answer-" + id + "' }.";
    assertThat(whole.getString(mine + "relevant[0].quotes[0]"))
        .isEqualTo(answer.getString("evidence[0].text"));
    assertThat(whole.getString(mine + "relevant[0].doc"))
        .isEqualTo(answer.getString("evidence[0].uri"));

    String silent = ask("Who owns the moon over Quillmere?").getString("answer_id");
    mark(set, Map.of("answer_id", silent, "citations", List.of()))
        .statusCode(201)
        .body("answerable", equalTo(false));
    String other = ask(LEAVE + " Please.").getString("answer_id");
    mark(set, Map.of("answer_id", other, "citations", List.of(77)))
        .statusCode(400)
        .body("detail", containsString("no citation"));
    mark(set, Map.of("answer_id", other, "evidence", List.of(77)))
        .statusCode(400)
        .body("detail", containsString("passage 77"));
    mark(set, Map.of("answer_id", other, "citations", List.of(1)))
        .statusCode(201)
        .body("relevant[0].doc", equalTo(Handbook.LEAVE));
  }

  @Test
  void aRunsPageCalibratesWhenNothingIsSaidAndTakesItBack() {
    String lines =
        IntStream.range(0, 20)
            .mapToObj(i -> question("q" + i, "leave.md", ""))
            .collect(Collectors.joining());
    upload("twenty", lines.getBytes(StandardCharsets.UTF_8), new byte[0]).statusCode(200);
    String set = given().get(SETS + "?collection=" + handbook.name()).path("golden_sets[0].id");
    String location =
        given()
            .redirects()
            .follow(false)
            .formParam("golden_set", set)
            .post("/evaluations")
            .then()
            .statusCode(303)
            .extract()
            .header("Location");
    String run = location.substring(location.indexOf("/evaluations/"));
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> given().get("/api/v1/admin" + run).then().body("state", equalTo("completed")));
    assertThat(page(run).select("form[action$=calibration] input[name=answered_percent]"))
        .hasSize(1);

    given()
        .formParam("answered_percent", 80)
        .post(run + "/calibration")
        .then()
        .statusCode(200)
        .body(containsString("<h1>Calibrated</h1>"));
    given()
        .formParam("answered_percent", 20)
        .post(run + "/calibration")
        .then()
        .statusCode(400)
        .body(containsString("must be 50 to 100"));
    given()
        .formParam("reset", "yes")
        .post(run + "/calibration")
        .then()
        .statusCode(200)
        .body(containsString("Back to the configured threshold"));
  }

  private String importOne(String name) {
    return given()
        .contentType("application/jsonl; charset=UTF-8")
        .body(question("first", "leave.md", "").getBytes(StandardCharsets.UTF_8))
        .queryParam("collection", handbook.name())
        .queryParam("name", name)
        .post(SETS)
        .then()
        .statusCode(201)
        .extract()
        .path("golden_set.id");
  }

  private ValidatableResponse upload(String name, byte[] lines, byte[] more) {
    byte[] bytes = new byte[lines.length + more.length];
    System.arraycopy(lines, 0, bytes, 0, lines.length);
    System.arraycopy(more, 0, bytes, lines.length, more.length);
    return given()
        .accept("text/html")
        .multiPart("collection", handbook.name())
        .multiPart("name", name)
        .multiPart("file", "questions.jsonl", bytes, "application/octet-stream")
        .post("/evaluations/golden-sets")
        .then();
  }

  private static ValidatableResponse mark(String set, Map<String, Object> body) {
    return given()
        .contentType("application/json")
        .body(body)
        .post(SETS + "/" + set + "/questions")
        .then();
  }

  private JsonPath ask(String question) {
    return given()
        .contentType("application/json")
        .body(Map.of("question", question, "collection", handbook.name()))
        .post("/api/v1/query")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static String question(String id, String doc, String more) {
    return """
        {"id": "%s", "question": "%s", "more": "%s", "relevant": [{"doc": "%s"}]}
        """
        .formatted(id, LEAVE, more, doc);
  }

  private static Document page(String path) {
    return Jsoup.parse(given().get(path).then().statusCode(200).extract().asString());
  }
}
