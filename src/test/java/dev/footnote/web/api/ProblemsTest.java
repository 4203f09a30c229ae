package dev.footnote.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Every refusal of the edge is a problem detail that says what was wrong. */
@QuarkusTest
class ProblemsTest {
  private static final String KEYS = "/api/v1/admin/keys";

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Test
  void unknownPathIsAProblem() {
    problem(given().get("/api/v1/nonsense").then(), 404, "not-found")
        .body("detail", containsString("/api/v1/nonsense"));
  }

  @Test
  void unknownPathOutsideTheApiIsAProblemToo() {
    problem(given().get("/nonsense/else").then(), 404, "not-found");
  }

  @Test
  void wrongMethodIsAProblemAndOptionsNamesThoseThatFit() {
    problem(given().put(KEYS).then(), 405, "method-not-allowed")
        .body("detail", containsString("PUT"));
    given().options(KEYS).then().header("Allow", containsString("POST"));
  }

  @Test
  void wrongMediaTypeIsAProblem() {
    problem(
        given().contentType("text/plain").body("hello").post(KEYS).then(),
        415,
        "unsupported-media-type");
  }

  @Test
  void formatThatNobodyCanSendIsAProblem() {
    problem(given().accept("image/png").get(KEYS).then(), 406, "not-acceptable");
  }

  @Test
  void brokenJsonIsLocated() {
    problem(post("{\n  \"name\": \"a\",,\n}"), 400, "malformed-json")
        .body("detail", containsString("line 2"));
  }

  @Test
  void secondJsonValueAfterTheFirstIsMalformed() {
    problem(post("{\"name\": \"a\", \"role\": \"reader\"} {}"), 400, "malformed-json");
  }

  @Test
  void repeatedFieldIsMalformed() {
    problem(
        post("{\"name\": \"a\", \"name\": \"b\", \"role\": \"reader\"}"), 400, "malformed-json");
  }

  @Test
  void unknownFieldIsNamedAndTheKnownOnesAreListed() {
    problem(post("{\"name\": \"a\", \"rôle\": \"reader\"}"), 400, "unknown-field")
        .body("detail", containsString("'rôle'"))
        .body("detail", containsString("name, role"))
        .body("errors.field", contains("rôle"));
  }

  @Test
  void wrongTypeIsNamed() {
    problem(post("{\"name\": {\"x\": 1}, \"role\": \"reader\"}"), 400, "invalid-input")
        .body("errors.field", contains("name"))
        .body("detail", containsString("must be a text"));
  }

  @Test
  void valueThatIsNotOneOfAFewIsNamed() {
    problem(post("{\"name\": \"a\", \"role\": \"emperor\"}"), 400, "invalid-input")
        .body("errors.field", contains("role"))
        .body("detail", containsString("admin, auditor, reader"));
  }

  @Test
  void everyMissingFieldIsNamedAtOnce() {
    problem(post("{}"), 400, "invalid-input").body("errors.field", contains("name", "role"));
  }

  @Test
  void absentBodyIsAProblem() {
    problem(given().contentType("application/json").post(KEYS).then(), 400, "invalid-input")
        .body("errors.field", hasItem("body"));
  }

  @Test
  void nullAsBodyIsAProblem() {
    problem(post("null"), 400, "invalid-input").body("errors.field", hasItem("body"));
  }

  @Test
  void bodyOverTheLimitIsRefusedByItsDeclaredLength() {
    problem(post("{\"name\": \"" + "a".repeat(1 << 20) + "\"}"), 413, "body-too-large");
  }

  @Test
  void bodyOverTheLimitWithoutALengthIsRefusedInTheSameWords() throws IOException {
    for (String path : new String[] {KEYS, "/api/v1/query", "/mcp"}) {
      assertThat(sendChunked(path, "application/json", 20))
          .as(path)
          .startsWith("HTTP/1.1 413")
          .contains("/problems/body-too-large", "larger than 1 MiB");
    }
    assertThat(sendChunked("/ask", "application/x-www-form-urlencoded", 20))
        .startsWith("HTTP/1.1 413");
  }

  @Test
  void bodyWithoutALengthIsReadUpToTheLimit() throws IOException {
    assertThat(sendChunked(KEYS, "application/json", 15)).startsWith("HTTP/1.1 400");
    assertThat(sendChunked("/mcp", "application/json", 15)).startsWith("HTTP/1.1 400");
  }

  @Test
  void aGoldenSetMayBeLargerAndHasALimitToo() throws IOException {
    String sets = "/api/v1/admin/golden-sets?name=large";
    assertThat(sendChunked(sets, "application/jsonl", 40))
        .as("2.5 MiB of spaces are read, and hold no question")
        .startsWith("HTTP/1.1 400")
        .contains("this one has 0");
    assertThat(sendChunked(sets, "application/jsonl", 513))
        .startsWith("HTTP/1.1 413")
        .contains("larger than 32 MiB");
    assertThat(
            send(
                "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/jsonl\r\nContent-Length: 33554433\r\n\r\n"
                    .formatted(sets),
                0))
        .startsWith("HTTP/1.1 413");
  }

  private String sendChunked(String path, String type, int chunks) throws IOException {
    return send(
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
            .formatted(path, type),
        chunks);
  }

  /** Sends a head and so many chunks of 64 KiB of spaces, and reads what comes back. */
  private String send(String head, int chunks) throws IOException {
    try (var socket = new Socket("localhost", port)) {
      var out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] chunk =
          ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      try {
        for (int i = 0; i < chunks; i++) {
          out.write(chunk);
        }
        if (chunks > 0) {
          out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
      } catch (IOException closedBeforeTheEnd) {
        // The service may stop reading as soon as the limit is passed.
      }
      return read(socket.getInputStream());
    }
  }

  private static String read(InputStream in) {
    var bytes = new ByteArrayOutputStream();
    try {
      in.transferTo(bytes);
    } catch (IOException reset) {
      // What came before is what there is.
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void idsInAStrangeFormAreNotThere() {
    for (String id : new String[] {"x", "..%2f..%2fetc%2fpasswd", "1;drop table api_key", "%00"}) {
      problem(
          given().urlEncodingEnabled(false).delete(KEYS + "/" + id.replace(" ", "%20")).then(),
          404,
          "not-found");
    }
  }

  @Test
  void everyReplyCarriesTheHeadersThatProtectABrowser() {
    for (String path : new String[] {"/", KEYS, "/nonsense", "/q/health/live", "/q/openapi"}) {
      given()
          .get(path)
          .then()
          .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
          .header("Content-Security-Policy", not(containsString("unsafe")))
          .header("X-Content-Type-Options", "nosniff")
          .header("Referrer-Policy", "same-origin")
          .header("Set-Cookie", org.hamcrest.Matchers.nullValue());
    }
  }

  private static ValidatableResponse post(String json) {
    return given().contentType("application/json").body(json).post(KEYS).then();
  }

  private static ValidatableResponse problem(ValidatableResponse reply, int status, String type) {
    String id = reply.extract().header("X-Request-Id");
    return reply
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("/problems/" + type))
        .body("status", equalTo(status))
        .body("title", matchesPattern(".+"))
        .body("detail", matchesPattern("(?s).+"))
        .body("instance", equalTo("urn:uuid:" + id));
  }
}
