package dev.footnote.web.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.SeveralModels;
import dev.footnote.web.Handbook;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@QuarkusTest
@TestProfile(SeveralModels.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GenerationResourceTest {
  private static final String GENERATIONS = "/api/v1/admin/generations";

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
    SeveralModels.deleteCollections();
  }

  @Test
  void aRebuildIsFollowedSwitchedToPutBackAndGivenUp() {
    String before = liveId();
    String location =
        start("\"model\": \"prefixed\", \"chunk_tokens\": 100")
            .statusCode(202)
            .body("state", equalTo("filling"))
            .body("live", equalTo(false))
            .body("documents.total", equalTo(3))
            .body("dimensions", equalTo(384))
            .extract()
            .header("Location");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                given()
                    .get(location)
                    .then()
                    .body("state", equalTo("complete"))
                    .body("documents.done", equalTo(3))
                    .body("live", equalTo(false)));

    given().post(location + "/activate").then().statusCode(200).body("live", equalTo(true));
    ask().body("hits[0].uri", equalTo(Handbook.LEAVE));
    given()
        .post(location + "/cancel")
        .then()
        .statusCode(409)
        .body("type", endsWith("/problems/conflict"))
        .body("detail", containsString("is live"));

    given().post(GENERATIONS + "/" + before + "/activate").then().body("live", equalTo(true));
    ask().body("hits[0].uri", equalTo(Handbook.LEAVE));
    given().post(location + "/cancel").then().statusCode(200).body("state", equalTo("cancelled"));
    given()
        .post(location + "/activate")
        .then()
        .statusCode(409)
        .body("detail", containsString("has ended"));
    list().body("generations[0].state", equalTo("cancelled")).body("generations", hasSize(2));
  }

  @Test
  void wrongRequestsAreNamed() {
    start("\"model\": \"nowhere\"")
        .statusCode(400)
        .body("errors.field", hasItem("model"))
        .body("detail", containsString("default, "));
    start("\"chunk_tokens\": 10").statusCode(400).body("errors.field", hasItem("chunk_tokens"));
    start("\"margin\": 0.1").statusCode(400).body("errors.field", hasItem("margin"));
    start("\"golden_set\": \"" + UUID.randomUUID() + "\"")
        .statusCode(400)
        .body("detail", containsString("when_complete"));
    start(
            "\"chunk_tokens\": 100, \"activate\": \"when_complete\", \"golden_set\": \""
                + UUID.randomUUID()
                + "\"")
        .statusCode(400)
        .body("errors.field", hasItem("golden_set"));
    start("\"activate\": \"now\"").statusCode(400).body("errors.field", hasItem("activate"));
    start("\"chunks\": 10").statusCode(400).body("type", equalTo("/problems/unknown-field"));
    start("\"model\": \"default\"")
        .statusCode(409)
        .body("detail", containsString("made like this already"));
    given()
        .contentType("application/json")
        .body("{\"collection\": \"nowhere\"}")
        .post(GENERATIONS)
        .then()
        .statusCode(404)
        .body("type", equalTo("/problems/unknown-collection"));
  }

  @Test
  void anUnknownGenerationIsNotThere() {
    given().get(GENERATIONS + "/999999999").then().statusCode(404);
    given().get(GENERATIONS + "/x").then().statusCode(404);
    given().post(GENERATIONS + "/999999999/activate").then().statusCode(404);
    given().post(GENERATIONS + "/x/cancel").then().statusCode(404);
  }

  private ValidatableResponse start(String settings) {
    return given()
        .contentType("application/json")
        .body("{\"collection\": \"" + handbook.name() + "\", " + settings + "}")
        .post(GENERATIONS)
        .then();
  }

  private ValidatableResponse list() {
    return given().queryParam("collection", handbook.name()).get(GENERATIONS).then();
  }

  private String liveId() {
    return list().statusCode(200).extract().path("generations.find { it.live }.id");
  }

  private ValidatableResponse ask() {
    return given()
        .contentType("application/json")
        .body(
            "{\"collection\": \""
                + handbook.name()
                + "\", \"question\": \"How many days of annual leave are there?\"}")
        .post("/api/v1/search")
        .then()
        .statusCode(200);
  }
}
