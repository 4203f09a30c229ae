package dev.footnote.jobs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.footnote.document.DocumentKey;
import dev.footnote.document.Problem;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.Prose;
import dev.footnote.source.Folders;
import dev.footnote.store.Database;
import dev.footnote.store.Json;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edit overtakes bulk work, and bulk work can be held back. */
@QuarkusTest
class PriorityTest {
  private static final int DOCUMENTS = 40;

  @Inject Database database;
  @Inject DocumentQueue queue;
  @Inject ReindexJobs jobs;
  @Inject Folders folders;
  @Inject JobScheduler scheduler;

  @Test
  void anEditOvertakesAFolderThatIsBeingIndexed(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("first.txt"), "Something to begin with.");
    try (var collection = FolderCollection.apart(folder)) {
      collection.close();
      for (int i = 0; i < DOCUMENTS; i++) {
        FolderCollection.put(folder.resolve("bulk " + i + ".md"), Prose.document(1_000 + i, 12));
      }
      folders.follow(collection.scope(), folder);
      FolderCollection.put(folder.resolve("first.txt"), "Somebody has just edited this.");
      String last = lastQueued(collection);
      FolderCollection.put(folder.resolve(last), "Somebody has edited what waited longest, too.");
      collection.settle();

      assertThat(place(collection, "first.txt")).isLessThan(DOCUMENTS * 3 / 4);
      assertThat(place(collection, last)).isLessThan(DOCUMENTS * 3 / 4);
      assertThat(collection.currentTexts(last))
          .containsExactly("Somebody has edited what waited longest, too.");
    }
  }

  @Test
  void workOfAProcessWhoseClockWasAheadIsNotLeftLying(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.txt"), "Alpha is first.");
    try (var collection = FolderCollection.over(folder)) {
      UUID id = id(collection, "a.txt");
      var key = new DocumentKey(collection.scope(), id);
      database.change(
          handle -> {
            handle
                .createUpdate("UPDATE document SET noticed = noticed + 1 WHERE id = :id")
                .bind("id", id)
                .execute();
            handle
                .createUpdate(
                    """
                    INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                    VALUES ('index-document', :document, now() + interval '1 hour', false, 1)
                    """)
                .bind("document", key.toString())
                .execute();
          });
      queue.sweep();
      collection.settle();
    }
  }

  @Test
  void aBurstForOneDocumentIsOneTask(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.txt"), "Alpha is first.");
    try (var collection = FolderCollection.over(folder)) {
      UUID id = id(collection, "a.txt");
      for (int i = 0; i < 200; i++) {
        queue.notice(collection.scope(), Set.of(id), Urgency.EDIT);
        assertThat(
                collection
                    .rows(
                        """
                        SELECT task_instance FROM scheduled_tasks WHERE task_name = 'index-document'
                          AND task_instance LIKE CAST(:tenant AS text) || '/' || :collection || '/%'
                        """)
                    .size())
            .isLessThanOrEqualTo(1);
      }
      collection.settle();
    }
  }

  @Test
  void aPausedJobHoldsItsDocumentsBackButNotAnEdit(@TempDir Path folder) {
    for (int i = 0; i < 5; i++) {
      FolderCollection.put(folder.resolve(i + ".txt"), "Number " + i + " is one of five.");
    }
    try (var collection = FolderCollection.ofLocalAdmin(folder)) {
      UUID job = startPaused(collection);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> job(job, "get").body("counts.in_progress", equalTo(5)));
      FolderCollection.put(folder.resolve("3.txt"), "Number 3 was edited meanwhile.");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(collection.currentTexts("3.txt"))
                      .containsExactly("Number 3 was edited meanwhile."));
      queue.sweep();
      await()
          .during(Duration.ofMillis(300))
          .untilAsserted(
              () ->
                  job(job, "get")
                      .body("state", equalTo("paused"))
                      .body("counts.in_progress", equalTo(4))
                      .body("remaining_seconds", nullValue()));

      job(job, "resume").body("paused_at", nullValue());
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  job(job, "get")
                      .body("state", equalTo("completed"))
                      .body("counts.completed", equalTo(5)));
      job(job, "pause").body("state", equalTo("completed"));
    }
  }

  @Test
  void aPausedJobThatIsCancelledLetsGoOfItsDocuments(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.txt"), "Alpha is first.");
    try (var collection = FolderCollection.ofLocalAdmin(folder)) {
      UUID job = startPaused(collection);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> job(job, "get").body("counts.in_progress", equalTo(1)));
      job(job, "cancel").body("state", equalTo("cancelled"));
      collection.settle();
    }
  }

  @Test
  void aJobIsHeldBackEvenWhenItIsPausedAfterItsDocumentsWereQueued(@TempDir Path folder) {
    String text = Prose.document(2_000, 60);
    for (int i = 0; i < DOCUMENTS; i++) {
      FolderCollection.put(folder.resolve(i + ".md"), text);
    }
    try (var collection = FolderCollection.ofLocalAdmin(folder)) {
      int tenant = collection.scope().tenantId();
      UUID job = force(collection);
      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(1))
          .until(() -> jobs.find(tenant, job).orElseThrow().counts().inProgress() > 0);
      jobs.pause(tenant, job);
      await()
          .during(Duration.ofMillis(400))
          .atMost(Duration.ofSeconds(20))
          .until(() -> jobs.find(tenant, job).orElseThrow().counts(), new SameAsBefore());
      job(job, "resume");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  job(job, "get")
                      .body("state", equalTo("completed"))
                      .body("counts.completed", equalTo(DOCUMENTS)));
    }
  }

  @Test
  void documentsThatWaitForTheModelGoOnAsSoonAsItAnswers(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.txt"), "Alpha is first.");
    try (var collection = FolderCollection.over(folder)) {
      UUID id = id(collection, "a.txt");
      // As after a failed try, with a long wait before the next.
      scheduler.enqueueHeld(Set.of(new DocumentKey(collection.scope(), id)));
      database.change(
          handle ->
              handle
                  .createUpdate(
                      """
                      UPDATE document SET noticed = noticed + 1, problem = CAST(:problem AS jsonb) WHERE id = :id
                      """)
                  .bind(
                      "problem",
                      Json.write(
                          new Problem(
                              "test-outage", "It is out.", true, 9, "parser", Instant.EPOCH)))
                  .bind("id", id)
                  .execute());
      assertThat(queue.retryNow("another-problem")).isZero();
      assertThat(queue.retryNow("test-outage")).isEqualTo(1);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThat(collection.document("a.txt")).containsEntry("problem", null));
    }
  }

  @Test
  void anUnknownJobCanBeNeitherPausedNorResumed() {
    for (String what : Set.of("pause", "resume")) {
      given().post("/api/v1/admin/jobs/" + UUID.randomUUID() + "/" + what).then().statusCode(404);
    }
  }

  private UUID force(FolderCollection collection) {
    var everything = new ReindexRequest(null, null, null, true);
    return jobs.start(collection.scope(), everything, null, "test").id();
  }

  /** A forced job that is paused before it has handed on any document. */
  private UUID startPaused(FolderCollection collection) {
    return database.write(
        handle -> {
          // The job's look at the folder ends by writing to this row.
          handle
              .createQuery(
                  "SELECT id FROM source WHERE tenant_id = :tenant AND id = :id FOR UPDATE")
              .bind("tenant", collection.scope().tenantId())
              .bind("id", collection.source().id())
              .mapTo(Integer.class)
              .one();
          return CompletableFuture.supplyAsync(
                  () -> {
                    UUID id = force(collection);
                    job(id, "pause").body("state", equalTo("paused"));
                    return id;
                  })
              .join();
        });
  }

  private static io.restassured.response.ValidatableResponse job(UUID id, String what) {
    String path = "/api/v1/admin/jobs/" + id;
    return (what.equals("get") ? given().get(path) : given().post(path + "/" + what))
        .then()
        .statusCode(200);
  }

  /** How many changes were committed before the document's last one. */
  private static int place(FolderCollection collection, String uri) {
    var before = new HashSet<Object>();
    int place = 0;
    for (var change :
        collection.rows(
            """
            SELECT uri FROM change WHERE tenant_id = :tenant AND collection_id = :collection AND watermark > 1
            ORDER BY watermark
            """)) {
      if (uri.equals(change.get("uri"))) {
        place = before.size();
      }
      before.add(String.valueOf(change.get("uri")));
    }
    return place;
  }

  private static String lastQueued(FolderCollection collection) {
    return String.valueOf(
        collection
            .rows(
                """
                SELECT d.uri FROM document d JOIN scheduled_tasks t
                  ON t.task_instance = d.tenant_id || '/' || d.collection_id || '/' || d.id
                WHERE d.tenant_id = :tenant AND d.collection_id = :collection
                ORDER BY t.execution_time DESC LIMIT 1
                """)
            .getFirst()
            .get("uri"));
  }

  private static UUID id(FolderCollection collection, String uri) {
    return UUID.fromString(
        String.valueOf(java.util.Objects.requireNonNull(collection.document(uri)).get("id")));
  }

  /** Fulfilled by a value that equals the one before. */
  private static final class SameAsBefore
      implements java.util.function.Predicate<ReindexJob.Counts> {
    private ReindexJob.Counts before = new ReindexJob.Counts(-1, 0, 0, 0);

    @Override
    public boolean test(ReindexJob.Counts counts) {
      boolean same = counts.equals(before) && counts.inProgress() > 0;
      before = counts;
      return same;
    }
  }
}
