package dev.footnote.web.mcp;

import static dev.footnote.web.mcp.McpCalls.call;
import static dev.footnote.web.mcp.McpCalls.request;
import static dev.footnote.web.mcp.McpCalls.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.web.Handbook;
import io.quarkiverse.mcp.server.Implementation;
import io.quarkiverse.mcp.server.InitialCheck;
import io.quarkiverse.mcp.server.InitialRequest;
import io.quarkiverse.mcp.server.runtime.ConnectionManager;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The tools, over the protocol: what they give, what they refuse, and whom. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class McpTest {
  private static final String QUESTION = "How many days of annual leave does Quillmere give?";

  @Inject ConnectionManager sessions;

  private FolderCollection handbook;

  @BeforeEach
  void index() {
    if (handbook == null) {
      handbook = Handbook.inNewFolder();
    }
  }

  @AfterAll
  void close() {
    Handbook.leave(handbook);
  }

  @Test
  void everyToolSaysWhatItTakesAndItsLimits() {
    JsonPath list =
        send(request(), "tools/list", Map.of()).then().statusCode(200).extract().jsonPath();
    assertThat(list.getList("result.tools.name", String.class))
        .containsExactlyInAnyOrder("ask", "search", "read_source", "who_cited");
    assertThat(list.getList("result.tools.annotations.readOnlyHint")).containsOnly(true);
    String ask = "result.tools.find { it.name == 'ask' }.inputSchema.";
    assertThat(list.getInt(ask + "properties.question.maxLength")).isEqualTo(8_192);
    assertThat(list.getInt(ask + "properties.k.maximum")).isEqualTo(100);
    assertThat(list.getList(ask + "required", String.class)).containsExactly("question");
    assertThat(list.getList("result.tools.inputSchema.additionalProperties")).containsOnly(false);
    for (Map<String, Object> properties :
        list.<Map<String, Object>>getList("result.tools.inputSchema.properties")) {
      assertThat(properties.values())
          .allSatisfy(property -> assertThat(property.toString()).contains("description"));
    }
  }

  @Test
  void anAnswerComesWithCitationsThatOpenAndIsOnTheLedger() {
    JsonPath answer = call("ask", asked(QUESTION));
    assertThat(answer.getBoolean("isError")).isFalse();
    assertThat(answer.getString("structuredContent.outcome")).isEqualTo("grounded");
    assertThat(answer.getString("structuredContent.citations[0].quote")).contains("27 days");
    assertThat(answer.getInt("structuredContent.citations[0].version")).isEqualTo(1);
    assertThat(answer.getString("structuredContent.citations[0].heading_path"))
        .contains("Annual leave");
    assertThat(answer.getString("content[0].text"))
        .contains("27 days", "[1]", "handbook/leave.md", "version 1");

    String url = answer.getString("structuredContent.citations[0].url");
    assertThat(url).startsWith("http://");
    given().get(url).then().statusCode(200).body(containsString("27 days"));
    String id = answer.getString("structuredContent.answer_id");
    given().get("/api/v1/audit/answers/" + id).then().body("question", equalTo(QUESTION));
  }

  @Test
  void whereTheDocumentsAreSilentTheNearestPassagesAreShown() {
    JsonPath answer = call("ask", asked("What is the boiling point of tungsten?"));
    assertThat(answer.getBoolean("isError")).isFalse();
    assertThat(answer.getString("structuredContent.outcome")).isEqualTo("no_evidence");
    assertThat(answer.getList("structuredContent.evidence")).isNotEmpty();
    assertThat(answer.getList("structuredContent.citations")).isEmpty();
  }

  @Test
  void aSearchGivesPassagesAndSaysWhyADocumentIsNotAmongThem() {
    JsonPath found =
        call(
            "search",
            Map.of(
                "question", QUESTION, "collection", handbook.name(), "k", 1, "why_not", "nowhere"));
    assertThat(found.getList("structuredContent.hits")).hasSize(1);
    assertThat(found.getString("structuredContent.hits[0].uri")).isEqualTo(Handbook.LEAVE);
    assertThat(found.getString("structuredContent.hits[0].url")).startsWith("http://");
    assertThat(found.getMap("structuredContent.explanation.why_not")).isNotEmpty();
    assertThat(found.getString("content[0].text")).startsWith("[1] Leave at Quillmere");
  }

  @Test
  void aCitedPassageIsReadInItsVersionAfterThatWasReplaced() {
    FolderCollection.put(handbook.folder().resolve("read.md"), Handbook.leaveOf(31));
    handbook.settle();
    String document = id("read.md");
    handbook.write("read.md", Handbook.leaveOf(32));

    int start =
        given()
            .accept("text/plain")
            .get("/api/v1/documents/" + document + "/versions/1")
            .asString()
            .indexOf("31 days");
    JsonPath read =
        call(
            "read_source",
            Map.of(
                "document_id",
                document,
                "version",
                1,
                "start",
                start,
                "end",
                start + 7,
                "context",
                5));
    assertThat(read.getString("structuredContent.quote")).isEqualTo("31 days");
    assertThat(read.getString("structuredContent.text")).isEqualTo(" has 31 days of a");
    assertThat(read.getBoolean("structuredContent.current")).isFalse();
    assertThat(read.getList("structuredContent.heading_path")).contains("Annual leave");
    assertThat(call("read_source", Map.of("document_id", document)).getString("content[0].text"))
        .contains("32 days")
        .doesNotContain("replaced");
  }

  @Test
  void aLongSourceIsReadInPartsThatLeaveNothingOut() {
    String text = "Ünïcode 🪴 words. ".repeat(3_000);
    handbook.write("long.txt", text);
    String document = id("long.txt");
    var whole = new StringBuilder();
    Integer start = 0;
    while (start != null) {
      JsonPath part = call("read_source", Map.of("document_id", document, "start", start));
      assertThat(part.getString("structuredContent.text").length()).isBetween(1, 20_000);
      whole.append(part.getString("structuredContent.text"));
      start = part.get("structuredContent.later");
    }
    assertThat(whole.toString()).isEqualTo(text.strip());
  }

  @Test
  void whoCitedADocumentIsListedWithWhatBecameOfIt() {
    FolderCollection.put(
        handbook.folder().resolve("cited.md"),
        "# Parrots\n\nEvery parrot of Quillmere gets 41 walnuts at noon.\n");
    handbook.settle();
    String document = id("cited.md");
    assertThat(call("who_cited", Map.of("document_id", document)).getString("content[0].text"))
        .contains("No answer");
    String question = "How many walnuts does every parrot get?";
    String answer = call("ask", asked(question)).getString("structuredContent.answer_id");
    handbook.write("cited.md", "# Parrots\n\nThe parrots have moved out.\n");

    JsonPath citing = call("who_cited", Map.of("document_id", document, "version", 1, "limit", 5));
    assertThat(citing.getList("structuredContent.answers.answer_id", String.class))
        .containsExactly(answer);
    assertThat(citing.getString("structuredContent.answers[0].question")).isEqualTo(question);
    assertThat(citing.getString("structuredContent.answers[0].citations[0].status"))
        .isEqualTo("superseded");
    assertThat(
            call("who_cited", Map.of("document_id", document, "version", 2))
                .getList("structuredContent.answers"))
        .isEmpty();
    given()
        .get("/api/v1/audit/documents/" + document + "/citations?version=1")
        .then()
        .statusCode(200)
        .body("answers.answer_id", equalTo(List.of(answer)));
    given()
        .get("/api/v1/audit/documents/" + UUID.randomUUID() + "/citations")
        .then()
        .statusCode(404);
  }

  @Test
  void whatIsWrongWithACallIsToldInWordsAndNothingElseIs() {
    String unknown = UUID.randomUUID().toString();
    refused("ask", Map.of(), "invalid-input", "'question' must be a text");
    refused("ask", Map.of("question", " "), "question-empty", "Ask something");
    refused("ask", Map.of("question", "x".repeat(9_000)), "question-too-long", "8,192");
    refused("ask", Map.of("question", List.of(1)), "invalid-input", "'question' must be a text");
    refused("ask", Map.of("question", "a", "k", 101), "invalid-input", "'k' must be at most 100");
    refused("ask", Map.of("question", "a", "k", "many"), "invalid-input", "'k' must be a whole");
    refused("ask", Map.of("question", "a", "kk", 1), "unknown-field", "'kk'");
    refused(
        "search",
        Map.of("question", "a", "filters", Map.of("pat", "x")),
        "unknown-field",
        "'filters.pat'");
    refused("search", Map.of("question", "a", "collection", "none"), "unknown-collection", "none");
    refused("read_source", Map.of(), "invalid-input", "'document_id' must be the id");
    refused("read_source", Map.of("document_id", unknown), "not-found", "no such document");
    refused("read_source", Map.of("document_id", "../etc"), "not-found", "Nothing has this id");
    refused("who_cited", Map.of("document_id", unknown), "not-found", "no such document");
    refused(
        "who_cited",
        Map.of("document_id", unknown, "cursor", "nonsense"),
        "invalid-input",
        "cursor");
    String document = id(Handbook.LEAVE);
    refused(
        "read_source",
        Map.of("document_id", document, "start", 5, "end", 99_999),
        "invalid-input",
        "'end' must lie");
    refused("read_source", Map.of("document_id", document, "version", 77), "not-found", "version");
  }

  @Test
  void aRoleMayDoWhatItMayDoOverTheApi() {
    String reader = key("reader");
    assertThat(call(with(reader), "ask", asked(QUESTION)).getBoolean("isError")).isFalse();
    String document = id(Handbook.LEAVE);
    JsonPath refused = call(with(reader), "who_cited", Map.of("document_id", document));
    assertThat(refused.getBoolean("isError")).isTrue();
    assertThat(refused.getString("structuredContent.type")).isEqualTo("/problems/forbidden");
    assertThat(refused.getString("content[0].text")).contains("who_cited", "an auditor");
    assertThat(
            call(with(key("auditor")), "who_cited", Map.of("document_id", document))
                .getBoolean("isError"))
        .isFalse();
  }

  @Test
  void theCallersNameIsOnTheLedger() {
    String id =
        call(with(key("reader")), "ask", asked(QUESTION)).getString("structuredContent.answer_id");
    given().get("/api/v1/audit/answers/" + id).then().body("caller", equalTo("mcp reader"));
  }

  @Test
  void whoMayNotUseTheApiMayNotComeInHereEither() {
    problem(request().header("Authorization", "Bearer fn_wrong"), "revoked");
    problem(request().header("Host", "evil.example"), "addressed to another name");
    problem(request().header("Origin", "https://evil.example"), "another site");
    problem(request().header("X-Forwarded-For", "10.0.0.9"), "proxy");
    given().header("X-API-Key", "fn_wrong").get("/mcp").then().statusCode(401);
    given().header("X-API-Key", "fn_wrong").delete("/mcp/").then().statusCode(401);
  }

  @Test
  void theOlderTransportIsShut() {
    given().get("/mcp/sse").then().statusCode(404).body("type", equalTo("/problems/not-found"));
    given().post("/mcp/messages/x").then().statusCode(404);
  }

  @Test
  void aSessionThatThisInstanceDoesNotKnowIsServed() {
    send(request().header("Mcp-Session-Id", "of-another-instance"), "tools/list", Map.of())
        .then()
        .statusCode(200)
        .body("result.tools.size()", equalTo(4));
    assertThat(sessions).as("nothing is left of sessions that were not asked for").isEmpty();
  }

  @Test
  void sessionsHaveALimit() {
    McpConfig defaults =
        new SmallRyeConfigBuilder()
            .withMapping(McpConfig.class)
            .build()
            .getConfigMapping(McpConfig.class);
    assertThat(defaults.sessionsMax()).isEqualTo(1_000);
    assertThat(defaults.sourceCharsMax()).isEqualTo(20_000);

    String session =
        send(
                request(),
                "initialize",
                Map.of(
                    "protocolVersion",
                    "2025-06-18",
                    "capabilities",
                    Map.of(),
                    "clientInfo",
                    Map.of("name", "test", "version", "1")))
            .then()
            .statusCode(200)
            .body("result.serverInfo.name", equalTo("footnote"))
            .extract()
            .header("Mcp-Session-Id");
    assertThat(checkedWith(1).error()).isFalse();
    assertThat(checkedWith(0).message()).contains("0 sessions are open already");
    request().header("Mcp-Session-Id", session).delete("/mcp").then().statusCode(200);
    assertThat(sessions).isEmpty();
  }

  private InitialCheck.CheckResult checkedWith(int sessionsMax) {
    var request =
        new InitialRequest(
            new Implementation("test", "1", null),
            "2025-06-18",
            List.of(),
            InitialRequest.Transport.STREAMABLE_HTTP);
    return new SessionLimit(sessions, limit(sessionsMax)).perform(request).await().indefinitely();
  }

  private static McpConfig limit(int sessions) {
    return new McpConfig() {
      @Override
      public int sessionsMax() {
        return sessions;
      }

      @Override
      public int sourceCharsMax() {
        return 1;
      }
    };
  }

  private static void refused(
      String tool, Map<String, Object> arguments, String type, String words) {
    JsonPath result = call(tool, arguments);
    assertThat(result.getBoolean("isError")).as(tool + arguments.keySet()).isTrue();
    assertThat(result.getString("structuredContent.type")).isEqualTo("/problems/" + type);
    assertThat(result.getString("structuredContent.instance")).startsWith("urn:uuid:");
    assertThat(result.getString("content[0].text"))
        .isEqualTo(result.getString("structuredContent.detail"))
        .contains(words)
        .doesNotContain("Exception", "dev.footnote", "java.", "\n");
  }

  private static void problem(
      io.restassured.specification.RequestSpecification request, String words) {
    send(request, "tools/list", Map.of())
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", containsString("Bearer"))
        .contentType("application/problem+json")
        .body("type", equalTo("/problems/unauthorized"))
        .body("detail", containsString(words));
  }

  private String id(String uri) {
    return String.valueOf(Objects.requireNonNull(handbook.document(uri), uri).get("id"));
  }

  private Map<String, Object> asked(String question) {
    return Map.of("question", question, "collection", handbook.name());
  }

  private static io.restassured.specification.RequestSpecification with(String key) {
    return request().header("Authorization", "Bearer " + key);
  }

  private static String key(String role) {
    return given()
        .contentType("application/json")
        .body(Map.of("name", "mcp " + role, "role", role))
        .post("/api/v1/admin/keys")
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }
}
