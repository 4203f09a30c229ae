package dev.footnote.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footnote.fixtures.RerankEndpoint;
import dev.footnote.fixtures.RerankEndpoint.Fault;
import dev.footnote.rerank.RerankConfig.Shape;
import dev.footnote.rerank.RerankUnavailable.Remedy;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointRerankerTest {
  private static final String KEY = "rk-very-secret";
  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final Duration IMPATIENT = Duration.ofMillis(300);
  private static final int FAILURES_MAX = 5;
  private static final List<String> PASSAGES = List.of("a", "long", "longer", "it");

  private final RerankEndpoint endpoint =
      RerankEndpoint.start().score((question, passage) -> passage.length() - 3.5);

  @AfterEach
  void stop() {
    endpoint.close();
  }

  private Reranker reranker(Shape shape, Duration timeout) {
    return new EndpointReranker(
        new EndpointReranker.Settings(
            URI.create(endpoint.baseUrl() + "/v2/rerank"),
            shape,
            "test-model",
            KEY,
            timeout,
            FAILURES_MAX,
            Duration.ofSeconds(30)));
  }

  private RerankUnavailable failure(Shape shape, Duration timeout) {
    try (Reranker reranker = reranker(shape, timeout)) {
      return failure(reranker);
    }
  }

  private static RerankUnavailable failure(Reranker reranker) {
    RerankUnavailable failure =
        catchThrowableOfType(RerankUnavailable.class, () -> reranker.score("why?", PASSAGES));
    assertThat(failure).isNotNull().hasMessageNotContaining(KEY);
    return failure;
  }

  @ParameterizedTest
  @EnumSource
  void scoresComeBackInTheOrderOfThePassagesThoughTheEndpointSortsThem(Shape shape) {
    try (Reranker reranker = reranker(shape, PATIENT)) {
      assertThat(reranker.score("why?", PASSAGES)).containsExactly(-2.5, 0.5, 2.5, -1.5);
      assertThat(reranker.model()).isEqualTo("test-model");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "COHERE|{\"model\":\"test-model\",\"query\":\"why?\",\"documents\":[\"a\",\"b\"],\"top_n\":2}",
        "JINA|{\"model\":\"test-model\",\"query\":\"why?\",\"documents\":[\"a\",\"b\"],\"top_n\":2,\"return_documents\":false}",
        "TEI|{\"query\":\"why?\",\"texts\":[\"a\",\"b\"],\"truncate\":true}"
      })
  void aRequestIsWhatTheProtocolAsksFor(Shape shape, String body) {
    try (Reranker reranker = reranker(shape, PATIENT)) {
      reranker.score("why?", List.of("a", "b"));
    }
    RerankEndpoint.Request request = endpoint.requests().getFirst();
    assertThat(request.path()).isEqualTo("/v2/rerank");
    assertThat(request.headers().getFirst("Authorization")).isEqualTo("Bearer " + KEY);
    assertThat(request.body()).hasToString(body);
  }

  @Test
  void withoutPassagesNobodyIsAsked() {
    try (Reranker reranker = reranker(Shape.TEI, PATIENT)) {
      assertThat(reranker.score("why?", List.of())).isEmpty();
    }
    assertThat(endpoint.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not JSON|something else than JSON",
        "{\"results\":[]}|no list of scores. Is footnote.rerank.shape right?",
        "[[0,1],[1,2],[2,3],[3,4]]|numbered wrongly",
        "[{\"index\":0,\"score\":1}]|1 scores for 4 passages",
        "[0,1,2,4]|numbered wrongly (index 4)",
        "[0,1,2,-1]|numbered wrongly (index -1)",
        "[0,1,2,2]|numbered wrongly (index 2)",
        "[0,1,2,1.5]|numbered wrongly (index 1.5)",
        "[0,1,2,\"3\"]|numbered wrongly",
        "[0,1,2,4294967299]|numbered wrongly (index 4294967299)",
        "score NaN|something else than JSON",
        "score \"NaN\"|a score that is no finite number",
        "score 1e999|a score that is no finite number",
        "score null|a score that is no finite number",
        "score \"0.5\"|a score that is no finite number"
      })
  void anAnswerThatIsNotOneFiniteScoreForEachPassageIsNotTaken(String reply, String reason) {
    String body =
        reply.startsWith("score ")
            ? answer("0,1,2,3".split(",", -1), reply.substring("score ".length()))
            : reply.startsWith("[0,")
                ? answer(reply.substring(1, reply.length() - 1).split(",", -1), "1")
                : reply;
    endpoint.failNext(new Fault.Status(200, body));
    RerankUnavailable failure = failure(Shape.TEI, PATIENT);
    assertThat(failure)
        .hasMessageContaining(endpoint.baseUrl())
        .hasMessageContaining("answered what can't be used")
        .hasMessageContaining(reason);
    assertThat(failure.remedy()).isEqualTo(Remedy.RETRY_LATER);
  }

  private static String answer(String[] indexes, String score) {
    return "["
        + String.join(
            ",",
            Arrays.stream(indexes)
                .map(index -> "{\"index\":%s,\"score\":%s}".formatted(index, score))
                .toList())
        + "]";
  }

  @Test
  void theAnswerOfAnotherKindOfEndpointPointsAtTheShape() {
    endpoint.failNext(new Fault.Status(200, "[]"));
    assertThat(failure(Shape.COHERE, PATIENT)).hasMessageContaining("footnote.rerank.shape");
  }

  @Test
  void anAnswerWithoutEndIsBrokenOff() {
    endpoint.failNext(
        new Fault.Status(200, " ".repeat((int) EndpointReranker.REPLY_BYTES_MAX + 1)));
    assertThat(failure(Shape.TEI, PATIENT)).hasMessageContaining("broke off");
  }

  @ParameterizedTest
  @CsvSource({
    "400, footnote.rerank.shape",
    "401, footnote.rerank.api-key",
    "403, footnote.rerank.api-key",
    "404, footnote.rerank.base-url",
    "413, footnote.rerank.shape",
    "422, top",
    "424, footnote.rerank.shape"
  })
  void aRefusalSaysWhichSettingToCheckAndDoesNotShowTheKey(int status, String setting) {
    endpoint.failNext(
        new Fault.Status(status, "{\"message\":\"No good: " + KEY + " and " + KEY + "\"}"));
    RerankUnavailable failure = failure(Shape.COHERE, PATIENT);
    assertThat(failure)
        .hasMessageContaining("status " + status + ": No good: [key removed] and [key removed]")
        .hasMessageContaining(setting);
    assertThat(failure.remedy()).isEqualTo(Remedy.FIX_CONFIGURATION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"message\":\"too busy\"}",
        "{\"detail\":\"too busy\"}",
        "{\"error\":\"too busy\",\"error_type\":\"Overloaded\"}",
        "{\"error\":{\"message\":\"too busy\"}}",
        "too busy"
      })
  void whatEachKindOfEndpointSaysOfItsTroubleIsPassedOn(String body) {
    for (int status : new int[] {429, 500, 503}) {
      endpoint.failNext(new Fault.Status(status, body));
      RerankUnavailable failure = failure(Shape.JINA, PATIENT);
      assertThat(failure).hasMessageContaining("status " + status + ": too busy");
      assertThat(failure.remedy()).isEqualTo(Remedy.RETRY_LATER);
    }
  }

  @Test
  void anEndpointThatHangsOrBreaksOffIsAskedOnceAndSaidToBeSo() {
    endpoint.failNext(new Fault.Hang());
    assertThat(failure(Shape.TEI, IMPATIENT)).hasMessageContaining("did not answer within 300 ms");
    endpoint.failNext(new Fault.CutOff());
    assertThat(failure(Shape.TEI, PATIENT)).hasMessageContaining("broke off");
    assertThat(endpoint.requests()).hasSize(2);
    endpoint.close();
    assertThat(failure(Shape.TEI, PATIENT)).hasMessageContaining("could not be reached");
  }

  @Test
  void anEndpointThatKeepsFailingIsLeftAlone() {
    endpoint.failNext(
        Collections.nCopies(FAILURES_MAX, new Fault.Status(500, "")).toArray(Fault[]::new));
    try (Reranker reranker = reranker(Shape.TEI, PATIENT)) {
      for (int i = 0; i < FAILURES_MAX; i++) {
        assertThat(reranker.isLeftAlone()).isFalse();
        assertThat(failure(reranker)).hasMessageContaining("status 500");
      }
      assertThat(reranker.isLeftAlone()).isTrue();
      assertThat(failure(reranker)).hasMessageContaining("failed 5 times in a row");
    }
    assertThat(endpoint.requests()).hasSize(FAILURES_MAX);
  }

  @Test
  void anEndpointThatRefusesOneQuestionIsAskedTheNext() {
    endpoint.failNext(
        Collections.nCopies(2 * FAILURES_MAX, new Fault.Status(413, "")).toArray(Fault[]::new));
    try (Reranker reranker = reranker(Shape.TEI, PATIENT)) {
      for (int i = 0; i < 2 * FAILURES_MAX; i++) {
        failure(reranker);
      }
      assertThat(reranker.isLeftAlone()).isFalse();
      assertThat(reranker.score("why?", PASSAGES)).hasSize(4);
    }
  }

  @Test
  void aCallerThatIsInterruptedStops() throws InterruptedException {
    endpoint.failNext(new Fault.Hang());
    var failure = new AtomicReference<RerankUnavailable>();
    var interrupted = new AtomicReference<Boolean>();
    try (Reranker reranker = reranker(Shape.TEI, PATIENT)) {
      Thread caller =
          Thread.ofVirtual()
              .start(
                  () -> {
                    failure.set(failure(reranker));
                    interrupted.set(Thread.currentThread().isInterrupted());
                  });
      Awaitility.await().until(() -> !endpoint.requests().isEmpty());
      caller.interrupt();
      caller.join();
      assertThat(failure.get().remedy()).isEqualTo(Remedy.STOP);
      assertThat(interrupted.get()).isTrue();
      assertThat(reranker.isLeftAlone()).isFalse();
    }
  }

  @Test
  void settingsDoNotShowTheKey() {
    var settings =
        new EndpointReranker.Settings(
            URI.create("http://host/rerank"), Shape.TEI, "m", KEY, PATIENT, 1, PATIENT);
    assertThat(settings.toString()).doesNotContain(KEY);
  }
}
