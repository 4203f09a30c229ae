package dev.footnote.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.OpenAiEndpoint;
import dev.footnote.fixtures.Talking;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replay over HTTP, of answers that a language model wrote. */
@QuarkusTest
@TestProfile(Talking.class)
class ReplayResourceTest {
  private static final String ANSWERS = "/api/v1/audit/answers/";
  private static final String REPLY =
      "The boiler holds 40 litres. [1] The boiler was made in Paris. [1]";

  private OpenAiEndpoint endpoint;

  @BeforeEach
  void start() {
    endpoint = Talking.startEndpoint();
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void anAnswerByAModelIsJudgedAgainAndTheModelIsNotAsked(@TempDir Path folder) {
    endpoint.answerChat(chat -> REPLY);
    FolderCollection.put(folder.resolve("a.txt"), "The boiler holds 40 litres.");
    try (var collection = FolderCollection.ofLocalAdmin(folder)) {
      String plain = ask(collection, Map.of());
      String afterTalk =
          ask(
              collection,
              Map.of(
                  "history",
                  List.of(
                      Map.of("role", "user", "text", "What is the boiler made of?"),
                      Map.of("role", "assistant", "text", "Of steel."))));
      collection.write("a.txt", "The boiler holds 55 litres.");
      int asked = endpoint.requests().size();

      for (String id : List.of(plain, afterTalk)) {
        given()
            .get(ANSWERS + id + "/replay")
            .then()
            .statusCode(200)
            .body("answer_id", equalTo(id))
            .body("identical", equalTo(true))
            .body("candidates.identical", equalTo(true))
            .body("evidence.identical", equalTo(true))
            .body("messages.identical", equalTo(true))
            .body("answer.identical", equalTo(true))
            .body("compared", equalTo("as_usual"))
            .body("reasons", empty());
        given()
            .get(ANSWERS + id)
            .then()
            .body("outcome", equalTo("partly_grounded"))
            .body("answer", equalTo("The boiler holds 40 litres. [1]"));
      }
      assertThat(endpoint.requests()).hasSize(asked);
    }
  }

  @Test
  void anAnswerThatTheLedgerDoesNotHoldIsNotFound() {
    given().get(ANSWERS + UUID.randomUUID() + "/replay").then().statusCode(404);
    given().get(ANSWERS + "something/replay").then().statusCode(404);
  }

  private static String ask(FolderCollection collection, Map<String, Object> more) {
    var body = new java.util.HashMap<String, Object>(more);
    body.put("question", "How many litres does the boiler hold?");
    body.put("collection", collection.name());
    return given()
        .contentType("application/json")
        .body(body)
        .post("/api/v1/query")
        .then()
        .statusCode(200)
        .extract()
        .path("answer_id");
  }
}
