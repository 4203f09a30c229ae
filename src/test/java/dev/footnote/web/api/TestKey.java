package dev.footnote.web.api;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;

/** A key made over the API, as an admin would make it. */
public record TestKey(String id, String secret) {

  public static TestKey make(String role) {
    JsonPath made =
        given()
            .contentType("application/json")
            .body("{\"name\": \"test " + role + "\", \"role\": \"" + role + "\"}")
            .post("/api/v1/admin/keys")
            .then()
            .statusCode(201)
            .extract()
            .jsonPath();
    return new TestKey(made.getString("id"), made.getString("key"));
  }

  /** A request that carries it. */
  public RequestSpecification request() {
    return given().header("Authorization", "Bearer " + secret);
  }
}
