package dev.footnote.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.oneOf;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.web.Handbook;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReindexResourceTest {
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
  void aJobIsAcceptedFollowedAndComesToItsEnd() {
    String location = reindex("", "").statusCode(202).extract().header("Location");

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                given()
                    .get(location)
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("completed"))
                    .body("counts.total", equalTo(4))
                    .body("counts.in_progress", equalTo(0))
                    .body("remaining_seconds", equalTo(0.0f)));
    given()
        .get("/api/v1/admin/jobs")
        .then()
        .body("jobs.id", hasItem(location.substring(location.lastIndexOf('/') + 1)));
  }

  @Test
  void theSameIdempotencyKeyGivesTheSameJob() {
    String key = UUID.randomUUID().toString();
    String first = reindex("", key).statusCode(202).extract().path("id");
    String second = reindex("", key).statusCode(202).extract().path("id");

    assertThat(second).isEqualTo(first);
  }

  @Test
  void anIdempotencyKeyCannotStandForAnotherRequest() {
    String key = UUID.randomUUID().toString();
    reindex("", key).statusCode(202);
    reindex(", \"path\": \"handbook/**\"", key)
        .statusCode(409)
        .body("type", equalTo("/problems/conflict"))
        .body("detail", containsString("Idempotency-Key"));
  }

  @Test
  void wrongRequestsAreNamed() {
    reindex(", \"path\": \"[\"", "").statusCode(400).body("errors.field", hasItem("path"));
    reindex(", \"document\": \"x\"", "").statusCode(400).body("errors.field", hasItem("document"));
    reindex(", \"force\": \"yes\"", "").statusCode(400).body("errors.field", hasItem("force"));
    reindex(", \"everything\": true", "")
        .statusCode(400)
        .body("type", equalTo("/problems/unknown-field"));
    reindex("", "two words").statusCode(400);
    given()
        .contentType("application/json")
        .body("{\"collection\": \"nowhere\"}")
        .post("/api/v1/admin/reindex")
        .then()
        .statusCode(404)
        .body("type", equalTo("/problems/unknown-collection"));
  }

  @Test
  void cancellingAJobEndsItAndCancellingAgainChangesNothing() {
    String id = reindex("", "").statusCode(202).extract().path("id");
    for (int i = 0; i < 2; i++) {
      given()
          .post("/api/v1/admin/jobs/" + id + "/cancel")
          .then()
          .statusCode(200)
          .body("state", oneOf("cancelled", "completed"));
    }
  }

  @Test
  void anUnknownJobIsNotThere() {
    given().get("/api/v1/admin/jobs/" + UUID.randomUUID()).then().statusCode(404);
    given().post("/api/v1/admin/jobs/x/cancel").then().statusCode(404);
  }

  @Test
  void aDryRunSaysWhatWouldHappenAndWritesNothing(@TempDir Path folder) throws IOException {
    for (String name : List.of("same", "edited", "moved", "gone")) {
      FolderCollection.put(folder.resolve(name + ".txt"), "The " + name + " file says so.");
    }
    try (var collection = FolderCollection.ofLocalAdmin(folder)) {
      collection.close();
      FolderCollection.put(
          folder.resolve("edited.txt"), "The edited file says " + UUID.randomUUID());
      FolderCollection.put(folder.resolve("new.txt"), "The new file says " + UUID.randomUUID());
      FolderCollection.put(folder.resolve("copy.txt"), "The same file says so.");
      FolderCollection.put(folder.resolve("broken.pdf"), "%PDF-1.7\nnothing else");
      Files.move(folder.resolve("moved.txt"), folder.resolve("elsewhere.txt"));
      Files.delete(folder.resolve("gone.txt"));
      var before = collection.rows(everything());

      dryRun(collection, "")
          .body("documents.added", equalTo(2))
          .body("documents.changed", equalTo(1))
          .body("documents.moved", equalTo(1))
          .body("documents.removed", equalTo(1))
          .body("documents.unchanged", equalTo(2))
          .body("documents.refused", equalTo(1))
          .body("documents.not_looked_at", equalTo(0))
          .body("complete", equalTo(true))
          .body("chunks", equalTo(3))
          .body("chunks_to_embed", equalTo(2));
      dryRun(collection, ", \"path\": \"new*\"")
          .body("documents.added", equalTo(1))
          .body("documents.removed", equalTo(0))
          .body("chunks_to_embed", equalTo(1));
      dryRun(collection, ", \"force\": true, \"path\": \"same.txt\"")
          .body("documents.unchanged", equalTo(1))
          .body("chunks", equalTo(1))
          .body("chunks_to_embed", equalTo(0));

      assertThat(collection.rows(everything())).isEqualTo(before);
    }
  }

  private static String everything() {
    return """
        SELECT d.uri, d.noticed, d.handled, d.fence, c.watermark,
          (SELECT count(*) FROM reindex_job j WHERE j.collection_id = c.id) AS jobs
        FROM document d JOIN collection c ON c.id = d.collection_id
        WHERE d.tenant_id = :tenant AND d.collection_id = :collection ORDER BY d.id
        """;
  }

  private static ValidatableResponse dryRun(FolderCollection collection, String more) {
    return given()
        .contentType("application/json")
        .body("{\"collection\": \"" + collection.name() + "\", \"dry_run\": true" + more + "}")
        .post("/api/v1/admin/reindex")
        .then()
        .statusCode(200);
  }

  private ValidatableResponse reindex(String more, String idempotencyKey) {
    var request = given().contentType("application/json");
    if (!idempotencyKey.isEmpty()) {
      request = request.header("Idempotency-Key", idempotencyKey);
    }
    return request
        .body("{\"collection\": \"" + handbook.name() + "\"" + more + "}")
        .post("/api/v1/admin/reindex")
        .then();
  }
}
