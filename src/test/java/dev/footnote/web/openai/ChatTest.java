package dev.footnote.web.openai;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.NodeClient;
import dev.footnote.fixtures.OpenAiEndpoint;
import dev.footnote.fixtures.OpenAiEndpoint.Fault;
import dev.footnote.fixtures.Talking;
import dev.footnote.llm.LanguageModels;
import dev.footnote.web.Handbook;
import dev.footnote.web.api.TestKey;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Chats over real HTTP, with a language model that says what it is told to. */
@QuarkusTest
@TestProfile(Talking.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String QUESTION = "How many days of annual leave does an employee have?";
  private static final String LEAVE =
      "Every employee of Quillmere has 27 days of annual leave each year [1].";
  private static final String SABBATICAL =
      "After six years of service an employee may take a sabbatical of three months [1].";

  @Inject LanguageModels models;

  private static OpenAiEndpoint endpoint;
  private FolderCollection handbook;

  @BeforeAll
  static void startEndpoint() {
    endpoint = Talking.startEndpoint();
  }

  @BeforeEach
  void start() {
    if (handbook == null) {
      handbook = Handbook.inNewFolder();
    }
    endpoint.answerAgain();
    endpoint.answerChat(chat -> LEAVE).pauseBefore("", new CountDownLatch(0));
  }

  @AfterAll
  void close() {
    Handbook.leave(handbook);
    endpoint.close();
  }

  @Test
  void answerIsAChatCompletionWhoseAnnotationsOpenTheCitedVersion() throws Exception {
    JsonNode reply = chat(body(QUESTION, false));

    JsonNode message = reply.path("choices").path(0).path("message");
    String text = message.path("content").asText();
    assertThat(text)
        .isEqualTo("Every employee of Quillmere has 27 days of annual leave each year. [1]");
    assertThat(reply.path("object").asText()).isEqualTo("chat.completion");
    assertThat(reply.path("model").asText()).isEqualTo(handbook.name());
    assertThat(reply.path("choices").path(0).path("finish_reason").asText()).isEqualTo("stop");
    assertThat(reply.path("usage").path("total_tokens").asInt()).isEqualTo(18);
    JsonNode citation = message.path("annotations").path(0).path("url_citation");
    assertThat(
            text.substring(
                citation.path("start_index").asInt(), citation.path("end_index").asInt()))
        .isEqualTo("[1]");
    assertThat(reply.path("footnote").path("outcome").asText()).isEqualTo("grounded");
    JsonNode footnote = reply.path("footnote").path("citations").path(0);
    assertThat(footnote.path("quote").asText()).contains("27 days");
    given()
        .get(URI.create(citation.path("url").asText()))
        .then()
        .statusCode(200)
        .body(containsString("27 days of annual leave"));
  }

  @Test
  void langchain4jsClientChatsAndStreams() throws Exception {
    String key = TestKey.make("reader").secret();
    ChatResponse reply =
        OpenAiChatModel.builder()
            .baseUrl(service() + "v1")
            .apiKey(key)
            .modelName(handbook.name())
            .build()
            .chat(dev.langchain4j.data.message.UserMessage.from(QUESTION));
    assertThat(reply.aiMessage().text()).contains("27 days").endsWith("[1]");
    assertThat(reply.tokenUsage().outputTokenCount()).isEqualTo(7);

    endpoint.answerChat(chat -> LEAVE + " " + SABBATICAL);
    var pieces = new ArrayList<String>();
    var done = new CompletableFuture<ChatResponse>();
    OpenAiStreamingChatModel.builder()
        .baseUrl(service() + "v1")
        .apiKey(key)
        .modelName(handbook.name())
        .build()
        .chat(
            List.of(dev.langchain4j.data.message.UserMessage.from("Leave and sabbatical?")),
            new StreamingChatResponseHandler() {
              @Override
              public void onPartialResponse(String piece) {
                pieces.add(piece);
              }

              @Override
              public void onCompleteResponse(ChatResponse complete) {
                done.complete(complete);
              }

              @Override
              public void onError(Throwable error) {
                done.completeExceptionally(error);
              }
            });
    assertThat(done.get(30, TimeUnit.SECONDS).aiMessage().text())
        .isEqualTo(String.join("", pieces))
        .contains("27 days", "three months");
    assertThat(pieces).hasSize(2);
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = NodeClient.FOLDER,
      matches = ".+",
      disabledReason = "./check installs Node's packages; without Node it says so")
  void theOfficialClientForNodeChatsStreamsAndReadsTheCitations() {
    NodeClient.run(
        "openai.mjs",
        Map.of(
            "FOOTNOTE_URL",
            service().toString(),
            "FOOTNOTE_KEY",
            TestKey.make("reader").secret(),
            "FOOTNOTE_COLLECTION",
            handbook.name(),
            "FOOTNOTE_QUESTION",
            QUESTION));
  }

  @Test
  void checkedSentenceLeavesWhileTheModelStillWrites() throws Exception {
    var over = new CountDownLatch(1);
    endpoint.answerChat(chat -> LEAVE + " " + SABBATICAL).pauseBefore("months", over);
    try (BufferedReader events = stream("v1/chat/completions", body(QUESTION, true))) {
      String first = next(events, "27 days");
      assertThat(first).contains("url_citation").doesNotContain("sabbatical");
      over.countDown();
      assertThat(next(events, "three months")).contains("[2]");
      assertThat(next(events, "\"finish_reason\":\"stop\"")).contains("answer_id");
      assertThat(next(events, "\"usage\"")).contains("\"total_tokens\":18");
      assertThat(next(events, "[DONE]")).isEqualTo("[DONE]");
    } finally {
      over.countDown();
    }
  }

  @Test
  void nativeStreamSendsEvidenceThenSentencesThenTheWholeAnswer() throws Exception {
    endpoint.answerChat(chat -> LEAVE + " The canteen is closed [1]. " + SABBATICAL);
    var body = JSON.createObjectNode().put("question", QUESTION).put("collection", handbook.name());
    var names = new ArrayList<String>();
    JsonNode done = JSON.nullNode();
    var text = new StringBuilder();
    try (BufferedReader events = stream("api/v1/query/stream", body.toString())) {
      for (String line = events.readLine(); line != null; line = events.readLine()) {
        if (line.startsWith("event:")) {
          names.add(line.substring(6).strip());
        } else if (line.startsWith("data:")) {
          JsonNode data = JSON.readTree(line.substring(5));
          text.append(names.getLast().equals("sentence") ? data.path("text").asText() : "");
          done = names.getLast().equals("done") ? data : done;
        }
      }
    }
    assertThat(names)
        .containsExactly("evidence", "sentence", "citation", "sentence", "citation", "done");
    assertThat(done.path("answer").asText()).isEqualTo(text.toString()).doesNotContain("canteen");
    assertThat(done.path("outcome").asText()).isEqualTo("partly_grounded");
    assertThat(
            handbook.rows(
                "SELECT text FROM answer_part WHERE tenant_id = :tenant AND answer_id = '%s' ORDER BY n"
                    .formatted(done.path("answer_id").asText())))
        .extracting(row -> row.get("text"))
        .isEqualTo(
            List.of(
                "Every employee of Quillmere has 27 days of annual leave each year. [1]",
                " After six years of service an employee may take a sabbatical of three months. [2]"));
  }

  @Test
  void clientThatLeavesStopsTheModel() throws Exception {
    var over = new CountDownLatch(1);
    int before = endpoint.left();
    String much = " A word that nobody will hear.".repeat(400);
    endpoint.answerChat(chat -> LEAVE + " " + SABBATICAL + much).pauseBefore("months", over);
    try (BufferedReader events = stream("v1/chat/completions", body(QUESTION, true))) {
      next(events, "27 days");
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> models.requests() == 0);
    over.countDown();
    await().atMost(Duration.ofSeconds(20)).until(() -> endpoint.left() > before);
  }

  @Test
  void modelThatFailsIsReplacedAndTheClientIsTold() throws Exception {
    endpoint.failNext(new Fault.Status(401));

    JsonNode reply = chat(body(QUESTION, false));

    assertThat(reply.path("footnote").path("answerer").path("kind").asText())
        .isEqualTo("extractive");
    assertThat(reply.path("choices").path(0).path("message").path("content").asText())
        .contains("27 days");
  }

  @Test
  void noAnswerIsSaidInTheStreamAsWell() throws Exception {
    endpoint.answerChat(chat -> "NO_ANSWER_IN_EVIDENCE");
    try (BufferedReader events = stream("v1/chat/completions", body(QUESTION, true))) {
      next(events, "The documents hold no answer");
      assertThat(next(events, "finish_reason\":\"stop")).contains("no_evidence");
    }
  }

  @Test
  void mistakesAreToldAsOpenAiTellsThem() {
    given()
        .contentType("application/json")
        .body(body(QUESTION, false).replace(handbook.name(), "nowhere"))
        .post("/v1/chat/completions")
        .then()
        .statusCode(404)
        .body("error.code", equalTo("model_not_found"), "error.message", containsString("nowhere"));
    given()
        .contentType("application/json")
        .body(body(QUESTION, false).replace(handbook.name(), handbook.name() + "/nobody"))
        .post("/v1/chat/completions")
        .then()
        .statusCode(404)
        .body("error.code", equalTo("model_not_found"));
    for (String wrong :
        List.of(
            "{}",
            "{\"model\":\"default\",\"messages\":[]}",
            "{\"model\":\"default\",\"messages\":[{\"role\":\"poet\",\"content\":\"x\"}]}",
            "{\"model\":\"default\",\"messages\":[{\"role\":\"assistant\",\"content\":\"x\"}]}",
            "{\"model\":\"default\",\"messages\":[{\"role\":\"user\",\"content\":\" \"}]}",
            "{\"model\":\"default\",\"n\":2,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
            "[1]",
            "no json")) {
      given()
          .contentType("application/json")
          .body(wrong)
          .post("/v1/chat/completions")
          .then()
          .statusCode(400)
          .body("error.type", equalTo("invalid_request_error"));
    }
    given()
        .header("Authorization", "Bearer wrong")
        .get("/v1/models")
        .then()
        .statusCode(401)
        .body("error.type", equalTo("authentication_error"));
  }

  @Test
  void unknownFieldsAreIgnored() throws Exception {
    String body = body(QUESTION, false).replaceFirst("\\{", "{\"logit_bias\":{},\"store\":true,");

    assertThat(chat(body).path("choices")).hasSize(1);
  }

  @Test
  void collectionsAndEmbeddingModelsAreListedAsModels() {
    given()
        .get("/v1/models")
        .then()
        .statusCode(200)
        .body("object", equalTo("list"), "data.id", hasItem(handbook.name()));
    given()
        .get("/v1/models/" + handbook.name())
        .then()
        .body("id", equalTo(handbook.name()), "object", equalTo("model"));
    given().get("/v1/models/nowhere").then().statusCode(404);
  }

  @Test
  void textsAreEmbedded() {
    String model = "bge-small-en-v1.5-q";
    given()
        .contentType("application/json")
        .body("{\"model\":\"" + model + "\",\"input\":[\"one text\",\"another\"]}")
        .post("/v1/embeddings")
        .then()
        .statusCode(200)
        .body("data", hasSize(2), "data[0].embedding", hasSize(384), "model", equalTo(model));
    given()
        .contentType("application/json")
        .body("{\"model\":\"" + model + "\",\"input\":\"one\",\"encoding_format\":\"base64\"}")
        .post("/v1/embeddings")
        .then()
        .body("data[0].embedding.length()", equalTo(2048));
    given()
        .contentType("application/json")
        .body("{\"model\":\"other\",\"input\":\"one\"}")
        .post("/v1/embeddings")
        .then()
        .statusCode(400)
        .body("error.param", equalTo("model"), "error.message", startsWith("'model' must name"));
  }

  private static URI service() {
    return URI.create("http://localhost:" + RestAssured.port + "/");
  }

  private String body(String question, boolean stream) {
    var body = JSON.createObjectNode().put("model", handbook.name()).put("stream", stream);
    body.putArray("messages").addObject().put("role", "user").put("content", question);
    body.putObject("stream_options").put("include_usage", true);
    return body.toString();
  }

  private JsonNode chat(String body) throws Exception {
    return JSON.readTree(
        given()
            .contentType("application/json")
            .body(body)
            .post("/v1/chat/completions")
            .then()
            .statusCode(200)
            .extract()
            .asString());
  }

  private BufferedReader stream(String path, String body) throws Exception {
    HttpResponse<java.io.InputStream> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(service().resolve(path))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type").orElse(""))
        .startsWith("text/event-stream");
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private static String next(BufferedReader events, String words) throws IOException {
    for (String line = events.readLine(); line != null; line = events.readLine()) {
      if (line.startsWith("data:") && line.contains(words)) {
        return line.substring(5).strip();
      }
    }
    throw new AssertionError("No event holds " + words);
  }
}
