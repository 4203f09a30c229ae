package dev.footnote.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.store.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions about a past moment, over HTTP: what they are told, and what is refused. */
@QuarkusTest
class AsOfTest {
  private static final String QUESTION = "How many litres does the boiler hold?";
  private static final List<String> PATHS = List.of("/api/v1/query", "/api/v1/search");

  @Inject Database database;

  @Test
  void aReplyAboutThePastSaysSoAndSoDoesTheLedger(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.txt"), "The boiler holds 40 litres.");
    try (var collection = FolderCollection.ofLocalAdmin(folder)) {
      Instant then = Instant.now();
      collection.write("a.txt", "The boiler holds 55 litres.");

      for (Object moment : List.of(1, then.toString())) {
        post("/api/v1/search", collection, Map.of("as_of", moment))
            .statusCode(200)
            .body("watermark", equalTo(1))
            .body("as_of.watermark", equalTo(1))
            .body("as_of.at", notNullValue())
            .body("hits.text", hasItem(containsString("40 litres")));
        ValidatableResponse answer =
            post("/api/v1/query", collection, Map.of("as_of", moment))
                .statusCode(200)
                .body("answer", containsString("40 litres"))
                .body("citations[0].status", equalTo("superseded"))
                .body("as_of.watermark", equalTo(1));
        String id = answer.extract().path("answer_id");
        given()
            .get("/api/v1/audit/answers/" + id)
            .then()
            .statusCode(200)
            .body("watermark", equalTo(1))
            .body("provenance.as_of.watermark", equalTo(1))
            .body("provenance.release", notNullValue());
      }
      post("/api/v1/search", collection, Map.of())
          .statusCode(200)
          .body("as_of", nullValue())
          .body("hits.text", hasItem(containsString("55 litres")));
    }
  }

  private static final String NEITHER =
      "must be a time such as 2026-01-31T12:00:00Z, or a watermark such as 42.";

  @Test
  void whatIsNoMomentAndWhatIsNotOverIsRefused(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.txt"), "The boiler holds 40 litres.");
    try (var collection = FolderCollection.ofLocalAdmin(folder)) {
      Map<Object, String> refused =
          Map.of(
              "yesterday",
              NEITHER,
              -1,
              NEITHER,
              1.5,
              NEITHER,
              true,
              NEITHER,
              99,
              "at watermark 1, not 99 yet",
              Instant.now().plus(1, ChronoUnit.DAYS).toString(),
              "lies in the future");
      for (String path : PATHS) {
        refused.forEach(
            (moment, why) ->
                post(path, collection, Map.of("as_of", moment))
                    .statusCode(400)
                    .body("type", equalTo("/problems/invalid-input"))
                    .body("detail", containsString("as_of"))
                    .body("detail", containsString(why)));
      }
      post("/api/v1/search", collection, Map.of("as_of", 1, "why_not", "a.txt"))
          .statusCode(400)
          .body("detail", containsString("'why_not' explains the present"));
    }
  }

  @Test
  void aMomentThatIsNotKeptIsRefusedWithTheEarliestThatIs(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.txt"), "The boiler holds 40 litres.");
    try (var collection = FolderCollection.ofLocalAdmin(folder)) {
      collection.write("a.txt", "The boiler holds 55 litres.");
      forgetBefore(collection, 2);

      for (String path : PATHS) {
        post(path, collection, Map.of("as_of", 1))
            .statusCode(410)
            .body("type", equalTo("/problems/past-not-kept"))
            .body(
                "detail", containsString("The earliest moment that can be searched is watermark 2"))
            .body("errors[0].field", equalTo("as_of"));
        post(path, collection, Map.of("as_of", 2)).statusCode(200);
      }
    }
  }

  @Test
  void thePageAsksAboutThePast(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.txt"), "The boiler holds 40 litres.");
    try (var collection = FolderCollection.ofLocalAdmin(folder)) {
      assertThat(page(collection, "2001-02-03T04:05").statusCode(200).extract().asString())
          .contains("As of", "after 0 changes", "value=\"2001-02-03T04:05\"");
      assertThat(page(collection, "").statusCode(200).extract().asString())
          .contains("40 litres")
          .doesNotContain("As of 20");
      page(collection, "last week").statusCode(400);
    }
  }

  private void forgetBefore(FolderCollection collection, long watermark) {
    database.change(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE generation SET past_from = :watermark
                    WHERE tenant_id = :tenant AND collection_id = :collection
                    """)
                .bind("watermark", watermark)
                .bind("tenant", collection.scope().tenantId())
                .bind("collection", collection.scope().collectionId())
                .execute());
  }

  private static ValidatableResponse page(FolderCollection collection, String asOf) {
    return given()
        .contentType("application/x-www-form-urlencoded")
        .formParam("question", QUESTION)
        .formParam("collection", collection.name())
        .formParam("as_of", asOf)
        .post("/ask")
        .then();
  }

  private static ValidatableResponse post(
      String path, FolderCollection collection, Map<String, Object> more) {
    var body = new HashMap<String, Object>(more);
    body.put("question", QUESTION);
    body.put("collection", collection.name());
    return given().contentType("application/json").body(body).post(path).then();
  }
}
