package dev.footnote.source;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.jobs.ReindexJob;
import dev.footnote.jobs.ReindexJobs;
import dev.footnote.jobs.ReindexRequest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mishap of the folder does not empty the index; what was meant is confirmed by an admin. */
@QuarkusTest
class RemovalGuardTest {
  private static final int DOCUMENTS = 30;

  @Inject ReindexJobs jobs;

  @Test
  void aFolderThatIsSuddenlyEmptyLosesNothingAndRaisesTheAlarm(@TempDir Path temp)
      throws IOException {
    Path folder = temp.resolve("docs");
    write(folder, 3, 3);
    try (var collection = FolderCollection.ofLocalAdmin(folder)) {
      takeShelf(folder, temp);
      awaitAlarm(collection, "is empty, but 3 documents are known");
      collection.settle();
      assertThat(live(collection)).isEqualTo(3);
      given()
          .get("/api/v1/status")
          .then()
          .body(
              "collections.find { it.name == '" + collection.name() + "' }.state",
              equalTo("alarm"));
      given().get("/q/health/ready").then().body("checks.data.alarms.max()", greaterThan(0));
      given().get("/indexing").then().body(containsString("confirm-removal"));
      write(folder, 3, 3);
      collection.settle();
      assertThat(alarm(collection)).as("the files are back").isNull();
      assertThat(live(collection)).isEqualTo(3);
    }
  }

  @Test
  void manyRemovalsSeenAsEventsAreWithheldWhileEverythingElseGoesThrough(@TempDir Path temp)
      throws IOException {
    Path folder = temp.resolve("docs");
    write(folder, 20, DOCUMENTS);
    try (var collection = FolderCollection.ofLocalAdmin(folder)) {
      takeShelf(folder, temp);
      FolderCollection.put(folder.resolve("new.txt"), "A file that was added meanwhile.");
      FolderCollection.put(folder.resolve("28.txt"), "A file that was changed meanwhile.");
      Files.move(folder.resolve("29.txt"), folder.resolve("moved.txt"));
      awaitAlarm(collection, "20 of the 3");
      collection.settle();
      assertThat(live(collection)).isEqualTo(DOCUMENTS + 1);
      assertThat(collection.currentTexts("shelf/0.txt")).containsExactly(text(0));
      assertThat(collection.currentTexts("new.txt")).hasSize(1);
      assertThat(collection.currentTexts("28.txt"))
          .containsExactly("A file that was changed meanwhile.");
      assertThat(collection.currentTexts("moved.txt")).containsExactly(text(29));
      assertThat(collection.document("29.txt")).isNull();
    }
  }

  @Test
  void aFolderThatIsDeletedSlowlyIsGuardedAllTheSame(@TempDir Path folder) throws IOException {
    write(folder, DOCUMENTS);
    try (var collection = FolderCollection.ofLocalAdmin(folder)) {
      for (int from = 0; from < DOCUMENTS - 2; from += 4) {
        delete(folder, from, from + 4);
        collection.settle();
      }
      assertThat(live(collection)).isGreaterThan(DOCUMENTS / 3);
      assertThat(alarm(collection)).contains("confirm-removal");
    }
  }

  @Test
  void anAdminConfirmsForTheNextScanAlone(@TempDir Path temp) throws IOException {
    Path folder = temp.resolve("docs");
    write(folder, 25, DOCUMENTS);
    try (var collection = FolderCollection.ofLocalAdmin(folder)) {
      int source = collection.source().id();
      confirm(source, 409, "nothing to confirm");
      takeShelf(folder, temp);
      collection.settle();
      assertThat(live(collection)).isEqualTo(DOCUMENTS);
      for (int i = 0; i < 2; i++) {
        given()
            .post("/api/v1/admin/sources/" + source + "/confirm-removal")
            .then()
            .statusCode(200)
            .body("documents", equalTo(25));
      }
      collection.settle();
      assertThat(live(collection)).isEqualTo(5);
      assertThat(alarm(collection)).isNull();
      confirm(source, 409, "nothing to confirm");

      write(folder, 25, DOCUMENTS);
      collection.settle();
      takeShelf(folder, temp);
      collection.settle();
      assertThat(live(collection)).as("confirmed once, not for ever").isEqualTo(DOCUMENTS);
    }
  }

  @Test
  void whatWasConfirmedDoesNotCoverWhatGoesMissingLater(@TempDir Path temp) throws IOException {
    Path folder = temp.resolve("docs");
    write(folder, 20, DOCUMENTS);
    try (var collection = FolderCollection.ofLocalAdmin(folder)) {
      takeShelf(folder, temp);
      collection.settle();
      confirm(collection.source().id(), 200, "20");
      delete(folder, 20, 29);
      collection.settle();
      assertThat(live(collection)).isEqualTo(DOCUMENTS);
      assertThat(alarm(collection)).contains("29 of the 30");
    }
  }

  @Test
  void aReindexJobRemovesNothingThatIsWithheld(@TempDir Path temp) throws IOException {
    Path folder = temp.resolve("docs");
    write(folder, 25, DOCUMENTS);
    try (var collection = FolderCollection.ofLocalAdmin(folder)) {
      takeShelf(folder, temp);
      int tenant = collection.scope().tenantId();
      UUID id =
          jobs.start(collection.scope(), new ReindexRequest(null, null, null, true), null, "test")
              .id();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> jobs.find(tenant, id).orElseThrow().state().finished());
      ReindexJob job = jobs.find(tenant, id).orElseThrow();
      assertThat(job.state()).isEqualTo(ReindexJob.State.FAILED);
      assertThat(job.failure()).contains("25 of the 30");
      collection.settle();
      assertThat(live(collection)).isEqualTo(DOCUMENTS);
    }
  }

  @Test
  void whatIsRemovedAndAddedToAndFroIsNotLost(@TempDir Path folder) throws IOException {
    write(folder, 60);
    try (var collection = FolderCollection.over(folder)) {
      for (int turn = 0; turn < 6; turn++) {
        delete(folder, 0, 25);
        collection.settle();
        write(folder, 60);
        collection.settle();
      }

      assertThat(alarm(collection)).isNull();
      assertThat(live(collection)).isEqualTo(60);
    }
  }

  @Test
  void aFewRemovalsNeedNoConfirmation(@TempDir Path folder) throws IOException {
    write(folder, 12);
    try (var collection = FolderCollection.over(folder)) {
      delete(folder, 0, 11);
      collection.settle();
      assertThat(live(collection)).isEqualTo(1);
      assertThat(alarm(collection)).isNull();
    }
  }

  @Test
  void onlySourcesThatThereAreCanBeConfirmed() {
    confirm(Integer.MAX_VALUE, 404, "no source");
    given().post("/api/v1/admin/sources/x/confirm-removal").then().statusCode(404);
  }

  private static void confirm(int source, int status, String words) {
    given()
        .post("/api/v1/admin/sources/" + source + "/confirm-removal")
        .then()
        .statusCode(status)
        .body(containsString(words));
  }

  private static void awaitAlarm(FolderCollection collection, String words) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(alarm(collection)).contains(words));
  }

  private static @org.jspecify.annotations.Nullable Object source(FolderCollection collection) {
    return collection
        .rows("SELECT alarm FROM source WHERE tenant_id = :tenant AND collection_id = :collection")
        .getFirst()
        .get("alarm");
  }

  private static @org.jspecify.annotations.Nullable String alarm(FolderCollection collection) {
    Object alarm = source(collection);
    return alarm == null ? null : alarm.toString();
  }

  private static int live(FolderCollection collection) {
    return collection
        .rows(
            """
            SELECT id FROM document
            WHERE tenant_id = :tenant AND collection_id = :collection AND state = 'indexed'
            """)
        .size();
  }

  private static void write(Path folder, int documents) {
    for (int i = 0; i < documents; i++) {
      FolderCollection.put(folder.resolve(i + ".txt"), text(i));
    }
  }

  private static String text(int i) {
    return "The part number " + i + " lies on shelf " + (i * 7) + ".";
  }

  /** Documents of which some stand on one shelf, a folder of their own. */
  private static void write(Path folder, int shelved, int documents) {
    for (int i = 0; i < documents; i++) {
      FolderCollection.put(
          (i < shelved ? folder.resolve("shelf") : folder).resolve(i + ".txt"), text(i));
    }
  }

  /**
   * Takes the shelf away in one step: files that are deleted one by one may be seen in parts, of
   * which the first is small enough to go.
   */
  private static void takeShelf(Path folder, Path temp) throws IOException {
    Files.move(folder.resolve("shelf"), temp.resolve(UUID.randomUUID().toString()));
  }

  private static void delete(Path folder, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      Files.deleteIfExists(folder.resolve(i + ".txt"));
    }
  }
}
