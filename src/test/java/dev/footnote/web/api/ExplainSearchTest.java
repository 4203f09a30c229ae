package dev.footnote.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.store.Database;
import dev.footnote.web.Handbook;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How hits came about, and why a document is not among them. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainSearchTest {
  /** More than a leg brings. */
  private static final int TOMATOES = 60;

  private static final String TRAVEL = "handbook/travel.txt";
  private static final String COPIED = "The weighbridge is closed on the second of each month.\n";

  @Inject Database database;
  private @Nullable FolderCollection handbook;

  @BeforeEach
  void index() {
    if (handbook == null) {
      handbook = Handbook.inNewFolder();
      for (int i = 0; i < TOMATOES; i++) {
        FolderCollection.put(
            handbook.folder().resolve("crops/tomato-%d.txt".formatted(i)),
            "Tomatoes of bed %d in the greenhouse are watered at dawn.\n".formatted(i));
      }
      for (int i = 0; i < 5; i++) {
        FolderCollection.put(handbook.folder().resolve("copies/%d.txt".formatted(i)), COPIED);
      }
      handbook.settle();
    }
  }

  @AfterAll
  void close() {
    Handbook.leave(handbook());
  }

  private FolderCollection handbook() {
    return Objects.requireNonNull(handbook);
  }

  @Test
  void eachHitNamesItsRankAndTheWordsThatItHoldsAndLacks() {
    JsonPath reply = explained("sabatical after six zeppelin", Map.of("k", 3));

    assertThat(reply.getInt("hits[0].explanation.rank")).isEqualTo(1);
    assertThat(reply.getList("hits[0].explanation.matched"))
        .contains(
            Map.of("word", "sabatical", "as", "sabbatical"), Map.of("word", "six", "as", "six"));
    assertThat(reply.getList("hits[0].explanation.missing", String.class))
        .containsExactly("zeppelin");
    assertThat(reply.getList("hits.explanation.rank", Integer.class)).isSorted();
    assertThat(reply.getFloat("hits[0].scores.dense")).isBetween(-1f, 1f);
    assertThat(reply.getInt("hits[0].scores.lexical_rank")).isPositive();
    Map<String, Object> word = reply.getMap("explanation.words.find { it.word == 'sabatical' }");
    assertThat(word).containsEntry("known", false).containsEntry("instead", List.of("sabbatical"));
    assertThat(reply.<Object>get("explanation.why_not")).isNull();
  }

  @Test
  void aSearchThatIsNotExplainedSaysNothingOfItself() {
    JsonPath reply = search(Map.of("question", "sabbatical")).jsonPath();

    assertThat(reply.<Object>get("explanation")).isNull();
    assertThat(reply.getMap("hits[0]")).doesNotContainKey("explanation");
  }

  @Test
  void aDocumentThatIsAHitIsNotAbsent() {
    JsonPath why = whyNot("How long is a sabbatical?", Handbook.LEAVE, Map.of());

    assertThat(why.getString("reason")).isEqualTo("present");
    assertThat(why.getInt("hit")).isEqualTo(1);
    assertThat(why.getString("document.uri")).isEqualTo(Handbook.LEAVE);
  }

  @Test
  void aDocumentIsNamedByItsIdAsWellAsByItsPath() {
    String id = idOf(Handbook.LEAVE);

    assertThat(whyNot("sabbatical", id, Map.of()).getString("document.uri"))
        .isEqualTo(Handbook.LEAVE);
    assertThat(whyNot("sabbatical", id.toUpperCase(Locale.ROOT), Map.of()).getString("document.id"))
        .isEqualTo(id);
  }

  @Test
  void whatTheCollectionNeverHadIsNotInIt() {
    for (String name :
        List.of("nowhere.md", UUID.randomUUID().toString(), "a\u0000b", "' OR 1=1 --")) {
      JsonPath why = whyNot("sabbatical", name, Map.of());
      assertThat(why.getString("reason")).isEqualTo("not_in_collection");
      assertThat(why.getMap("")).containsOnlyKeys("reason", "detail");
    }
  }

  @Test
  void aDocumentOfAnotherTenantOrCollectionIsAnsweredAsOneThatDoesNotExist(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("secret.txt"), "A sabbatical of the others.");
    try (var others = FolderCollection.apart(folder);
        var mine = FolderCollection.ofLocalAdmin(folder)) {
      for (FolderCollection elsewhere : List.of(others, mine)) {
        String id =
            String.valueOf(
                elsewhere
                    .rows(
                        """
            SELECT id FROM document WHERE tenant_id = :tenant AND collection_id = :collection""")
                    .getFirst()
                    .get("id"));
        String unknown = UUID.randomUUID().toString();

        assertThat(whole("sabbatical", id).replace(id, unknown))
            .isEqualTo(whole("sabbatical", unknown));
        assertThat(whole("sabbatical", "secret.txt").replace("secret.txt", unknown))
            .isEqualTo(whole("sabbatical", unknown));
      }
    }
  }

  @Test
  void aRemovedDocumentIsSaidToBeRemoved() throws IOException {
    handbook().write("gone.txt", "The gondola needs no sabbatical.\n");
    Files.delete(handbook().folder().resolve("gone.txt"));
    handbook().settle();

    assertThat(whyNot("gondola", "gone.txt", Map.of()).getString("reason")).isEqualTo("removed");
  }

  @Test
  void aParkedDocumentIsNamedWithWhatIsWrong() {
    JsonPath why = whyNot("anything", "broken.pdf", Map.of());

    assertThat(why.getString("reason")).isEqualTo("parked");
    assertThat(why.getString("document.problem.code")).isNotBlank();
    assertThat(why.getString("detail")).contains(why.getString("document.problem.detail"));
  }

  @Test
  void aDocumentThatWaitsIsSaidToWaitAndTwoAtOnePathAreAskedForById() {
    String leave = idOf(Handbook.LEAVE);
    UUID waiting = addWaiting("waiting.txt");
    UUID twin = addWaiting(Handbook.LEAVE);
    try {
      assertThat(whyNot("sabbatical", "waiting.txt", Map.of()).getString("reason"))
          .isEqualTo("waiting");
      JsonPath both = whyNot("sabbatical", Handbook.LEAVE, Map.of());
      assertThat(both.getString("reason")).isEqualTo("ambiguous");
      assertThat(both.getList("documents", String.class))
          .containsExactlyInAnyOrder(twin.toString(), leave);
    } finally {
      forget(waiting);
      forget(twin);
    }
  }

  @Test
  void aFilteredDocumentIsNamedWithTheConditionsThatItDoesNotMeet() {
    JsonPath why =
        whyNot(
            "sabbatical",
            Handbook.LEAVE,
            Map.of(
                "filters",
                Map.of(
                    "path", "handbook/*.txt",
                    "formats", List.of("markdown"),
                    "metadata", Map.of("tags", "finance"))));

    assertThat(why.getString("reason")).isEqualTo("filtered_out");
    assertThat(why.getList("conditions", String.class))
        .containsExactly("metadata.tags: \"finance\"", "path: handbook/*.txt");
  }

  @Test
  void aDocumentThatOthersBeatIsShownWithItsRankAndTheLastHit() {
    JsonPath why = whyNot("sabbatical at Quillmere", TRAVEL, Map.of("k", 1));

    assertThat(why.getString("reason")).isEqualTo("outranked");
    assertThat(why.getInt("best.rank")).isGreaterThan(1);
    assertThat(why.getInt("best.passage.explanation.rank")).isEqualTo(why.getInt("best.rank"));
    assertThat(why.getString("best.passage.uri")).isEqualTo(TRAVEL);
    assertThat(why.getList("best.passage.explanation.missing", String.class))
        .containsExactly("sabbatical");
    assertThat(why.getDouble("best.last_hit.fused"))
        .isGreaterThan(why.getDouble("best.passage.scores.fused"));
    assertThat(why.getString("detail")).contains("lacks sabbatical");
  }

  @Test
  void aDocumentThatNoLegBringsIsShownWithItsExactScoresAndThoseOfTheLegs() {
    JsonPath why =
        whyNot("When are tomatoes of the greenhouse watered?", Handbook.HOSTILE, Map.of());

    assertThat(why.getString("reason")).isEqualTo("not_brought");
    assertThat(why.<Object>get("best.passage.scores.dense_rank")).isNull();
    assertThat(why.<Object>get("best.passage.scores.lexical_rank")).isNull();
    assertThat(why.getDouble("best.passage.scores.dense"))
        .isLessThan(why.getDouble("best.last_dense"));
    assertThat(why.getDouble("best.passage.scores.lexical"))
        .isLessThan(why.getDouble("best.last_lexical"));
    assertThat(why.getInt("best.rank")).isGreaterThan(50);
    assertThat(why.getDouble("best.last_hit.dense"))
        .isGreaterThanOrEqualTo(why.getDouble("best.last_dense"));
  }

  @Test
  void aCopyThatOtherPlacesStandForIsSaidToBeShownElsewhere() {
    String question = "When is the weighbridge closed?";
    List<String> shown = explained(question, Map.of()).getList("hits.uri", String.class);
    String absent =
        IntStream.range(0, 5)
            .mapToObj("copies/%d.txt"::formatted)
            .filter(uri -> !shown.contains(uri))
            .findFirst()
            .orElseThrow();

    JsonPath why = whyNot(question, absent, Map.of());

    assertThat(why.getString("reason")).isEqualTo("shown_elsewhere");
    assertThat(why.getInt("best.rank")).isEqualTo(1);
    assertThat(why.getString("best.passage.uri")).isEqualTo(absent);
  }

  @Test
  void changesThatWaitAreMentionedBesideTheReason() {
    String id = idOf(TRAVEL);
    noticed(id, 1);
    try {
      assertThat(
              whyNot("sabbatical", TRAVEL, Map.of("k", 1)).getBoolean("document.changes_waiting"))
          .isTrue();
    } finally {
      noticed(id, -1);
    }
    assertThat(whyNot("sabbatical", TRAVEL, Map.of("k", 1)).getBoolean("document.changes_waiting"))
        .isFalse();
  }

  @Test
  void whyNotBelongsToSearchesAlone() {
    given()
        .contentType("application/json")
        .body(Map.of("question", "x", "collection", handbook().name(), "why_not", "a.md"))
        .post("/api/v1/query")
        .then()
        .statusCode(400)
        .extract()
        .body()
        .jsonPath()
        .getList("errors.field", String.class)
        .forEach(field -> assertThat(field).isEqualTo("why_not"));
    assertThat(search(Map.of("question", "x", "why_not", "")).statusCode()).isEqualTo(400);
    assertThat(search(Map.of("question", "x", "why_not", "a".repeat(4_097))).statusCode())
        .isEqualTo(400);
  }

  private String idOf(String uri) {
    return String.valueOf(Objects.requireNonNull(handbook().document(uri)).get("id"));
  }

  /** A document that no worker has taken yet, in a source of its own that nobody looks at. */
  private UUID addWaiting(String uri) {
    return database.write(
        handle ->
            handle
                .createQuery(
                    """
                    WITH place AS (
                      INSERT INTO source (tenant_id, collection_id, kind, location, created_at)
                      VALUES (:tenant, :collection, 'folder', :location, now()) RETURNING id)
                    INSERT INTO document (tenant_id, collection_id, id, source_id, uri, state, created_at, updated_at)
                    SELECT :tenant, :collection, gen_random_uuid(), id, :uri, 'pending', now(), now() FROM place
                    RETURNING id
                    """)
                .bind("tenant", handbook().scope().tenantId())
                .bind("collection", handbook().scope().collectionId())
                .bind("location", "elsewhere of " + uri)
                .bind("uri", uri)
                .mapTo(UUID.class)
                .one());
  }

  private void forget(UUID document) {
    database.change(
        handle ->
            handle.execute(
                "DELETE FROM source WHERE id = (SELECT source_id FROM document WHERE id = ?)",
                document));
  }

  /** A change that is noticed and not handled, or one such taken back. */
  private void noticed(String document, int more) {
    database.change(
        handle ->
            handle.execute(
                "UPDATE document SET noticed = noticed + ? WHERE id = CAST(? AS uuid)",
                more,
                document));
  }

  private JsonPath explained(String question, Map<String, Object> more) {
    var body = new HashMap<>(more);
    body.put("question", question);
    body.put("explain", true);
    return search(body).jsonPath();
  }

  private JsonPath whyNot(String question, String document, Map<String, Object> more) {
    var body = new HashMap<>(more);
    body.put("why_not", document);
    JsonPath reply = explained(question, body);
    assertThat(reply.<Object>get("explanation.why_not")).isNotNull();
    reply.setRootPath("explanation.why_not");
    return reply;
  }

  /** The whole explanation of an absence, as text. */
  private String whole(String question, String document) {
    return explained(question, Map.of("why_not", document))
        .getMap("explanation.why_not")
        .toString();
  }

  private Response search(Map<String, Object> body) {
    var whole = new HashMap<>(body);
    whole.put("collection", handbook().name());
    return given().contentType("application/json").body(whole).post("/api/v1/search");
  }
}
