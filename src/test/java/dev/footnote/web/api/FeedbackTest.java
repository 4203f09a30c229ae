package dev.footnote.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.footnote.access.ApiKeys;
import dev.footnote.access.Role;
import dev.footnote.feedback.FeedbackConfig;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.store.Database;
import dev.footnote.web.Handbook;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What people say of answers, whom it counts for, and what can be made of it. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedbackTest {
  private static final String LEAVE = "How many days of annual leave does Quillmere give?";
  private static final String ADMIN = "/api/v1/admin/feedback";

  @Inject ApiKeys keys;
  @Inject Database database;
  @Inject FeedbackConfig config;

  private FolderCollection handbook;

  @BeforeEach
  void index() {
    if (handbook == null) {
      handbook = Handbook.inNewFolder();
    }
  }

  @AfterAll
  void close() {
    Handbook.leave(handbook);
  }

  @Test
  void everyWordIsKeptAndOfEachCallerAndUserTheLastOneCounts() {
    String answer = ask(LEAVE);
    give(answer, Map.of("rating", "bad", "comment", "Is it not 28?", "user", "ada"));
    give(answer, Map.of("rating", "good", "user", "bob"));
    give(answer, Map.of("rating", "good", "user", "ada")).body("comment", nullValue());

    given()
        .get(on(answer))
        .then()
        .statusCode(200)
        .body("feedback.user", contains("ada", "bob", "ada"))
        .body("feedback.rating", contains("good", "good", "bad"))
        .body("feedback.counts", contains(true, true, false))
        .body("feedback[2].comment", equalTo("Is it not 28?"))
        .body("feedback.caller", hasItem("local admin"));
  }

  @Test
  void aReaderSeesWhatTheSameKeySaidAndAnAuditorEverything() {
    String answer = ask(LEAVE);
    TestKey one = TestKey.make("reader");
    TestKey other = TestKey.make("reader");
    give(one.request(), answer, Map.of("rating", "bad")).statusCode(201);
    give(other.request(), answer, Map.of("rating", "good")).statusCode(201);
    one.request().get(on(answer)).then().body("feedback.rating", contains("bad"));
    TestKey.make("auditor")
        .request()
        .get(on(answer))
        .then()
        .body("feedback.rating", contains("good", "bad"))
        .body("feedback.counts", contains(true, true));
  }

  @Test
  void whatIsWrongIsToldByItsName() {
    String answer = ask(LEAVE);
    refused(answer, Map.of(), "rating");
    refused(answer, Map.of("rating", "great"), "rating");
    refused(answer, Map.of("rating", "bad", "comment", "x".repeat(4_001)), "comment");
    refused(
        answer,
        Map.of("rating", "bad", "corrected_answer", "x".repeat(20_001)),
        "corrected_answer");
    refused(answer, Map.of("rating", "bad", "user", "x".repeat(201)), "user");
    give(given(), UUID.randomUUID().toString(), Map.of("rating", "good")).statusCode(404);
    given().get(on(UUID.randomUUID().toString())).then().statusCode(404);
    given().get(ADMIN + "?rating=great").then().statusCode(400);
    given().get(ADMIN + "?cursor=x").then().statusCode(400);
    given().get(ADMIN + "?from=noon").then().statusCode(400);
    given().get(ADMIN + "/golden-set?collection=none").then().statusCode(404);
    given().get(on(answer)).then().body("feedback", equalTo(List.of()));
  }

  @Test
  void theLimitsAreThese() {
    FeedbackConfig defaults =
        new SmallRyeConfigBuilder()
            .withMapping(FeedbackConfig.class)
            .build()
            .getConfigMapping(FeedbackConfig.class);
    assertThat(defaults.perAnswerMax()).isEqualTo(200);
    assertThat(defaults.exportMax()).isEqualTo(2_000);
    String answer = ask(LEAVE);
    give(
        answer,
        Map.of(
            "rating", "bad",
            "comment", "x".repeat(4_000),
            "corrected_answer", "y".repeat(20_000),
            "user", "z".repeat(200)));
    database.change(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO answer_feedback (tenant_id, id, answer_id, at, caller, end_user, rating)
                    SELECT tenant_id, gen_random_uuid(), answer_id, at, caller, 'many', 'good'
                    FROM answer_feedback, generate_series(2, :most) WHERE answer_id = CAST(:answer AS uuid)
                    """)
                .bind("most", config.perAnswerMax())
                .bind("answer", answer)
                .execute());
    give(given(), answer, Map.of("rating", "good"))
        .statusCode(409)
        .body("detail", containsString("200 entries"));
  }

  @Test
  void noTenantReadsOrAddsToAnothersFeedback(@TempDir Path folder) {
    String answer = ask(LEAVE);
    give(answer, Map.of("rating", "bad", "comment", "kept apart"));
    try (var others = FolderCollection.apart(folder)) {
      String secret = keys.issue(others.scope().tenantId(), "stranger", Role.ADMIN).secret();
      RequestSpecification stranger = given().header("X-API-Key", secret);
      stranger.get(on(answer)).then().statusCode(404);
      give(given().header("X-API-Key", secret), answer, Map.of("rating", "good")).statusCode(404);
      given()
          .header("X-API-Key", secret)
          .get(ADMIN)
          .then()
          .statusCode(200)
          .body("feedback", equalTo(List.of()));
      given()
          .header("X-API-Key", secret)
          .get(ADMIN + "/fine-tuning?collection=" + handbook.name())
          .then()
          .statusCode(404);
    }
  }

  @Test
  void theListIsFilteredAndPaged() {
    String answer = ask(LEAVE);
    for (int i = 0; i < 5; i++) {
      give(answer, Map.of("rating", "bad", "comment", "quokka " + i, "user", "u" + i));
    }
    give(answer, Map.of("rating", "good", "comment", "quokka again", "user", "u0"));
    var seen = new ArrayList<String>();
    String cursor = null;
    do {
      RequestSpecification request =
          given()
              .queryParam("collection", handbook.name())
              .queryParam("text", "QUOKKA")
              .queryParam("limit", 2)
              .queryParam("rating", "bad");
      JsonPath page =
          (cursor == null ? request : request.queryParam("cursor", cursor))
              .get(ADMIN)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      seen.addAll(page.getList("feedback.comment"));
      cursor = page.getString("next_cursor");
    } while (cursor != null);
    assertThat(seen).containsExactly("quokka 4", "quokka 3", "quokka 2", "quokka 1");

    given()
        .get(ADMIN + "?text=quokka&counting=false&collection=" + handbook.name())
        .then()
        .body("feedback.size()", equalTo(6))
        .body("feedback.question", hasItem(LEAVE))
        .body("feedback.answer", hasItem(containsString("27 days")));
    given()
        .get(ADMIN + "?text=quokka&corrected=true&collection=" + handbook.name())
        .then()
        .body("feedback.size()", equalTo(0));
    given()
        .get(ADMIN + "?text=quokka&to=2001-01-01T00:00:00Z")
        .then()
        .body("feedback.size()", equalTo(0));
  }

  @Test
  void wellRatedAnswersMakeAGoldenSetThatCanBeImported() throws Exception {
    Path folder = Files.createTempDirectory("feedback");
    FolderCollection.put(
        folder.resolve("leave.md"), Handbook.leaveOf(27) + "\nThe pool opens at noon.\n");
    try (var leave = FolderCollection.ofLocalAdmin(folder)) {
      String right = ask(leave, LEAVE);
      String wrong = ask(leave, "When does the pool open?");
      String silent = ask(leave, "What is the boiling point of tungsten?");
      String disputed = ask(leave, LEAVE + " Say it.");
      give(right, Map.of("rating", "good", "corrected_answer", "It gives 27 days a year."));
      give(wrong, Map.of("rating", "bad", "corrected_answer", "At one."));
      give(silent, Map.of("rating", "good"));
      give(disputed, Map.of("rating", "good", "user", "a"));
      give(disputed, Map.of("rating", "bad", "user", "b"));

      String lines =
          given()
              .get(ADMIN + "/golden-set?collection=" + leave.name())
              .then()
              .statusCode(200)
              .contentType("application/jsonl")
              .header("Content-Disposition", containsString("golden-set.jsonl"))
              .extract()
              .asString();
      assertThat(lines.lines()).hasSize(2);
      assertThat(lines)
          .contains("answer-" + right, "It gives 27 days a year.", "answer-" + silent)
          .doesNotContain(wrong, disputed);
      String set =
          given()
              .contentType("application/jsonl; charset=UTF-8")
              .body(lines.getBytes(StandardCharsets.UTF_8))
              .queryParam("collection", leave.name())
              .queryParam("name", "said")
              .post("/api/v1/admin/golden-sets")
              .then()
              .statusCode(201)
              .body("golden_set.questions", equalTo(2))
              .body("golden_set.answerable", equalTo(1))
              .body("unresolved", equalTo(List.of()))
              .extract()
              .path("golden_set.id");
      given().delete("/api/v1/admin/golden-sets/" + set).then().statusCode(204);
    }
  }

  @Test
  void correctedAndWellRatedAnswersMakeExamplesForFineTuning() throws Exception {
    Path folder = Files.createTempDirectory("feedback");
    FolderCollection.put(folder.resolve("leave.md"), Handbook.leaveOf(27));
    try (var leave = FolderCollection.ofLocalAdmin(folder)) {
      give(ask(leave, LEAVE), Map.of("rating", "good"));
      give(
          ask(leave, "How much annual leave is there?"),
          Map.of("rating", "bad", "corrected_answer", "Twenty-seven days [1]."));
      List<JsonPath> examples =
          given()
              .get(ADMIN + "/fine-tuning?collection=" + leave.name())
              .then()
              .statusCode(200)
              .extract()
              .asString()
              .lines()
              .map(JsonPath::from)
              .toList();
      assertThat(examples).hasSize(2);
      assertThat(examples)
          .allSatisfy(
              example ->
                  assertThat(example.getList("messages.role", String.class))
                      .containsExactly("system", "user", "assistant"));
      assertThat(examples.getFirst().getString("messages[2].content"))
          .isEqualTo("Twenty-seven days [1].");
      assertThat(examples.getLast().getString("messages[1].content"))
          .contains("27 days of annual leave", LEAVE);
      assertThat(examples.getLast().getString("messages[2].content")).contains("27 days", "[1]");
    }
  }

  @Test
  void theFormUnderAnAnswerWorksWithAndWithoutScripts() {
    Document asked =
        Jsoup.parse(
            given()
                .formParam("question", LEAVE)
                .formParam("collection", handbook.name())
                .post("/ask")
                .asString());
    String url = asked.select("form.feedback").attr("action");
    assertThat(asked.select("form.feedback button[name=rating]").eachAttr("value"))
        .containsExactly("good", "bad");

    String fragment =
        given()
            .header("HX-Request", "true")
            .formParam("rating", "bad")
            .formParam("comment", "<script>alert(9)</script>")
            .post(url)
            .then()
            .statusCode(200)
            .body(not(containsString("<html")))
            .body(containsString("Thank you"))
            .extract()
            .asString();
    assertThat(Jsoup.parse(fragment).select("button[aria-pressed=true]").attr("value"))
        .isEqualTo("bad");
    assertThat(Jsoup.parse(fragment).select("script")).isEmpty();
    given()
        .formParam("rating", "good")
        .post(url)
        .then()
        .statusCode(200)
        .body(containsString("<html"))
        .body(containsString("Thank you"));
    given().formParam("rating", "").post(url).then().statusCode(400);
    given()
        .contentType("application/x-www-form-urlencoded; charset=UTF-8")
        .formParam("rating", "bad")
        .formParam("comment", "ü".repeat(4_000))
        .formParam("corrected_answer", "漢".repeat(20_000))
        .post(url)
        .then()
        .statusCode(200);
    given()
        .formParam("rating", "bad")
        .formParam("comment", "x".repeat(4_001))
        .post(url)
        .then()
        .statusCode(400)
        .body(containsString("at most 4000 characters"));

    Document record =
        Jsoup.parse(
            given().get(url.replace("/feedback", "")).then().statusCode(200).extract().asString());
    assertThat(record.text()).contains("What people said of it", "<script>alert(9)</script>");
    assertThat(record.select("main script")).isEmpty();
  }

  private String ask(String question) {
    return ask(handbook, question);
  }

  private static String ask(FolderCollection collection, String question) {
    return given()
        .contentType("application/json")
        .body(Map.of("question", question, "collection", collection.name()))
        .post("/api/v1/query")
        .then()
        .statusCode(200)
        .extract()
        .path("answer_id");
  }

  private static String on(String answer) {
    return "/api/v1/answers/" + answer + "/feedback";
  }

  private static ValidatableResponse give(String answer, Map<String, Object> said) {
    return give(given(), answer, said).statusCode(201);
  }

  private static ValidatableResponse give(
      RequestSpecification request, String answer, Map<String, Object> said) {
    return request.contentType("application/json").body(said).post(on(answer)).then();
  }

  private static void refused(String answer, Map<String, Object> said, String field) {
    give(given(), answer, said).statusCode(400).body("errors.field", hasItem(field));
  }
}
