package dev.footnote.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.sun.net.httpserver.HttpServer;
import dev.footnote.fixtures.FolderCollection;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What became of what was cited, over HTTP. */
@QuarkusTest
class StalenessResourceTest {
  private static final String BEFORE =
      "# Parental leave\n\nEvery parent receives 18 weeks of parental leave.\n\nAsk in time.\n";
  private static final String AFTER = BEFORE.replace("18 weeks", "20 weeks");
  private static final String QUESTION = "How many weeks of parental leave does a parent get?";
  private static final String SECRET = "a secret of some length";

  private FolderCollection collection;

  @BeforeEach
  void oneDocument() throws IOException {
    Path folder = Files.createTempDirectory("staleness");
    FolderCollection.put(folder.resolve("hr/leave.md"), BEFORE);
    collection = FolderCollection.ofLocalAdmin(folder);
  }

  @AfterEach
  void leaveNothing() {
    collection.close();
  }

  @Test
  void twoVersionsAreComparedWordByWord() {
    collection.write("hr/leave.md", AFTER);
    String document = document();

    given()
        .get("/api/v1/documents/{id}/diff?from=1&to=2", document)
        .then()
        .statusCode(200)
        .body("from.version", equalTo(1))
        .body("to.version", equalTo(2))
        .body("coarse", equalTo(false))
        .body("stretches.kind", contains("equal", "deleted", "inserted", "equal"))
        .body("stretches.text", contains(null, "18", "20", null))
        .body("stretches[1].from.start", equalTo(38));
    String moment =
        given()
            .get("/api/v1/documents/{id}/versions", document)
            .then()
            .extract()
            .path("versions[1].valid_from");
    given()
        .queryParam("from", moment)
        .get("/api/v1/documents/{id}/diff", document)
        .then()
        .statusCode(200)
        .body("from.version", equalTo(1))
        .body("to.version", equalTo(2));
    for (String wrong : List.of("", "?from=yesterday", "?from=1&to=later")) {
      given()
          .get("/api/v1/documents/" + document + "/diff" + wrong)
          .then()
          .statusCode(400)
          .body("detail", containsString("must be the number of a version, or a time"));
    }
    given().get("/api/v1/documents/{id}/diff?from=1&to=9", document).then().statusCode(404);
  }

  @Test
  void sinceWhenAPassageStandsThereIsTold() {
    collection.write("hr/leave.md", AFTER);
    collection.write("hr/leave.md", AFTER + "\nBe well.\n");
    String document = document();

    since(document, "Every parent receives 20 weeks")
        .body("version.version", equalTo(2))
        .body("before.version", equalTo(1))
        .body("complete", equalTo(true));
    since(document, "Ask in time.").body("version.version", equalTo(1)).body("before", nullValue());
    given()
        .get("/api/v1/documents/{id}/since?version=2&start=38&end=40", document)
        .then()
        .statusCode(200)
        .body("version.version", equalTo(2));
    for (String wrong :
        List.of("quote=never+said", "start=5", "start=5&end=5", "version=1&start=0&end=9999")) {
      given().get("/api/v1/documents/" + document + "/since?" + wrong).then().statusCode(400);
    }
  }

  @Test
  void anAuditorFindsWhatWentStale() {
    String answer = ask();
    String document = document();
    String before = java.time.Instant.now().toString();
    given()
        .queryParam("path", "hr/leave.md")
        .queryParam("collection", collection.name())
        .queryParam("stale", true)
        .get("/api/v1/audit/answers")
        .then()
        .statusCode(200)
        .body("answers", equalTo(List.of()));

    collection.write("hr/leave.md", AFTER);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> staleIds("path=hr/&since=" + before).contains(answer));

    assertThat(staleIds("path=elsewhere/")).isEmpty();
    assertThat(staleIds("source=" + collection.source().id())).containsExactly(answer);
    assertThat(staleIds("order=asked")).containsExactly(answer);
    assertThat(staleIds("since=2099-01-01T00:00:00Z")).isEmpty();
    given()
        .get("/api/v1/audit/answers/{id}", answer)
        .then()
        .body("citations[0].status", equalTo("superseded"))
        .body("citations[0].now.version", equalTo(2))
        .body("citations[0].now.text", containsString("20 weeks"))
        .body("citations[0].now.url", containsString("/versions/2?start="));
    given()
        .get("/api/v1/audit/documents/{id}/citations?version=1&start=38&end=40", document)
        .then()
        .body("answers.answer_id", hasItem(answer));
    given()
        .get("/api/v1/audit/documents/{id}/citations?version=1&start=0&end=5", document)
        .then()
        .body("answers.answer_id", not(hasItem(answer)));
    String page =
        given().get("/answers/{id}?verify=now", answer).then().statusCode(200).extract().asString();
    assertThat(page)
        .contains("<del>18</del>", "<ins>20</ins>", "says something else", "Verified just now");
    given().get("/answers").then().statusCode(200).body(containsString("Gone stale"));
    given()
        .get("/answers?stale=on&from=2026-01-01&text=parental")
        .then()
        .statusCode(200)
        .body(containsString(answer));
    given().get("/answers?from=soon").then().statusCode(400);
    for (String wrong : List.of("stale=false", "since=soon", "order=best", "cursor=x")) {
      given().get("/api/v1/audit/answers?" + wrong).then().statusCode(400);
    }
    given()
        .get("/api/v1/audit/documents/{id}/citations?start=0&end=5", document)
        .then()
        .statusCode(400);
  }

  @Test
  void anEditIsJudgedBeforeItIsSaved() {
    String answer = ask();
    String document = document();

    JsonPath impact = impact("document_id=" + document, AFTER);
    assertThat(impact.getInt("answers_touched")).isEqualTo(1);
    assertThat(impact.getList("touched[0].answers")).containsExactly(answer);
    assertThat(impact.getString("touched[0].status")).isEqualTo("current");
    assertThat(impact.getString("touched[0].after")).isEqualTo("superseded");
    assertThat(impact.getString("touched[0].text_after")).contains("20 weeks");
    assertThat(
            impact("uri=hr/leave.md&collection=" + collection.name(), BEFORE)
                .getInt("answers_touched"))
        .isZero();
    assertThat(
            impact("document_id=" + document, "Moved.\n\n" + BEFORE).getString("touched[0].after"))
        .isEqualTo("moved");
    assertThat(document()).isEqualTo(document);
    given().get("/api/v1/documents/{id}", document).then().body("version", equalTo(1));

    given().body(AFTER).post("/api/v1/audit/impact").then().statusCode(400);
    given()
        .contentType("text/markdown")
        .body("\n")
        .post("/api/v1/audit/impact?document_id=" + document)
        .then()
        .statusCode(400);
    given().post("/api/v1/audit/impact?document_id=" + document).then().statusCode(400);
    given().body(AFTER).post("/api/v1/audit/impact?uri=none.md").then().statusCode(404);
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES) // an event that is left out is waited for
  void theFeedGoesOnWhereAReaderLeftIt() throws IOException, InterruptedException {
    String answer = ask();
    collection.write("hr/leave.md", AFTER);
    long first = eventOf(answer);
    collection.write("hr/leave.md", BEFORE);

    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<Stream<String>> reply =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://localhost:" + RestAssured.port + "/api/v1/audit/stale"))
                  .header("Accept", "text/event-stream")
                  .header("Last-Event-ID", Long.toString(first))
                  .build(),
              HttpResponse.BodyHandlers.ofLines());
      assertThat(reply.statusCode()).isEqualTo(200);
      var said = new ArrayList<String>();
      try (Stream<String> lines = reply.body()) {
        lines.takeWhile(line -> !line.startsWith("data:")).forEach(said::add);
      }
      assertThat(said).contains("event: current").noneMatch(line -> line.equals("id: " + first));
    }
    for (String wrong : List.of("-1", "abc", "1.5")) {
      given().queryParam("cursor", wrong).get("/api/v1/audit/stale").then().statusCode(400);
    }
    given().get("/api/v1/audit/stale?limit=201").then().statusCode(400);
  }

  @Test
  void aWebhookIsToldSignedAndInOrderAgainUntilItTakesIt() throws Exception {
    var taken = new CopyOnWriteArrayList<Delivery>();
    var tries = new AtomicInteger();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/hook",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean ready = tries.incrementAndGet() > 1;
          if (ready) {
            taken.add(
                new Delivery(body, exchange.getRequestHeaders().getFirst("Footnote-Signature")));
          }
          exchange.sendResponseHeaders(ready ? 204 : 503, -1);
          exchange.close();
        });
    receiver.start();
    try {
      String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
      String id = webhook(url);
      String answer = ask();
      collection.write("hr/leave.md", AFTER);

      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> taken.stream().anyMatch(delivery -> delivery.body().contains(answer)));

      assertThat(tries.get()).isGreaterThan(1);
      for (Delivery delivery : taken) {
        String seconds = delivery.signature().replaceAll("t=(\\d+),.*", "$1");
        assertThat(delivery.signature())
            .isEqualTo("t=" + seconds + ",v1=" + hmac(seconds + "." + delivery.body()));
      }
      var ids = new ArrayList<Long>();
      taken.forEach(
          delivery ->
              JsonPath.from(delivery.body())
                  .getList("events.id", Number.class)
                  .forEach(number -> ids.add(number.longValue())));
      assertThat(ids).isSorted().doesNotHaveDuplicates();
      given()
          .get("/api/v1/admin/webhooks")
          .then()
          .body("webhooks.id", hasItem(id))
          .body(not(containsString(SECRET)));
      given().post("/api/v1/admin/webhooks/{id}/resume", id).then().statusCode(204);
      given().delete("/api/v1/admin/webhooks/{id}", id).then().statusCode(204);
      given().delete("/api/v1/admin/webhooks/{id}", id).then().statusCode(404);
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void aWebhookIsRefusedForWhatIsWrongWithIt() {
    for (Map<String, String> wrong :
        List.of(
            Map.of("url", "ftp://example.org/", "secret", SECRET),
            Map.of("url", "nonsense", "secret", SECRET),
            Map.of("url", "http://127.0.0.1/", "secret", "short"),
            Map.of("url", "http://127.0.0.1/"))) {
      given()
          .contentType("application/json")
          .body(wrong)
          .post("/api/v1/admin/webhooks")
          .then()
          .statusCode(400);
    }
  }

  private record Delivery(String body, String signature) {}

  private static String webhook(String url) {
    return given()
        .contentType("application/json")
        .body(Map.of("url", url, "secret", SECRET))
        .post("/api/v1/admin/webhooks")
        .then()
        .statusCode(201)
        .body("secret", nullValue())
        .extract()
        .path("id");
  }

  private static String hmac(String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Waits for the event that the answer went stale; its number. */
  private static long eventOf(String answer) {
    var found = new ArrayList<Long>();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              String cursor = "0";
              List<String> answers;
              do {
                JsonPath page =
                    given()
                        .queryParam("cursor", cursor)
                        .queryParam("limit", 200)
                        .get("/api/v1/audit/stale")
                        .jsonPath();
                answers = page.getList("events.collect { it.answers.toString() }");
                for (int i = 0; i < answers.size(); i++) {
                  if (answers.get(i).contains(answer)) {
                    found.add(page.getLong("events[" + i + "].id"));
                  }
                }
                cursor = page.getString("next_cursor");
              } while (!answers.isEmpty());
              return !found.isEmpty();
            });
    return found.getFirst();
  }

  private io.restassured.response.ValidatableResponse since(String document, String quote) {
    return given()
        .queryParam("quote", quote)
        .get("/api/v1/documents/{id}/since", document)
        .then()
        .statusCode(200);
  }

  private JsonPath impact(String document, String text) {
    return given()
        .contentType("text/markdown")
        .body(text)
        .post("/api/v1/audit/impact?" + document)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private List<String> staleIds(String query) {
    return given()
        .get("/api/v1/audit/answers?stale=true&collection=" + collection.name() + "&" + query)
        .then()
        .statusCode(200)
        .extract()
        .path("answers.answer_id");
  }

  private String ask() {
    return given()
        .contentType("application/json")
        .body(Map.of("question", QUESTION, "collection", collection.name()))
        .post("/api/v1/query")
        .then()
        .statusCode(200)
        .body("outcome", equalTo("grounded"))
        .extract()
        .path("answer_id");
  }

  private String document() {
    return given()
        .queryParam("collection", collection.name())
        .get("/api/v1/documents")
        .then()
        .extract()
        .path("documents[0].id");
  }
}
