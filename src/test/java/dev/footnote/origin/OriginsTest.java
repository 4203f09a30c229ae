package dev.footnote.origin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.footnote.fixtures.DatabaseDump;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.GitFolder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.awaitility.core.ThrowingRunnable;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who changed a document is told wherever its versions are, and follows Git's commits. */
@QuarkusTest
class OriginsTest {
  private static final String BEFORE = "# Leave\n\nEveryone has 25 days of annual leave.\n";
  private static final String AFTER = BEFORE.replace("25", "28");

  private Path root;

  @BeforeEach
  void aFolder() throws IOException {
    root = Files.createTempDirectory("origins");
  }

  @Test
  void whoMadeAnAnswerStaleIsToldWhereverItIsAsked() {
    try (var repository = GitFolder.init(root)) {
      repository.write("docs/leave.md", BEFORE).commit("Ann", "Leave as it was");
      try (var collection = FolderCollection.ofLocalAdmin(root.resolve("docs"))) {
        String answer = ask(collection);
        String document = id(collection, "leave.md");
        eventually(() -> states(document, "committed"));
        collection.write("leave.md", AFTER);
        RevCommit commit = repository.commit("Bob", "Three days more\n\nAs agreed.");

        eventually(
            () ->
                given()
                    .get("/api/v1/documents/{id}/versions", document)
                    .then()
                    .body("versions[0].changed_by.state", equalTo("committed"))
                    .body("versions[0].changed_by.commit", equalTo(commit.name()))
                    .body("versions[0].changed_by.author", equalTo("Bob"))
                    .body("versions[0].changed_by.email", equalTo("bob@example.org"))
                    .body("versions[0].changed_by.at", equalTo("2026-01-01T00:02:00Z"))
                    .body("versions[0].changed_by.message", equalTo("Three days more"))
                    .body("versions[1].changed_by.author", equalTo("Ann")));
        given()
            .get("/api/v1/documents/{id}/diff?from=1&to=2", document)
            .then()
            .body("from.changed_by.author", equalTo("Ann"))
            .body("to.changed_by.author", equalTo("Bob"));
        given()
            .queryParam("quote", "28 days")
            .get("/api/v1/documents/{id}/since", document)
            .then()
            .body("version.changed_by.author", equalTo("Bob"));
        eventually(
            () ->
                given()
                    .get("/api/v1/audit/answers/{id}", answer)
                    .then()
                    .body("citations[0].status", equalTo("superseded"))
                    .body("citations[0].changed_by.author", equalTo("Bob")));
        assertThat(event(answer).getString("changed_by.author")).isEqualTo("Bob");
        given()
            .get("/documents/{id}", document)
            .then()
            .body(containsString("Changed by Bob, 1 Jan 2026, 00:02 UTC: Three days more"));
        given().get("/answers/{id}", answer).then().body(containsString("Changed by Bob"));

        collection.write("leave.md", AFTER + "\nAsk in time.\n");
        repository.commit("Cid", "A line more");
        eventually(
            () ->
                given()
                    .get("/api/v1/documents/{id}/versions", document)
                    .then()
                    .body("versions[0].changed_by.author", equalTo("Cid")));
        eventually(
            () ->
                given()
                    .get("/api/v1/audit/answers/{id}", answer)
                    .then()
                    .body("citations[0].now.version", equalTo(3))
                    .body("citations[0].changed_by.author", equalTo("Bob")));
      }
    }
  }

  @Test
  void anEditIsSaidToBeOneUntilItIsCommitted() {
    try (var repository = GitFolder.init(root)) {
      repository.write("leave.md", BEFORE).commit("Ann", "Leave as it was");
      try (var collection = FolderCollection.ofLocalAdmin(root)) {
        collection.write("leave.md", AFTER);
        String document = id(collection, "leave.md");
        eventually(() -> states(document, "uncommitted", "committed"));

        repository.commit("Bob", "Three days more");

        eventually(() -> states(document, "committed", "committed"));
      }
    }
  }

  @Test
  void aCheckoutOfManyFilesIsLookedUpWhole() throws Exception {
    try (var repository = GitFolder.init(root)) {
      RevCommit first = fill(repository, "old").commit("Ann", "All of it");
      RevCommit second = fill(repository, "new").commit("Bob", "All of it anew");
      repository.git().checkout().setName(first.name()).call();
      try (var collection = FolderCollection.over(root)) {
        eventually(() -> assertThat(origins(collection)).containsOnly(Map.entry("Ann", 100L)));

        repository.git().checkout().setName(second.name()).call();
        collection.settle();

        eventually(
            () ->
                assertThat(origins(collection))
                    .containsOnly(Map.entry("Ann", 100L), Map.entry("Bob", 100L)));
      }
    }
  }

  private static GitFolder fill(GitFolder repository, String word) {
    for (int i = 0; i < 100; i++) {
      repository.write(
          "part %d/file %d.txt".formatted(i % 9, i), "This is %s: %d.".formatted(word, i));
    }
    return repository;
  }

  @Test
  void anErasedDocumentTakesItsAuthorsAlong() throws IOException {
    try (var repository = GitFolder.init(root)) {
      repository.write("kept.md", "# Pumps\n\nThe pump moves 40 litres.\n");
      repository.write("leave.md", BEFORE).commit("Ann", "All");
      repository.write("leave.md", AFTER).commit("Zebulon", "Zero days forgotten");
      try (var collection = FolderCollection.ofLocalAdmin(root)) {
        String document = id(collection, "leave.md");
        eventually(() -> states(document, "committed"));
        int tenant = collection.scope().tenantId();
        assertThat(DatabaseDump.holds(tenant, "Zebulon")).isTrue();
        Files.delete(root.resolve("leave.md"));
        collection.settle();

        given()
            .contentType("application/json")
            .body(Map.of("document", document, "reason", "It must go"))
            .post("/api/v1/admin/erasures")
            .then()
            .statusCode(200);

        for (String gone : List.of("Zebulon", "zebulon@example.org", "Zero days forgotten")) {
          assertThat(DatabaseDump.holds(tenant, gone)).as(gone).isFalse();
        }
        assertThat(origins(collection)).containsOnly(Map.entry("Ann", 1L));
      }
    }
  }

  @Test
  void ofAFolderWithoutARepositoryNothingIsKnown() {
    FolderCollection.put(root.resolve("leave.md"), BEFORE);
    try (var collection = FolderCollection.ofLocalAdmin(root)) {
      given()
          .get("/api/v1/documents/{id}/versions", id(collection, "leave.md"))
          .then()
          .body("versions[0].changed_by", nullValue());
      try (var repository = GitFolder.init(root)) {
        repository.commit("Ann", "Under version control from now on");
        eventually(() -> states(id(collection, "leave.md"), "committed"));
      }
    }
  }

  private static void eventually(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(assertion);
  }

  private static void states(String document, String... states) {
    given()
        .get("/api/v1/documents/{id}/versions", document)
        .then()
        .body("versions.changed_by.state", equalTo(List.of(states)));
  }

  /** How many versions each author brought. */
  private static Map<String, Long> origins(FolderCollection collection) {
    return collection
        .rows(
            """
            SELECT coalesce(author, '') AS author, count(*) AS versions FROM version_origin
            WHERE tenant_id = :tenant AND collection_id = :collection GROUP BY author
            """)
        .stream()
        .collect(
            Collectors.toMap(
                row -> String.valueOf(row.get("author")), row -> (Long) row.get("versions")));
  }

  private static String id(FolderCollection collection, String uri) {
    return String.valueOf(Objects.requireNonNull(collection.document(uri)).get("id"));
  }

  private static String ask(FolderCollection collection) {
    return given()
        .contentType("application/json")
        .body(
            Map.of(
                "question",
                "How many days of annual leave does everyone have?",
                "collection",
                collection.name()))
        .post("/api/v1/query")
        .then()
        .statusCode(200)
        .extract()
        .path("answer_id");
  }

  private static JsonPath event(String answer) {
    String cursor = "0";
    while (true) {
      JsonPath page =
          given()
              .queryParam("cursor", cursor)
              .get("/api/v1/audit/stale?limit=200")
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      List<Map<String, Object>> events = page.getList("events");
      for (int i = 0; i < events.size(); i++) {
        if (page.getList("events[" + i + "].answers").contains(answer)) {
          page.setRootPath("events[" + i + "]");
          return page;
        }
      }
      assertThat(events).as("no event names the answer").isNotEmpty();
      cursor = page.getString("next_cursor");
    }
  }
}
