package dev.footnote.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.footnote.access.DefaultTenant;
import dev.footnote.conversation.Conversations;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.store.Database;
import dev.footnote.web.Handbook;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConversationResourceTest {
  private static final String PATH = "/api/v1/conversations";

  @Inject Conversations conversations;
  @Inject Database database;
  @Inject DefaultTenant tenant;

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
  void aNewConversationHasAPlaceAndAnEnd() {
    var reply =
        body(TestKey.make("reader").request(), "{\"collection\": \"default\"}")
            .post(PATH)
            .then()
            .statusCode(201)
            .extract();
    JsonPath opened = reply.jsonPath();

    assertThat(reply.header("Location")).endsWith(PATH + "/" + opened.getString("conversation_id"));
    assertThat(opened.getString("collection")).isEqualTo("default");
    assertThat(
            Duration.between(
                Instant.parse(opened.getString("created_at")),
                Instant.parse(opened.getString("expires_at"))))
        .isEqualTo(Duration.ofHours(24));
  }

  @Test
  void itsTurnsAreThoseOfTheLedger() {
    TestKey key = TestKey.make("auditor");
    String id = open(key);
    String question = "How many days of annual leave does an employee of Quillmere have?";
    JsonPath answer =
        body(key.request(), "{\"question\": \"" + question + "\"}")
            .post("/api/v1/query")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    database.change(
        handle ->
            conversations.append(
                handle,
                tenant.id(),
                Conversations.owner(UUID.fromString(key.id())),
                UUID.fromString(id),
                UUID.fromString(answer.getString("answer_id")),
                "How much leave do employees of Quillmere have?"));

    key.request()
        .get(PATH + "/" + id)
        .then()
        .statusCode(200)
        .body("conversation_id", equalTo(id))
        .body("turns.size()", equalTo(1))
        .body("turns[0].n", equalTo(1))
        .body("turns[0].answer_id", equalTo(answer.getString("answer_id")))
        .body("turns[0].question", equalTo(question))
        .body(
            "turns[0].standalone_question",
            equalTo("How much leave do employees of Quillmere have?"))
        .body("turns[0].answer", equalTo(answer.getString("answer")))
        .body("turns[0].outcome", equalTo(answer.getString("outcome")));
    key.request()
        .get(PATH)
        .then()
        .statusCode(200)
        .body("conversations[0].conversation_id", equalTo(id))
        .body("conversations[0].turns", equalTo(1))
        .body("next_cursor", nullValue());
  }

  @Test
  void anotherKeyOfTheSameTenantFindsNothingNotEvenAnAdmin() {
    String id = open(TestKey.make("reader"));

    for (String role : List.of("reader", "auditor", "admin")) {
      TestKey other = TestKey.make(role);
      other
          .request()
          .get(PATH + "/" + id)
          .then()
          .statusCode(404)
          .body("type", equalTo("/problems/not-found"))
          .body("detail", containsString("conversation"));
      other.request().delete(PATH + "/" + id).then().statusCode(404);
      other
          .request()
          .get(PATH)
          .then()
          .statusCode(200)
          .body("conversations.conversation_id", not(hasItem(id)));
    }
  }

  @Test
  void aForgottenConversationIsGone() {
    TestKey key = TestKey.make("reader");
    String id = open(key);

    key.request().delete(PATH + "/" + id).then().statusCode(204);

    key.request().get(PATH + "/" + id).then().statusCode(404);
    key.request().delete(PATH + "/" + id).then().statusCode(404);
  }

  @Test
  void pagesFollowTheirCursor() {
    TestKey key = TestKey.make("reader");
    String first = open(key);
    String second = open(key);

    String cursor =
        key.request()
            .get(PATH + "?limit=1")
            .then()
            .statusCode(200)
            .body("conversations.conversation_id", equalTo(List.of(second)))
            .extract()
            .path("next_cursor");
    key.request()
        .queryParam("cursor", cursor)
        .get(PATH + "?limit=1")
        .then()
        .statusCode(200)
        .body("conversations.conversation_id", equalTo(List.of(first)))
        .body("next_cursor", nullValue());
  }

  @Test
  void wrongInputsAreNamed() {
    TestKey key = TestKey.make("reader");
    body(key.request(), "{\"collection\": \"nowhere\"}")
        .post(PATH)
        .then()
        .statusCode(404)
        .body("type", equalTo("/problems/unknown-collection"));
    body(key.request(), "{\"colection\": \"default\"}")
        .post(PATH)
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/unknown-field"));
    body(key.request(), "{\"collection\": \"" + "x".repeat(64) + "\"}")
        .post(PATH)
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("collection"));
    for (String wrong : List.of("limit=0", "limit=201", "cursor=nonsense")) {
      key.request()
          .get(PATH + "?" + wrong)
          .then()
          .statusCode(400)
          .body("errors.field", hasItem(wrong.substring(0, wrong.indexOf('='))));
    }
    key.request().get(PATH + "/1").then().statusCode(404);
  }

  private static String open(TestKey key) {
    return body(key.request(), "{}")
        .post(PATH)
        .then()
        .statusCode(201)
        .extract()
        .path("conversation_id");
  }

  private static RequestSpecification body(RequestSpecification request, String json) {
    return request.contentType("application/json").body(json);
  }
}
