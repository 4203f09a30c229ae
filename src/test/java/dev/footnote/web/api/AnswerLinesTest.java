package dev.footnote.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.web.Handbook;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger as JSON Lines that can be taken away, and taken up again where they broke off. */
@QuarkusTest
class AnswerLinesTest {
  private static final List<String> QUESTIONS =
      List.of(
          "How many days of annual leave does an employee have?",
          "Is there a zebra?",
          "Which class are train journeys booked in?",
          "How many days of annual leave are there?",
          "Who books the train?");

  private FolderCollection handbook;

  @BeforeEach
  void start() {
    handbook = Handbook.inNewFolder();
    QUESTIONS.forEach(this::ask);
  }

  @AfterEach
  void close() {
    Handbook.leave(handbook);
  }

  @Test
  void eachAnswerIsALineWithItsCitationsHoweverSmallThePagesAre() {
    // Pages of one come last: with a cursor that does not move on, they would never end.
    for (int pageSize : List.of(200, 5, 2, 1)) {
      Response reply = lines("&page_size=" + pageSize);

      assertThat(reply.contentType()).startsWith("application/jsonl");
      assertThat(reply.header("Content-Disposition")).contains("answers.jsonl");
      assertThat(questions(reply)).as("page size " + pageSize).isEqualTo(QUESTIONS.reversed());
    }
    JsonPath first = parsed(lines("")).getLast();
    assertThat(first.getString("outcome")).isEqualTo("grounded");
    assertThat(first.getString("citations[0].quote")).contains("27 days");
    assertThat(first.getString("citations[0].status")).isEqualTo("current");
    assertThat(first.getInt("stale")).isZero();
  }

  @Test
  void whatBecameOfACitationStandsBesideIt() {
    handbook.write(Handbook.LEAVE, "# Leave\n\nNothing of this is left.\n");

    JsonPath first = parsed(lines("")).getLast();

    assertThat(first.getString("citations[0].status")).isEqualTo("superseded");
    assertThat(first.getInt("stale")).isPositive();
  }

  @Test
  void anExportThatBrokeOffGoesOnAfterItsLastLine() {
    List<JsonPath> all = parsed(lines(""));
    for (int last = 0; last < all.size(); last++) {
      String cursor = all.get(last).getString("cursor");

      assertThat(questions(lines("&page_size=2&cursor=" + cursor)))
          .isEqualTo(QUESTIONS.reversed().subList(last + 1, QUESTIONS.size()));
    }
  }

  @Test
  void conditionsHoldAndWrongOnesAreRefused() {
    assertThat(questions(lines("&text=zebra"))).containsExactly(QUESTIONS.get(1));
    lines("&cursor=nonsense").then().statusCode(400).body(containsString("cursor"));
    lines("&page_size=0").then().statusCode(400).body(containsString("page_size"));
    lines("&page_size=201").then().statusCode(400).body(containsString("page_size"));
  }

  @Test
  void theAuditorsPageLeadsToWhatItShows() {
    String page = given().get("/answers?text=zebra&from=2026-01-01").asString();

    assertThat(page)
        .contains("/api/v1/audit/answers.jsonl?text=zebra&amp;from=2026-01-01T00%3A00%3A00Z");
  }

  private Response lines(String more) {
    return given()
        .urlEncodingEnabled(false)
        .get("/api/v1/audit/answers.jsonl?collection=" + handbook.name() + more);
  }

  private static List<String> questions(Response reply) {
    return parsed(reply).stream().map(line -> line.getString("question")).toList();
  }

  private static List<JsonPath> parsed(Response reply) {
    reply.then().statusCode(200);
    var lines = new ArrayList<JsonPath>();
    reply.asString().lines().forEach(line -> lines.add(new JsonPath(line)));
    return lines;
  }

  private void ask(String question) {
    given()
        .contentType("application/json")
        .body(Map.of("question", question, "collection", handbook.name()))
        .post("/api/v1/query")
        .then()
        .statusCode(200);
  }
}
