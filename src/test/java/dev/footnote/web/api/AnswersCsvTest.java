package dev.footnote.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.web.Handbook;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger as a table that can be taken away, and taken up again where it broke off. */
@QuarkusTest
class AnswersCsvTest {
  private static final List<String> QUESTIONS =
      List.of(
          "How many days of annual leave does an employee have?",
          "=HYPERLINK(\"https://evil.example\")",
          "Which class are train journeys booked in, \"first\" or second?");

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
  void eachAnswerIsARowTheNewestFirst() throws IOException {
    Response reply = csv("");
    List<CSVRecord> rows = rows(reply);

    assertThat(reply.contentType()).startsWith("text/csv");
    assertThat(reply.header("Content-Disposition")).contains("answers.csv");
    assertThat(rows)
        .extracting(row -> row.get("question"))
        .containsExactly(QUESTIONS.get(2), "'" + QUESTIONS.get(1), QUESTIONS.get(0));
    assertThat(rows.getLast().get("outcome")).isEqualTo("grounded");
    assertThat(rows.getLast().get("answer")).contains("27 days");
    assertThat(rows.getLast().get("stale")).isEqualTo("0");
  }

  @Test
  void anExportThatBrokeOffGoesOnAfterItsLastRow() throws IOException {
    String cursor = rows(csv("")).getFirst().get("cursor");

    assertThat(rows(csv("&cursor=" + cursor)))
        .extracting(row -> row.get("question"))
        .containsExactly("'" + QUESTIONS.get(1), QUESTIONS.get(0));
  }

  @Test
  void conditionsHoldAndWrongOnesAreRefused() throws IOException {
    assertThat(rows(csv("&text=annual%20leave"))).hasSize(1);
    csv("&cursor=nonsense").then().statusCode(400).body(containsString("cursor"));
    csv("&from=yesterday").then().statusCode(400).body(containsString("from"));
  }

  private Response csv(String more) {
    return given()
        .urlEncodingEnabled(false)
        .get("/api/v1/audit/answers.csv?collection=" + handbook.name() + more);
  }

  private static List<CSVRecord> rows(Response reply) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(reply.asString(), format)) {
      return parser.getRecords();
    }
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
