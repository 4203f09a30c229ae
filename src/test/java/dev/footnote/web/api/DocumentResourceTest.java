package dev.footnote.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.web.Handbook;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentResourceTest {
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
  void documentsAreListedByPathInPages() {
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      var request = given().queryParam("collection", handbook.name()).queryParam("limit", 1);
      JsonPath page =
          (cursor == null ? request : request.queryParam("cursor", cursor))
              .get("/api/v1/documents")
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      seen.addAll(page.getList("documents.uri"));
      cursor = page.getString("next_cursor");
    } while (cursor != null);

    assertThat(seen)
        .containsExactly("broken.pdf", Handbook.LEAVE, "handbook/travel.txt", Handbook.HOSTILE);
  }

  @Test
  void aListIsNarrowedByStateAndWords() {
    list("state", "indexed").body("documents.uri", not(hasItem("broken.pdf")));
    list("state", "problem").body("documents.uri", contains("broken.pdf"));
    list("text", "QUILLMERE").body("documents.uri", contains(Handbook.LEAVE));
    list("text", "'; DROP TABLE document; --").body("documents.size()", equalTo(0));
    list("text", "a\u0000b").body("documents.size()", equalTo(0));
  }

  @Test
  void aDocumentThatCannotBeReadIsListedWithTheReason() {
    given()
        .queryParam("collection", handbook.name())
        .get("/api/v1/admin/problems")
        .then()
        .statusCode(200)
        .body("documents.uri", contains("broken.pdf"))
        .body("documents[0].problem.code", notNullValue())
        .body("documents[0].problem.detail", matchesPattern(".{20,}"));
  }

  @Test
  void wrongParametersAreNamed() {
    list("state", "lost", 400).body("errors.field", contains("state"));
    list("limit", "0", 400).body("errors.field", contains("limit"));
    list("limit", "201", 400).body("errors.field", contains("limit"));
    list("cursor", "nonsense", 400).body("errors.field", contains("cursor"));
    list("text", "x".repeat(1_001), 400).body("errors.field", contains("text"));
  }

  @Test
  void aVersionIsReadWithOutlineMetadataAndTimes() {
    String id = id(Handbook.LEAVE);
    given()
        .get("/api/v1/documents/" + id)
        .then()
        .statusCode(200)
        .body("title", equalTo("Leave at Quillmere"))
        .body("state", equalTo("indexed"))
        .body("problem", nullValue())
        .body("changed_at", matchesPattern("\\d{4}-.*Z"));
    given()
        .get("/api/v1/documents/" + id + "/versions")
        .then()
        .body("versions.number", hasItem(1))
        .body("versions[0].content_sha256", matchesPattern("[0-9a-f]{64}"));
    given()
        .get("/api/v1/documents/" + id + "/versions/1")
        .then()
        .body("metadata.tags", contains("hr", "leave"))
        .body("outline.size()", greaterThan(1))
        .body("text", containsString("27 days"))
        .body("version.valid_from", notNullValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "..%2F..%2Fetc%2Fpasswd",
        "%00",
        "1'%20OR%20'1'='1",
        "0-0-0-0-0",
        "%F0%9F%98%80"
      })
  void anIdInAStrangeFormIsNotThere(String id) {
    for (String path : List.of("/api/v1/documents/", "/documents/", "/api/v1/audit/answers/")) {
      given().urlEncodingEnabled(false).get(path + id).then().statusCode(404);
      given().urlEncodingEnabled(false).get(path + id + "/versions/1").then().statusCode(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "9999999999", "1e3", "one", "2"})
  void aVersionThatIsNotThereIsNotThere(String number) {
    given()
        .get("/api/v1/documents/{id}/versions/{n}", id("handbook/travel.txt"), number)
        .then()
        .statusCode(404)
        .body("type", equalTo("/problems/not-found"));
  }

  @Test
  void anUnknownDocumentIsNotThere() {
    given().get("/api/v1/documents/" + UUID.randomUUID()).then().statusCode(404);
    given().get("/api/v1/documents/" + UUID.randomUUID() + "/versions").then().statusCode(404);
  }

  @Test
  void theStateOfTheIndexIsTold() {
    String at = "collections.find { it.name == '" + handbook.name() + "' }.";
    given()
        .get("/api/v1/status")
        .then()
        .statusCode(200)
        .body("language_model.configured", equalTo(false))
        .body(at + "state", equalTo("ready"))
        .body(at + "documents.indexed", equalTo(3))
        .body(at + "documents.problems", equalTo(1))
        .body(at + "documents.due", equalTo(0))
        .body(at + "watermark", greaterThan(0))
        .body(at + "dimensions", equalTo(384));
    given().get("/api/v1/collections").then().body("collections.name", hasItem(handbook.name()));
  }

  private io.restassured.response.ValidatableResponse list(String name, String value) {
    return list(name, value, 200);
  }

  private io.restassured.response.ValidatableResponse list(String name, String value, int status) {
    return given()
        .queryParam("collection", handbook.name())
        .queryParam(name, value)
        .get("/api/v1/documents")
        .then()
        .statusCode(status);
  }

  private String id(String uri) {
    return given()
        .queryParam("collection", handbook.name())
        .get("/api/v1/documents")
        .then()
        .extract()
        .path("documents.find { it.uri == '" + uri + "' }.id");
  }
}
