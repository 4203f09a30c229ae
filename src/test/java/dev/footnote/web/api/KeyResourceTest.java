package dev.footnote.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.footnote.store.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeyResourceTest {
  @Inject Database database;

  @Test
  void aKeyIsShownOnceAndStoredAsAHashOnly() {
    TestKey key = TestKey.make("reader");

    String list = given().get("/api/v1/admin/keys").then().statusCode(200).extract().asString();
    List<String> rows =
        database.read(
            handle ->
                handle.createQuery("SELECT k::text FROM api_key k").mapTo(String.class).list());

    assertThat(key.secret()).startsWith("fn_");
    assertThat(list).contains(key.id()).doesNotContain(key.secret());
    assertThat(String.join("\n", rows)).contains(key.id()).doesNotContain(key.secret());
  }

  @Test
  void aRevokedKeyIsRefusedAtOnceAndStaysInTheList() {
    TestKey.make("admin");
    TestKey key = TestKey.make("admin");
    key.request().get("/api/v1/admin/keys").then().statusCode(200);

    given().delete("/api/v1/admin/keys/" + key.id()).then().statusCode(204);

    key.request()
        .get("/api/v1/admin/keys")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", containsString("Bearer"))
        .body("type", equalTo("/problems/unauthorized"))
        .body("detail", not(containsString(key.secret())));
    given()
        .get("/api/v1/admin/keys")
        .then()
        .body("keys.find { it.id == '" + key.id() + "' }.revoked_at", matchesPattern(".*Z"));
  }

  @Test
  void revokingTwiceIsTheSameAsOnce() {
    TestKey key = TestKey.make("reader");
    given().delete("/api/v1/admin/keys/" + key.id()).then().statusCode(204);
    given().delete("/api/v1/admin/keys/" + key.id()).then().statusCode(204);
  }

  @Test
  void anUnknownKeyCannotBeRevoked() {
    given()
        .delete("/api/v1/admin/keys/" + UUID.randomUUID())
        .then()
        .statusCode(404)
        .body("type", equalTo("/problems/not-found"));
  }

  @Test
  void theLastAdminKeyStays() {
    List<String> admins =
        given()
            .get("/api/v1/admin/keys")
            .then()
            .extract()
            .path("keys.findAll { it.role == 'admin' && it.revoked_at == null }.id");
    String last = TestKey.make("admin").id();
    for (String id : admins) {
      given().delete("/api/v1/admin/keys/" + id).then().statusCode(204);
    }

    given()
        .delete("/api/v1/admin/keys/" + last)
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/conflict"))
        .body("detail", containsString("last valid admin key"));
  }

  @Test
  void timesAndNamesAreSpelledAsTheApiSpellsThem() {
    given()
        .contentType("application/json")
        .body("{\"name\": \"  Chatbot <b>1</b> \", \"role\": \"auditor\"}")
        .post("/api/v1/admin/keys")
        .then()
        .statusCode(201)
        .body("name", equalTo("Chatbot <b>1</b>"))
        .body("role", equalTo("auditor"))
        .body("created_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z"))
        .body("id", notNullValue());
  }

  @Test
  void aNameOverItsLimitIsRefused() {
    given()
        .contentType("application/json")
        .body("{\"name\": \"" + "x".repeat(201) + "\", \"role\": \"reader\"}")
        .post("/api/v1/admin/keys")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("name"))
        .body("detail", containsString("at most 200"));
  }
}
