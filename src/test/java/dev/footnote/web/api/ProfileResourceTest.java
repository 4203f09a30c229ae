package dev.footnote.web.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.footnote.index.PrepareCollections;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProfileResourceTest {
  @Inject PrepareCollections collections;

  private String profiles = "";

  @BeforeEach
  void newCollection() {
    String collection = "c-" + UUID.randomUUID();
    collections.ensure("default", collection);
    profiles = "/api/v1/admin/collections/" + collection + "/profiles";
  }

  @Test
  void whatAProfileSetsAndWhatItComesToAreBothShown() {
    put(
            "support",
            """
            {"instructions": "Be kind.", "language": "de", "passages": 4, "citations": "mark",
             "answer_schema": {"type": "object", "properties": {"z": {}, "a": {}}}}
            """)
        .statusCode(200)
        .body("name", equalTo("support"))
        .body("version", equalTo(1))
        .body("by", equalTo("local admin"))
        .body("at", matchesPattern(".*Z"))
        .body(
            "settings.keySet()",
            containsInAnyOrder(
                "instructions", "language", "passages", "citations", "answer_schema"))
        .body("settings.answer_schema.type", equalTo("object"))
        .body("effective.citations", equalTo("mark"))
        .body("effective.retrieval", equalTo("once"))
        .body("effective.agent.steps_max", equalTo(4));

    given().get(profiles + "/support").then().statusCode(200).body("settings.passages", equalTo(4));
    given()
        .get(profiles)
        .then()
        .statusCode(200)
        .body("profiles.name", equalTo(java.util.List.of("default", "support")))
        .body("profiles[0].version", equalTo(0))
        .body("profiles[0].at", nullValue());
  }

  @Test
  void aPutSetsTheWholeProfile() {
    put("default", "{\"passages\": 4, \"tone\": \"dry\"}").body("version", equalTo(1));
    put("default", "{\"passages\": 5, \"tone\": null, \"answer_schema\": null}")
        .body("version", equalTo(2))
        .body("settings.keySet()", containsInAnyOrder("passages"));
    put("default", "{\"passages\": 5}").body("version", equalTo(2));
  }

  @Test
  void versionsComeInPagesWithDeletions() {
    put("careful", "{\"passages\": 1}");
    put("careful", "{\"passages\": 2}");
    given().delete(profiles + "/careful").then().statusCode(204);
    given().delete(profiles + "/careful").then().statusCode(404);
    given().get(profiles + "/careful").then().statusCode(404);

    String cursor =
        given()
            .get(profiles + "/careful/versions?limit=2")
            .then()
            .statusCode(200)
            .body("versions.version", equalTo(java.util.List.of(3, 2)))
            .body("versions[0].settings", nullValue())
            .body("versions[1].settings.passages", equalTo(2))
            .extract()
            .path("next_cursor");
    given()
        .get(profiles + "/careful/versions?limit=2&cursor=" + cursor)
        .then()
        .body("versions.version", equalTo(java.util.List.of(1)))
        .body("next_cursor", nullValue());
    given()
        .get(profiles + "/careful/versions?cursor=x")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("cursor"));
    given()
        .get(profiles + "/default/versions")
        .then()
        .statusCode(200)
        .body("versions", equalTo(java.util.List.of()));
    given().get(profiles + "/unheard-of/versions").then().statusCode(404);
  }

  @Test
  void everyWrongSettingIsNamed() {
    problem(
            put(
                "p",
                "{\"passages\": 0, \"language\": \"klingon?\", \"agent\": {\"steps_max\": 9}}"))
        .body("errors.field", containsInAnyOrder("passages", "language", "agent.steps_max"))
        .body("detail", containsString("'agent.steps_max' must be a whole number from 1 to 8."));
    problem(put("p", "{\"endpoint\": \"https://evil.example/v1\", \"model\": \"m\"}"))
        .body("errors.field", hasItem("endpoint"));
    problem(put("Not%20a%20name", "{}")).body("errors.field", hasItem("profile"));
    problem(put("p", "{\"citations\": \"sometimes\"}"))
        .body("errors.field", hasItem("citations"))
        .body("detail", containsString("one of mark, off, strict"));
    problem(put("p", "{\"temperature\": \"warm\"}")).body("errors.field", hasItem("temperature"));
    problem(put("p", "{\"answer_schema\": []}")).body("errors.field", hasItem("answer_schema"));
  }

  @Test
  void anUnknownSettingIsRefusedAndThoseThereAreAreListed() {
    put("p", "{\"temprature\": 1}")
        .statusCode(400)
        .body("type", equalTo("/problems/unknown-field"))
        .body("errors.field", hasItem("temprature"))
        .body("detail", containsString("temperature"));
    put("p", "{\"agent\": {\"steps\": 1}}")
        .statusCode(400)
        .body("errors.field", hasItem("agent.steps"));
    put("p", "{\"base_url\": \"http://10.0.0.1/\"}").statusCode(400);
    given().get(profiles + "/p").then().statusCode(404);
  }

  @Test
  void aCollectionThatIsNotThereHasNoProfiles() {
    given()
        .get("/api/v1/admin/collections/none-such/profiles")
        .then()
        .statusCode(404)
        .body("type", equalTo("/problems/unknown-collection"));
  }

  private ValidatableResponse put(String profile, String settings) {
    return given()
        .contentType("application/json")
        .body(settings)
        .urlEncodingEnabled(false)
        .put(profiles + "/" + profile)
        .then();
  }

  private static ValidatableResponse problem(ValidatableResponse reply) {
    return reply.statusCode(400).body("type", equalTo("/problems/invalid-input"));
  }
}
