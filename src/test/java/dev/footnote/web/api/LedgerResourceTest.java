package dev.footnote.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.seal.SealLedger;
import dev.footnote.web.Handbook;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sealing, verifying, exporting and erasing, as clients see them. */
@QuarkusTest
class LedgerResourceTest {
  @Inject SealLedger sealing;

  private FolderCollection handbook;
  private String answer;

  @BeforeEach
  void anAnswer() {
    handbook = Handbook.inNewFolder();
    answer = Handbook.ask(handbook, "How many days of annual leave?");
  }

  @AfterEach
  void leave() {
    Handbook.leave(handbook);
  }

  @Test
  void anAnswerIsSealedProvenVerifiedAndExported() {
    sealing.seal(handbook.scope().tenantId());
    JsonPath proof =
        given()
            .get("/api/v1/audit/answers/" + answer + "/proof")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    long seal = proof.getLong("seal");
    assertThat(proof.getString("root")).hasSize(64);

    String anchor =
        given()
            .get("/api/v1/audit/head")
            .then()
            .statusCode(200)
            .body("seal", greaterThan((int) (seal - 1)))
            .body("public_key", startsWith("-----BEGIN PUBLIC KEY-----"))
            .extract()
            .path("anchor");
    given()
        .queryParam("from", seal)
        .queryParam("to", seal)
        .queryParam("anchor", anchor)
        .get("/api/v1/audit/verify")
        .then()
        .statusCode(200)
        .body("seals", equalTo(1))
        .body("entries", greaterThan(0));
    String export =
        given()
            .queryParam("from", seal)
            .queryParam("to", seal)
            .get("/api/v1/audit/export")
            .then()
            .statusCode(200)
            .contentType(startsWith("application/jsonl"))
            .extract()
            .asString();
    assertThat(export.lines().toList())
        .hasSizeGreaterThan(2)
        .anySatisfy(line -> assertThat(line).contains(answer));
  }

  @Test
  void wrongInputsAreNamed() {
    given().queryParam("from", 0).get("/api/v1/audit/verify").then().statusCode(400);
    given()
        .queryParam("anchor", "nonsense")
        .get("/api/v1/audit/verify")
        .then()
        .statusCode(400)
        .body("detail", containsString("anchor"));
    given().get("/api/v1/audit/answers/" + UUID.randomUUID() + "/proof").then().statusCode(404);
    erase(Map.of("reason", "none named")).then().statusCode(400);
    erase(Map.of("answer", answer)).then().statusCode(400);
    erase(Map.of("answer", UUID.randomUUID(), "reason", "gone")).then().statusCode(404);
    hold(Map.of("reason", "none named")).then().statusCode(400);
    hold(Map.of("collection", "not-there", "reason", "x")).then().statusCode(404);
  }

  @Test
  void aHoldRefusesAnErasureAndAReleaseAllowsIt() {
    String hold =
        hold(Map.of("collection", handbook.name(), "reason", "Case 7"))
            .then()
            .statusCode(201)
            .body("collection", equalTo(handbook.name()))
            .extract()
            .path("id");
    erase(Map.of("answer", answer, "reason", "asked for"))
        .then()
        .statusCode(409)
        .body("detail", containsString("Case 7"));
    given()
        .delete("/api/v1/admin/holds/" + hold)
        .then()
        .statusCode(200)
        .body("released_at", notNullValue());

    erase(Map.of("answer", answer, "reason", "asked for"))
        .then()
        .statusCode(200)
        .body("answers", equalTo(1))
        .body("complete", equalTo(true));

    given()
        .get("/api/v1/audit/answers/" + answer)
        .then()
        .statusCode(410)
        .body("type", equalTo("/problems/erased"))
        .body("detail", containsString("asked for"));
    given().get("/api/v1/admin/holds").then().statusCode(200).body("holds.id", notNullValue());
  }

  @Test
  void aDocumentThatIsStillInItsFolderIsNotErased() {
    Object document =
        Objects.requireNonNull(Objects.requireNonNull(handbook.document(Handbook.LEAVE)).get("id"));

    erase(Map.of("document", document, "reason", "asked for"))
        .then()
        .statusCode(409)
        .body("detail", containsString(Handbook.LEAVE));
  }

  private static io.restassured.response.Response erase(Map<String, Object> body) {
    return given().contentType("application/json").body(body).post("/api/v1/admin/erasures");
  }

  private static io.restassured.response.Response hold(Map<String, Object> body) {
    return given().contentType("application/json").body(body).post("/api/v1/admin/holds");
  }
}
