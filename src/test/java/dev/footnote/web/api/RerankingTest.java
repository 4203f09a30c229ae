package dev.footnote.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.RerankEndpoint;
import dev.footnote.fixtures.RerankEndpoint.Fault;
import dev.footnote.fixtures.Reranked;
import dev.footnote.store.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A second look at passages by an endpoint, from the request to the ledger. */
@QuarkusTest
@TestProfile(Reranked.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RerankingTest {
  private static final String QUESTION = "How many litres of water does the pump hold?";

  @TempDir static Path folder;
  @Inject Database database;

  private static RerankEndpoint endpoint;
  private FolderCollection pumps;

  @BeforeAll
  static void startEndpoint() {
    endpoint = Reranked.startEndpoint();
  }

  @BeforeEach
  void start() {
    if (pumps == null) {
      put("red.md", "The red pump holds four litres of water.");
      put("blue.md", "How many litres of water the blue pump holds is written on it.");
      put("green.md", "The green pump takes a lot of water.");
      put("white.md", "The white pump is for dry air and costs 40 euros.");
      put("black.md", "Water runs through the black hose.");
      put("hotel.md", "A hotel night in Berlin costs 140 euros.");
      pumps = FolderCollection.ofLocalAdmin(folder);
    }
    endpoint.answerAgain();
    await().until(() -> search(1).getList("degraded").isEmpty());
    endpoint.answerAgain();
  }

  private static void put(String name, String text) {
    FolderCollection.put(folder.resolve(name), "# Equipment\n\n## Of Quillmere\n\n" + text + "\n");
  }

  @AfterAll
  void close() {
    pumps.close();
    endpoint.close();
  }

  @Test
  void whatTheRerankerPrefersComesFirstAlsoFromBeyondTheHitsThatWereAskedFor() {
    List<String> before = uris(search(6));
    String fourth = before.get(3);
    prefer(fourth);

    JsonPath one = search(1);
    assertThat(uris(one)).containsExactly(fourth);
    assertThat(one.getInt("hits[0].reranked.rank_before")).isEqualTo(4);
    assertThat(one.getInt("hits[0].reranked.rank_after")).isEqualTo(1);
    assertThat(one.getDouble("hits[0].reranked.score")).isEqualTo(0.9);
    assertThat(one.getString("explanation.reranking.model")).isEqualTo(Reranked.MODEL);
    assertThat(one.getInt("explanation.reranking.passages")).isEqualTo(Reranked.TOP);
    assertThat(one.getBoolean("explanation.reranking.answered")).isTrue();
    assertThat(one.getList("degraded")).isEmpty();

    JsonPath all = search(6);
    assertThat(uris(all))
        .containsExactly(
            fourth, before.get(0), before.get(1), before.get(2), before.get(4), before.get(5));
    assertThat(all.<Integer>getList("hits.reranked.rank_before")).containsExactly(4, 1, 2, 3);
    assertThat(all.<Integer>getList("hits.reranked.rank_after")).containsExactly(1, 2, 3, 4);
    assertThat(all.<Object>get("hits[4].reranked")).isNull();
  }

  @Test
  void theRerankerIsGivenTheBestPassagesUnderTheirHeadings() {
    List<String> before = uris(search(6));
    RerankEndpoint.Request request = endpoint.requests().getLast();

    assertThat(request.path()).isEqualTo("/rerank");
    assertThat(request.headers().getFirst("Authorization")).isEqualTo("Bearer " + Reranked.KEY);
    assertThat(request.body().path("model").asText()).isEqualTo(Reranked.MODEL);
    assertThat(request.body().path("query").asText()).isEqualTo(QUESTION);
    assertThat(request.passages()).hasSize(Reranked.TOP);
    for (int i = 0; i < Reranked.TOP; i++) {
      assertThat(request.passages().get(i))
          .startsWith("Equipment\n\nOf Quillmere\n")
          .contains(colour(before.get(i)));
    }
  }

  @Test
  void whoDoesNotAskForAnExplanationGetsNone() {
    prefer("white.md");
    String reply = post("/api/v1/search", Map.of("question", QUESTION, "k", 3));
    assertThat(reply).doesNotContain("rerank").contains("white.md");
  }

  @Test
  void theSignalsAreThoseOfTheSearchWhateverTheRerankerPrefers() {
    Map<String, Object> before = search(1).getMap("explanation.signals");
    prefer(uris(search(6)).get(3));
    assertThat(search(1).<String, Object>getMap("explanation.signals")).isEqualTo(before);
  }

  static List<Fault> faults() {
    return List.of(
        new Fault.Status(500, "{\"message\":\"out of order\"}"),
        new Fault.Status(401, "{\"message\":\"wrong key " + Reranked.KEY + "\"}"),
        new Fault.Status(200, "not JSON"),
        new Fault.Status(200, scores(0, 1, 2, 4)),
        new Fault.Status(200, scores(0, 1, 2, 2)),
        new Fault.Status(200, scores(0, 1, 2)),
        new Fault.Status(200, scores(0, 1, 2, 3).replace("0.5", "\"NaN\"")),
        new Fault.CutOff(),
        new Fault.Hang());
  }

  private static String scores(int... indexes) {
    var results = new StringBuilder();
    for (int index : indexes) {
      results
          .append(results.isEmpty() ? "" : ",")
          .append("{\"index\":%d,\"relevance_score\":0.5}".formatted(index));
    }
    return "{\"results\":[" + results + "]}";
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whenTheRerankerFailsHitsStayInTheirOrderAndTheReplySaysSo(Fault fault) {
    List<String> before = uris(search(3));
    endpoint.failNext(fault);

    JsonPath reply = search(3);
    assertThat(uris(reply)).isEqualTo(before);
    assertThat(reply.<String>getList("degraded.part")).containsExactly("reranker");
    assertThat(reply.getString("degraded[0].detail"))
        .contains("stand in the order that the search alone gave them");
    assertThat(reply.getBoolean("explanation.reranking.answered")).isFalse();
    assertThat(reply.<Object>getList("hits.reranked")).containsOnlyNulls();
    assertThat(reply.prettify()).doesNotContain(Reranked.KEY);

    assertThat(search(3).getList("degraded")).isEmpty();
  }

  @Test
  void noTransactionIsOpenWhileTheRerankerIsAsked() {
    var none = new AtomicBoolean();
    endpoint.whileAsked(
        () -> {
          await()
              .atMost(Duration.ofSeconds(2))
              .pollInterval(Duration.ofMillis(10))
              .until(() -> transactionsAtRest() == 0);
          none.set(true);
        });
    assertThat(search(1).getList("degraded")).isEmpty();
    assertThat(none).isTrue();
  }

  /** Transactions of this service that wait for their next statement. */
  private int transactionsAtRest() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*) FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid()
                      AND state LIKE 'idle in transaction%'
                    """)
                .mapTo(Integer.class)
                .one());
  }

  @Test
  void theLedgerKeepsWhatTheRerankerSaid() {
    prefer("green.md");
    JsonPath record = audited(ask());
    assertThat(record.getString("provenance.reranking.model")).isEqualTo(Reranked.MODEL);
    assertThat(record.getInt("provenance.reranking.passages")).isEqualTo(Reranked.TOP);
    assertThat(record.getBoolean("provenance.reranking.answered")).isTrue();
    assertThat(record.getDouble("provenance.candidates[0].reranked")).isEqualTo(0.9);
    assertThat(record.getInt("provenance.candidates[0].rank_before")).isGreaterThan(1);
    assertThat(record.getDouble("provenance.timings_ms.rerank")).isPositive();
    assertThat(record.getBoolean("intact")).isTrue();

    endpoint.failNext(new Fault.Status(503, ""));
    JsonPath degraded = ask();
    assertThat(degraded.<String>getList("degraded.part")).containsExactly("reranker");
    JsonPath without = audited(degraded);
    assertThat(without.getBoolean("provenance.reranking.answered")).isFalse();
    assertThat(without.<Object>getList("provenance.candidates.reranked")).containsOnlyNulls();
    assertThat(without.getBoolean("intact")).isTrue();
  }

  @Test
  void statusHealthAndMetricsTellHowTheRerankerIsDoingAndNotItsKey() {
    assertThat(status().getBoolean("reranker.failing")).isFalse();
    assertThat(health().toString())
        .contains(Reranked.MODEL)
        .contains("no failure at the last question");

    endpoint.failNext(new Fault.Status(500, Reranked.KEY));
    search(1);
    assertThat(status().getBoolean("reranker.failing")).isTrue();
    assertThat(status().getBoolean("reranker.left_alone")).isFalse();
    assertThat(health().toString()).contains("did not answer the last question");

    endpoint.failNext(
        Collections.nCopies(100, new Fault.Status(500, Reranked.KEY)).toArray(Fault[]::new));
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              search(1);
              return status().getBoolean("reranker.left_alone");
            });
    assertThat(health()).containsEntry("status", "UP");
    assertThat(health().toString()).contains("left alone for a while");

    String metrics = given().get("/q/metrics").asString();
    assertThat(metrics)
        .contains("footnote_rerank_passages_total{outcome=\"scored\"")
        .contains("footnote_rerank_passages_total{outcome=\"failed\"")
        .contains("footnote_search_seconds_count{stage=\"rerank\"");
    assertThat(status().prettify() + given().get("/q/health").asString() + metrics)
        .doesNotContain(Reranked.KEY);
  }

  private void prefer(String uri) {
    endpoint.score((question, passage) -> passage.contains(colour(uri)) ? 0.9 : 0.1);
  }

  private static String colour(String uri) {
    return uri.replace(".md", "");
  }

  private JsonPath search(int k) {
    return JsonPath.from(
        post("/api/v1/search", Map.of("question", QUESTION, "k", k, "explain", true)));
  }

  private JsonPath ask() {
    return JsonPath.from(post("/api/v1/query", Map.of("question", QUESTION)));
  }

  private static JsonPath audited(JsonPath answer) {
    return given()
        .get("/api/v1/audit/answers/" + answer.getString("answer_id"))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private String post(String path, Map<String, Object> body) {
    var whole = new HashMap<>(body);
    whole.put("collection", pumps.name());
    return given()
        .contentType("application/json")
        .body(whole)
        .post(path)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private static JsonPath status() {
    return given().get("/api/v1/status").then().statusCode(200).extract().jsonPath();
  }

  /** What readiness says of the reranker; other parts are other tests' affair. */
  private static Map<String, Object> health() {
    return given()
        .get("/q/health/ready")
        .jsonPath()
        .getMap("checks.find { it.name == 'reranker' }");
  }

  private static List<String> uris(JsonPath reply) {
    return reply.getList("hits.uri");
  }
}
