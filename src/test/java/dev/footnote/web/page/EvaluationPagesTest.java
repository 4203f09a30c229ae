package dev.footnote.web.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.web.Handbook;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvaluationPagesTest {
  /** The second names a document that answers nothing, so that something is missed. */
  private static final String QUESTIONS =
      """
      {"id": "leave", "question": "How many days of annual leave are there?", "relevant": [{"doc": "leave"}]}
      {"id": "<b>x</b>", "question": "What about <script>alert(3)</script> trains?", "relevant": [{"doc": "nowhere"}]}
      """;

  private FolderCollection handbook;
  private String set = "";

  @BeforeEach
  void importSet() {
    if (handbook == null) {
      handbook = Handbook.inNewFolder();
    }
    set =
        given()
            .contentType("application/jsonl; charset=UTF-8")
            .body(QUESTIONS.getBytes(StandardCharsets.UTF_8))
            .queryParam("collection", handbook.name())
            .queryParam("name", "pages")
            .post("/api/v1/admin/golden-sets")
            .then()
            .statusCode(201)
            .extract()
            .path("golden_set.id");
  }

  @AfterEach
  void deleteSet() {
    given().delete("/api/v1/admin/golden-sets/" + set).then().statusCode(204);
  }

  @AfterAll
  void close() {
    Handbook.leave(handbook);
  }

  @Test
  void aRunIsStartedFromThePageAndShownWithItsMetricsRanksAndMissedQuestions() {
    String run = start();
    Document list = page("/evaluations");
    assertThat(list.select("form[action=/evaluations] input[value=" + set + "]")).hasSize(1);
    assertThat(list.select("a[href=" + run + "]")).hasSize(1);

    Document page = page(run);
    assertThat(page.select("table.figures tbody th").eachText()).contains("ndcg_at_10", "answered");
    assertThat(page.select("svg.plot text").eachText()).startsWith("1", "1").endsWith("1", "none");
    assertThat(page.select("svg.plot title").text()).contains("1: 1", "none: 1");
    assertThat(page.text()).contains("What about <script>alert(3)</script> trains?", "not found");
    assertThat(page.select("main script, [style], b")).isEmpty();
    assertThat(page.select("a[href$=export.csv]")).hasSize(1);
  }

  @Test
  void twoRunsAreComparedWithABarForEachInterval() {
    String first = start();
    String second = start();
    Document page = page(second + "/compare/" + first.substring(first.lastIndexOf('/') + 1));
    assertThat(page.select("svg.interval rect")).isNotEmpty();
    assertThat(page.text()).contains("95% interval").contains("None, by nDCG@10.");
    assertThat(page.select("[style]")).isEmpty();
    given().get(second + "/compare/" + second.substring(13, 20)).then().statusCode(404);
  }

  /** Presses the button, waits until the run is complete, and gives its page's path. */
  private String start() {
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
    String path = location.substring(location.indexOf("/evaluations/"));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> given().get("/api/v1/admin" + path).then().body("state", equalTo("completed")));
    return path;
  }

  private static Document page(String path) {
    return Jsoup.parse(given().get(path).then().statusCode(200).extract().asString());
  }
}
