package dev.footnote.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may do what, over every endpoint there is. */
@QuarkusTest
class RolesTest {
  private static final String ID = "/" + UUID.randomUUID();

  private static final List<String> READ =
      List.of(
          "POST /api/v1/query",
          "POST /api/v1/query/stream",
          "POST /api/v1/search",
          "POST /v1/chat/completions",
          "GET /v1/models",
          "GET /v1/models/main",
          "POST /v1/embeddings",
          "POST /api/v1/conversations",
          "GET /api/v1/conversations",
          "GET /api/v1/conversations" + ID,
          "DELETE /api/v1/conversations" + ID,
          "GET /api/v1/collections",
          "GET /api/v1/status",
          "GET /api/v1/documents",
          "GET /api/v1/documents" + ID,
          "GET /api/v1/documents" + ID + "/versions",
          "GET /api/v1/documents" + ID + "/versions/1",
          "GET /api/v1/documents" + ID + "/diff",
          "GET /api/v1/documents" + ID + "/since",
          "POST /api/v1/answers" + ID + "/feedback",
          "GET /api/v1/answers" + ID + "/feedback",
          "POST /answers" + ID + "/feedback",
          "GET /",
          "POST /ask",
          "GET /indexing",
          "GET /documents",
          "GET /documents" + ID,
          "GET /documents" + ID + "/versions/1",
          "POST /mcp",
          "GET /mcp/sse",
          "GET /q/metrics");

  private static final List<String> AUDIT =
      List.of(
          "GET /api/v1/audit/answers",
          "GET /api/v1/audit/answers" + ID,
          "GET /api/v1/audit/answers" + ID + "/replay",
          "GET /api/v1/audit/answers" + ID + "/proof",
          "GET /api/v1/audit/answers" + ID + "/pack",
          "GET /api/v1/audit/answers.csv",
          "GET /api/v1/audit/answers.jsonl",
          "GET /api/v1/audit/head",
          "GET /api/v1/audit/verify",
          "GET /api/v1/audit/export",
          "GET /api/v1/audit/documents" + ID + "/citations",
          "GET /api/v1/audit/stale",
          "POST /api/v1/audit/impact",
          "GET /answers",
          "GET /answers" + ID,
          "GET /ledger");

  private static final List<String> ADMINISTER =
      List.of(
          "POST /api/v1/admin/reindex",
          "GET /api/v1/admin/jobs",
          "GET /api/v1/admin/jobs" + ID,
          "POST /api/v1/admin/jobs" + ID + "/cancel",
          "POST /api/v1/admin/jobs" + ID + "/pause",
          "POST /api/v1/admin/jobs" + ID + "/resume",
          "POST /api/v1/admin/sources" + ID + "/confirm-removal",
          "POST /api/v1/admin/generations",
          "GET /api/v1/admin/generations",
          "GET /api/v1/admin/generations" + ID,
          "POST /api/v1/admin/generations" + ID + "/activate",
          "POST /api/v1/admin/generations" + ID + "/cancel",
          "POST /api/v1/admin/golden-sets",
          "GET /api/v1/admin/golden-sets",
          "GET /api/v1/admin/golden-sets" + ID,
          "DELETE /api/v1/admin/golden-sets" + ID,
          "POST /api/v1/admin/golden-sets" + ID + "/questions",
          "POST /api/v1/admin/evaluations",
          "GET /api/v1/admin/evaluations",
          "GET /api/v1/admin/evaluations" + ID,
          "POST /api/v1/admin/evaluations" + ID + "/cancel",
          "PUT /api/v1/admin/evaluations" + ID + "/calibration",
          "DELETE /api/v1/admin/evaluations" + ID + "/calibration",
          "GET /api/v1/admin/evaluations" + ID + "/questions",
          "GET /api/v1/admin/evaluations" + ID + "/compare" + ID,
          "GET /api/v1/admin/evaluations" + ID + "/export.json",
          "GET /api/v1/admin/evaluations" + ID + "/export.csv",
          "GET /api/v1/admin/evaluations/baselines/main",
          "PUT /api/v1/admin/evaluations/baselines/main",
          "GET /api/v1/admin/collections/default/profiles",
          "GET /api/v1/admin/collections/default/profiles/careful",
          "PUT /api/v1/admin/collections/default/profiles/careful",
          "DELETE /api/v1/admin/collections/default/profiles/careful",
          "GET /api/v1/admin/collections/default/profiles/careful/versions",
          "GET /api/v1/admin/collections/default/keeping",
          "PUT /api/v1/admin/collections/default/keeping",
          "GET /api/v1/admin/budgets",
          "GET /api/v1/admin/budgets/keys" + ID,
          "PUT /api/v1/admin/budgets/keys" + ID,
          "DELETE /api/v1/admin/budgets/keys" + ID,
          "GET /api/v1/admin/budgets/collections/default",
          "PUT /api/v1/admin/budgets/collections/default",
          "DELETE /api/v1/admin/budgets/collections/default",
          "GET /api/v1/admin/usage",
          "GET /api/v1/admin/usage/export.csv",
          "GET /api/v1/admin/feedback",
          "GET /api/v1/admin/feedback/golden-set",
          "GET /api/v1/admin/feedback/fine-tuning",
          "POST /api/v1/admin/erasures",
          "GET /api/v1/admin/holds",
          "POST /api/v1/admin/holds",
          "DELETE /api/v1/admin/holds" + ID,
          "GET /api/v1/admin/problems",
          "GET /api/v1/admin/webhooks",
          "POST /api/v1/admin/webhooks",
          "POST /api/v1/admin/webhooks" + ID + "/resume",
          "DELETE /api/v1/admin/webhooks" + ID,
          "GET /api/v1/admin/keys",
          "POST /api/v1/admin/keys",
          "DELETE /api/v1/admin/keys" + ID,
          "POST /indexing",
          "POST /answers" + ID + "/golden-question",
          "POST /evaluations/golden-sets",
          "POST /evaluations" + ID + "/calibration",
          "GET /evaluations",
          "POST /evaluations",
          "GET /evaluations" + ID,
          "GET /evaluations" + ID + "/compare" + ID);

  private static final Map<String, Set<List<String>>> MAY =
      Map.of(
          "reader", Set.of(READ),
          "auditor", Set.of(READ, AUDIT),
          "admin", Set.of(READ, AUDIT, ADMINISTER));

  @Test
  void aRoleMayDoWhatItIsForAndNothingElse() {
    for (var role : MAY.entrySet()) {
      TestKey key = TestKey.make(role.getKey());
      for (List<String> group : List.of(READ, AUDIT, ADMINISTER)) {
        for (String endpoint : group) {
          int status = send(key.request(), endpoint);
          if (role.getValue().contains(group)) {
            assertThat(status).as(role.getKey() + " " + endpoint).isNotIn(401, 403, 405, 500);
          } else {
            assertThat(status).as(role.getKey() + " " + endpoint).isEqualTo(403);
          }
        }
      }
    }
  }

  @Test
  void aWrongKeyOpensNothingNotEvenOnLoopback() {
    for (List<String> group : List.of(READ, AUDIT, ADMINISTER)) {
      for (String endpoint : group) {
        assertThat(send(given().header("Authorization", "Bearer fn_wrong"), endpoint))
            .as(endpoint)
            .isEqualTo(401);
        assertThat(send(given().header("X-API-Key", "fn_wrong"), endpoint))
            .as(endpoint)
            .isEqualTo(401);
        assertThat(send(given().header("Authorization", "Basic YTpi"), endpoint))
            .as(endpoint)
            .isEqualTo(401);
        assertThat(send(given().cookie("footnote_key", "!"), endpoint)).as(endpoint).isEqualTo(401);
      }
    }
  }

  @Test
  void everyOperationOfTheApiIsInTheseLists() {
    Map<String, Map<String, Object>> paths =
        given().accept("application/json").get("/q/openapi").then().extract().path("paths");
    var described = new TreeSet<String>();
    paths.forEach(
        (path, operations) ->
            operations.keySet().stream()
                .filter(name -> Set.of("get", "post", "put", "delete", "patch").contains(name))
                .forEach(
                    method ->
                        described.add(
                            method.toUpperCase(java.util.Locale.ROOT)
                                + " "
                                + path.replace("/{id}", ID)
                                    .replace("/{other}", ID)
                                    .replace("{name}", "main")
                                    .replace("{collection}", "default")
                                    .replace("{profile}", "careful")
                                    .replace("{number}", "1"))));
    var listed = new TreeSet<String>();
    List.of(READ, AUDIT, ADMINISTER).forEach(listed::addAll);

    assertThat(described).isNotEmpty();
    assertThat(listed).containsAll(described);
  }

  @Test
  void bothHeadersCarryAKey() {
    TestKey key = TestKey.make("reader");
    key.request().get("/api/v1/status").then().statusCode(200);
    given().header("X-API-Key", key.secret()).get("/api/v1/status").then().statusCode(200);
    given()
        .header("Authorization", "bearer   " + key.secret())
        .get("/api/v1/status")
        .then()
        .statusCode(200);
  }

  @Test
  void withoutAKeyAForeignHostIsRefused() {
    for (String host : List.of("evil.example", "localhost.evil.example:8080", "192.168.1.7")) {
      given()
          .header("Host", host)
          .get("/api/v1/status")
          .then()
          .statusCode(401)
          .body("type", equalTo("/problems/unauthorized"));
    }
  }

  @Test
  void withoutAKeyAnotherSitesPageCannotChangeAnything() {
    for (Map<String, String> headers :
        List.of(
            Map.of("Sec-Fetch-Site", "cross-site"),
            Map.of("Sec-Fetch-Site", "same-site"),
            Map.of("Origin", "https://evil.example"),
            Map.of("Origin", "null"))) {
      for (String endpoint : List.of("POST /ask", "POST /indexing", "POST /api/v1/admin/keys")) {
        assertThat(send(given().headers(headers), endpoint)).as(endpoint).isEqualTo(401);
      }
    }
  }

  @Test
  void withoutAKeyARequestThatAProxyPassedOnIsRefused() {
    given().header("X-Forwarded-For", "10.0.0.9").get("/api/v1/status").then().statusCode(401);
  }

  @Test
  void theHeadersOfARequestWithAKeyDoNotMatter() {
    TestKey.make("admin")
        .request()
        .header("Host", "footnote.example")
        .header("Origin", "https://elsewhere.example")
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/admin/reindex")
        .then()
        .statusCode(202);
  }

  private static int send(RequestSpecification request, String endpoint) {
    String[] parts = endpoint.split(" ", 2);
    boolean form = !parts[1].matches("/(api|v1|mcp)(/.*)?");
    RequestSpecification sent = request.redirects().follow(false);
    if (parts[0].equals("POST") || parts[0].equals("PUT")) {
      sent =
          parts[1].endsWith("/golden-sets") && form
              ? sent.multiPart("name", "x")
              : form
                  ? sent.contentType("application/x-www-form-urlencoded")
                      .formParam("question", "why")
                  : sent.contentType("application/json").body("{}");
    }
    return sent.request(parts[0], parts[1]).statusCode();
  }
}
