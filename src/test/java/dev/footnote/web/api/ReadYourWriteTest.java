package dev.footnote.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.store.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A caller that knows a watermark is answered from an index that contains it, or told why not. */
@QuarkusTest
class ReadYourWriteTest {
  private static final List<String> PATHS = List.of("/api/v1/query", "/api/v1/search");

  @Inject Database database;

  @Test
  void aQuestionWaitsUntilTheIndexContainsTheChange(@TempDir Path folder) throws Exception {
    FolderCollection.put(folder.resolve("a.txt"), "The boiler holds 40 litres.");
    try (var collection = FolderCollection.ofLocalAdmin(folder);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long next = watermark(collection) + 1;
      var asked =
          database.write(
              handle -> {
                // While the collection is locked no change can commit, so that the questions must
                // wait.
                handle
                    .createQuery(
                        "SELECT id FROM collection WHERE tenant_id = :tenant AND id = :id FOR UPDATE")
                    .bind("tenant", collection.scope().tenantId())
                    .bind("id", collection.scope().collectionId())
                    .mapTo(Integer.class)
                    .one();
                FolderCollection.put(folder.resolve("a.txt"), "The boiler holds 55 litres.");
                var replies =
                    PATHS.stream()
                        .map(path -> send(threads, path, collection, Map.of("min_watermark", next)))
                        .toList();
                await()
                    .during(Duration.ofMillis(300))
                    .until(() -> replies.stream().noneMatch(CompletableFuture::isDone));
                return replies;
              });
      for (CompletableFuture<Response> reply : asked) {
        reply
            .join()
            .then()
            .statusCode(200)
            .body("watermark", greaterThanOrEqualTo(Math.toIntExact(next)))
            .body(containsString("55 litres"));
      }
    }
  }

  @Test
  void aReindexJobOfThePathGivesTheWatermarkToAskFor(@TempDir Path folder) throws Exception {
    FolderCollection.put(folder.resolve("a.txt"), "The boiler holds 40 litres.");
    try (var collection = FolderCollection.ofLocalAdmin(folder)) {
      Files.writeString(folder.resolve("b.txt"), "The tank holds 900 litres.");
      String job =
          given()
              .contentType("application/json")
              .body(Map.of("collection", collection.name(), "path", "b.txt", "force", true))
              .post("/api/v1/admin/reindex")
              .then()
              .statusCode(202)
              .extract()
              .header("Location");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> given().get(job).then().body("state", equalTo("completed")));
      Integer watermark = given().get(job).path("watermark");
      post(
              "/api/v1/search",
              collection,
              watermark == null ? Map.of() : Map.of("min_watermark", watermark))
          .statusCode(200)
          .body("hits.text", hasItem(containsString("900 litres")));
    }
  }

  @Test
  void aWatermarkThatIsNotReachedInTimeIsAProblemThatSaysHowFarTheIndexIs(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.txt"), "The boiler holds 40 litres.");
    try (var collection = FolderCollection.ofLocalAdmin(folder)) {
      long now = watermark(collection);
      for (String path : PATHS) {
        post(path, collection, Map.of("min_watermark", now + 7, "wait_ms", 50))
            .statusCode(504)
            .header("Retry-After", notNullValue())
            .body("type", equalTo("/problems/watermark-not-reached"))
            .body("detail", containsString("is at watermark " + now + "; " + (now + 7)))
            .body("detail", containsString("within 50 ms"))
            .body("detail", containsString("No change waits"));
      }
    }
  }

  @Test
  void theServicesOwnLimitIsNeverExceeded(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.txt"), "The boiler holds 40 litres.");
    try (var collection = FolderCollection.ofLocalAdmin(folder)) {
      post("/api/v1/search", collection, Map.of("min_watermark", 1_000_000, "wait_ms", 60_000))
          .statusCode(504)
          .body("detail", containsString("within 5000 ms"));
    }
  }

  @Test
  void waitersNeitherHoldAConnectionNorAPlaceAmongTheQuestions(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.txt"), "The boiler holds 40 litres.");
    try (var collection = FolderCollection.ofLocalAdmin(folder);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // Far more than the pool has connections, and than questions are answered at once.
      List<CompletableFuture<Response>> waiters =
          java.util.stream.Stream.generate(
                  () ->
                      send(
                          threads,
                          "/api/v1/search",
                          collection,
                          Map.of("min_watermark", 1_000_000, "wait_ms", 2_000)))
              .limit(60)
              .toList();
      post("/api/v1/search", collection, Map.of()).statusCode(200);
      assertThat(waiters).anyMatch(waiter -> !waiter.isDone());
      waiters.forEach(waiter -> waiter.join().then().statusCode(504));
    }
  }

  @Test
  void wrongInputsAreNamed(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.txt"), "The boiler holds 40 litres.");
    try (var collection = FolderCollection.ofLocalAdmin(folder)) {
      for (var wrong : Map.<String, Object>of("min_watermark", -1, "wait_ms", 60_001).entrySet()) {
        post("/api/v1/query", collection, Map.of(wrong.getKey(), wrong.getValue()))
            .statusCode(400)
            .body("errors.field", hasItem(wrong.getKey()));
      }
      given()
          .contentType("application/json")
          .body(Map.of("question", "x", "collection", "nowhere", "min_watermark", 5))
          .post("/api/v1/search")
          .then()
          .statusCode(404);
    }
  }

  private static CompletableFuture<Response> send(
      java.util.concurrent.Executor threads,
      String path,
      FolderCollection collection,
      Map<String, Object> more) {
    return CompletableFuture.supplyAsync(
        () -> post(path, collection, more).extract().response(), threads);
  }

  private static ValidatableResponse post(
      String path, FolderCollection collection, Map<String, Object> more) {
    var body = new HashMap<String, Object>(more);
    body.put("question", "How many litres does the boiler hold?");
    body.put("collection", collection.name());
    return given().contentType("application/json").body(body).post(path).then();
  }

  private static long watermark(FolderCollection collection) {
    return Long.parseLong(
        String.valueOf(
            collection
                .rows(
                    "SELECT watermark FROM collection WHERE tenant_id = :tenant AND id = :collection")
                .getFirst()
                .get("watermark")));
  }
}
