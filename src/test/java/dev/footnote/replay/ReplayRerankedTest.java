package dev.footnote.replay;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.RerankEndpoint;
import dev.footnote.fixtures.Reranked;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An answer whose passages an endpoint had reranked is made again without asking it. */
@QuarkusTest
@TestProfile(Reranked.class)
class ReplayRerankedTest {
  private static final String QUESTION = "How many litres of water does the pump hold?";
  private static final List<String> COLOURS =
      List.of("red", "blue", "green", "white", "black", "pink");

  private RerankEndpoint endpoint;
  private FolderCollection pumps;

  @BeforeEach
  void start() throws IOException {
    endpoint = Reranked.startEndpoint();
    Path folder = Files.createTempDirectory("replay-reranked");
    for (int i = 0; i < COLOURS.size(); i++) {
      FolderCollection.put(
          folder.resolve(COLOURS.get(i) + ".md"),
          "# Pump %s\n\nThe %s pump holds %d litres of water%s.\n"
              .formatted(COLOURS.get(i), COLOURS.get(i), 10 + i, " and air".repeat(i)));
    }
    pumps = FolderCollection.ofLocalAdmin(folder);
  }

  @AfterEach
  void stop() {
    pumps.close();
    endpoint.close();
  }

  @Test
  void theRecordedOrderIsTakenAndTheEndpointIsNotAsked() {
    ask(pumps.name(), 6);
    List<String> given = endpoint.requests().getLast().passages();
    assertThat(given).hasSize(Reranked.TOP);
    String last = colour(given.getLast());
    prefer(last);
    List<String> answers = List.of(ask(pumps.name(), 6), ask(pumps.name(), 1));
    assertThat(answers).allSatisfy(id -> assertThat(firstEvidence(id)).contains(last));
    // What it would say now would be another order.
    prefer(colour(given.get(1)));
    pumps.write(last + ".md", "# Pump\n\nThis pump is broken.\n");
    int asked = endpoint.requests().size();

    for (String id : answers) {
      replay(id)
          .body("identical", equalTo(true))
          .body("reranked", equalTo("as_recorded"))
          .body("candidates.identical", equalTo(true))
          .body("candidates.order_identical", equalTo(true))
          .body("evidence.identical", equalTo(true))
          .body("answer.identical", equalTo(true))
          .body("reasons", empty());
    }
    assertThat(endpoint.requests()).hasSize(asked);
  }

  @Test
  void whatTheEndpointMissedThenIsNotMadeUpForNow() {
    endpoint.failNext(new RerankEndpoint.Fault.Status(500, "{}"));
    String answer = ask(pumps.name(), 6);
    int asked = endpoint.requests().size();
    assertThat(asked).isEqualTo(1);

    replay(answer).body("identical", equalTo(true)).body("reranked", equalTo("by_nobody"));
    assertThat(endpoint.requests()).hasSize(asked);
  }

  private static String colour(String passage) {
    return COLOURS.stream().filter(passage::contains).findFirst().orElseThrow();
  }

  private void prefer(String colour) {
    endpoint.score((question, passage) -> passage.contains(colour) ? 0.9 : 0.1);
  }

  private static ValidatableResponse replay(String id) {
    return given().get("/api/v1/audit/answers/" + id + "/replay").then().statusCode(200);
  }

  private static String firstEvidence(String id) {
    return given().get("/api/v1/audit/answers/" + id).then().extract().path("evidence[0].text");
  }

  private static String ask(String collection, int k) {
    return given()
        .contentType("application/json")
        .body(Map.of("question", QUESTION, "collection", collection, "k", k))
        .post("/api/v1/query")
        .then()
        .statusCode(200)
        .extract()
        .path("answer_id");
  }
}
