package dev.footnote.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service that others can reach: nothing without a key, and a way in for browsers. */
@QuarkusTest
@TestProfile(ListeningElsewhereTest.OnAllAddresses.class)
class ListeningElsewhereTest {
  /**
   * A new one for each run: another test revokes all there are, and a revoked key stays revoked.
   */
  private static final String KEY =
      "operator's key; with \"odd\" characters = "
          + ProcessHandle.current().pid()
          + ProcessHandle.current().info().startInstant();

  public static class OnAllAddresses implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.http.host", "0.0.0.0", "footnote.admin-key", KEY);
    }
  }

  @Test
  void aRequestWithoutAKeyIsRefusedEvenFromThisMachine() {
    given()
        .get("/api/v1/status")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", containsString("Bearer"))
        .body("type", equalTo("/problems/unauthorized"));
    given().get("/q/metrics").then().statusCode(401);
  }

  @Test
  void theOperatorsKeyOpensTheApi() {
    given().header("X-API-Key", KEY).get("/api/v1/admin/keys").then().statusCode(200);
  }

  @Test
  void healthAndTheDescriptionOfTheApiNeedNoKey() {
    for (String path :
        new String[] {"/q/health/live", "/q/health/ready", "/q/openapi", "/problems"}) {
      given().get(path).then().statusCode(200);
    }
  }

  @Test
  void aPageLeadsToSigningInAndBack() {
    given()
        .redirects()
        .follow(false)
        .accept("text/html")
        .get("/documents?state=problem")
        .then()
        .statusCode(303)
        .header("Location", containsString("/sign-in?next=%2Fdocuments%3Fstate%3Dproblem"));
    signIn(KEY, "/documents?state=problem")
        .then()
        .statusCode(303)
        .header("Location", containsString("/documents?state=problem"));
  }

  @Test
  void theCookieIsOutOfReachOfScriptsAndOtherSites() {
    signIn(KEY, "/")
        .then()
        .header(
            "Set-Cookie",
            allOf(
                containsString("HttpOnly"),
                containsString("SameSite=Strict"),
                not(containsString(KEY)),
                not(containsString("Max-Age"))));
  }

  @Test
  void theCookieOpensThePagesAndSigningOutTakesItBack() {
    String cookie = signIn(KEY, "/").getCookie("footnote_key");
    given()
        .cookie("footnote_key", cookie)
        .get("/documents")
        .then()
        .statusCode(200)
        .body(containsString("Documents"));
    given()
        .cookie("footnote_key", cookie)
        .redirects()
        .follow(false)
        .post("/sign-out")
        .then()
        .statusCode(303)
        .header("Set-Cookie", containsString("footnote_key=;"));
  }

  @Test
  void theCookieCannotBeUsedByAnotherSitesPage() {
    String cookie = signIn(KEY, "/").getCookie("footnote_key");
    given()
        .cookie("footnote_key", cookie)
        .header("Sec-Fetch-Site", "cross-site")
        .formParam("question", "why")
        .post("/ask")
        .then()
        .statusCode(401);
    given()
        .cookie("footnote_key", cookie)
        .header("Origin", "https://evil.example")
        .post("/indexing")
        .then()
        .statusCode(401);
  }

  @Test
  void aWrongKeyIsToldInTheForm() {
    signIn("fn_wrong", "/")
        .then()
        .statusCode(401)
        .body(containsString("unknown or has been revoked"))
        .header("Set-Cookie", org.hamcrest.Matchers.nullValue());
  }

  @Test
  void signingInNeverLeadsToAnotherSite() {
    for (String next :
        new String[] {
          "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""
        }) {
      signIn(KEY, next)
          .then()
          .statusCode(303)
          .header("Location", not(containsString("evil")))
          .header("Location", not(containsString("javascript")));
    }
  }

  @Test
  void anotherSitesPageCannotSignAnybodyIn() {
    given()
        .header("Sec-Fetch-Site", "cross-site")
        .formParam("key", KEY)
        .post("/sign-in")
        .then()
        .statusCode(403);
  }

  private static Response signIn(String key, String next) {
    return given()
        .redirects()
        .follow(false)
        .formParam("key", key)
        .formParam("next", next)
        .post("/sign-in");
  }
}
