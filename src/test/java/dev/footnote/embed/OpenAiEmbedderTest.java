package dev.footnote.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.footnote.embed.EmbeddingUnavailable.Remedy;
import dev.footnote.fixtures.OpenAiEndpoint;
import dev.footnote.fixtures.OpenAiEndpoint.Fault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiEmbedderTest {

  private static final String KEY = "sk-very-secret";
  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final Duration IMPATIENT = Duration.ofMillis(300);

  private final OpenAiEndpoint endpoint = OpenAiEndpoint.start();

  @AfterEach
  void stop() {
    endpoint.close();
  }

  private Embedder embedder(Duration timeout, int retries) {
    return new OpenAiEmbedder(
        new OpenAiEmbedder.Settings(
            URI.create(endpoint.baseUrl() + "/embeddings"),
            "test-model",
            8,
            false,
            KEY,
            new Prefixes("query: ", "passage: "),
            510,
            64,
            timeout,
            timeout,
            new Retry(retries, Duration.ofMillis(1), timeout),
            5,
            Duration.ofSeconds(30)),
        new SimpleMeterRegistry());
  }

  private EmbeddingUnavailable failure(Duration timeout, int retries) {
    try (Embedder embedder = embedder(timeout, retries)) {
      EmbeddingUnavailable failure =
          catchThrowableOfType(
              EmbeddingUnavailable.class, () -> embedder.embedPassages(List.of("text")));
      assertThat(failure).isNotNull().hasMessageNotContaining(KEY);
      return failure;
    }
  }

  @Test
  void passagesComeBackInOrderWithUnitLengthInBatches() {
    List<String> texts = IntStream.range(0, 150).mapToObj(i -> "text number " + i).toList();
    try (Embedder embedder = embedder(PATIENT, 0)) {
      List<float[]> vectors = embedder.embedPassages(texts);
      assertThat(vectors).hasSize(150);
      for (int i = 0; i < texts.size(); i++) {
        float[] expected = UnitVector.of(OpenAiEndpoint.vector("passage: " + texts.get(i), 8));
        assertThat(vectors.get(i)).containsExactly(expected, within(1e-6f));
      }
      assertThat(embedder.passagesEmbedded()).isEqualTo(150);
    }
    assertThat(endpoint.requests())
        .extracting(request -> request.body().path("input").size())
        .containsExactly(64, 64, 22);
  }

  @Test
  void aRequestIsWhatTheProtocolAsksFor() {
    try (Embedder embedder = embedder(PATIENT, 0)) {
      embedder.embedQuery("who?");
    }
    OpenAiEndpoint.Request request = endpoint.requests().getFirst();
    assertThat(request.path()).isEqualTo("/v1/embeddings");
    assertThat(request.headers().getFirst("Authorization")).isEqualTo("Bearer " + KEY);
    assertThat(request.body())
        .hasToString(
            "{\"model\":\"test-model\",\"encoding_format\":\"float\",\"input\":[\"query: who?\"]}");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 413, 301})
  void aRefusalThatWillNotPassIsNotRepeated(int status) {
    endpoint.failNext(new Fault.Status(status, "Wrong key " + KEY, ""));
    assertThat(failure(PATIENT, 3))
        .hasMessageContaining("status " + status + ": Wrong key [key removed]")
        .extracting(EmbeddingUnavailable::remedy)
        .isEqualTo(Remedy.FIX_CONFIGURATION);
    assertThat(endpoint.requests()).hasSize(1);
  }

  static Stream<Fault> passingFaults() {
    return Stream.of(
        new Fault.Status(429, "slow down", "0"),
        new Fault.Status(500),
        new Fault.Status(503),
        new Fault.CutOff(),
        new Fault.Body("<html>Bad gateway</html>"),
        new Fault.Body("{\"data\": ["),
        new Fault.Body("{\"data\": []}"),
        new Fault.Body(answer("[0,0,0,0,0,0,0,0]")),
        new Fault.Body(answer("[1,2,3,4,5,6,7,null]")),
        new Fault.Body(answer("[1,2,3,4,5,6,7,\"NaN\"]")),
        new Fault.Body(answer("[1,2,3,4,5,6,7,1e999]")),
        new Fault.Body(answer("[1,2,3,4,5,6,7,8]").replace("\"index\":0", "\"index\":7")),
        new Fault.Body(answer("[1,2,3,4,5,6,7,8]") + " ".repeat(2_000_000)));
  }

  private static String answer(String vector) {
    return "{\"data\":[{\"index\":0,\"embedding\":" + vector + "}]}";
  }

  @ParameterizedTest
  @MethodSource("passingFaults")
  void aFaultThatMayPassIsRepeatedUntilItDoes(Fault fault) {
    endpoint.failNext(fault, fault, fault);
    try (Embedder embedder = embedder(PATIENT, 3)) {
      assertThat(embedder.embedPassages(List.of("text"))).hasSize(1);
      assertThat(embedder.passagesEmbedded()).isEqualTo(4);
    }
    assertThat(endpoint.requests()).hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("passingFaults")
  void aFaultThatDoesNotPassFailsTheCallAsTransient(Fault fault) {
    endpoint.failNext(fault, fault);
    assertThat(failure(PATIENT, 1).isTransient()).isTrue();
    assertThat(endpoint.requests()).hasSize(2);
  }

  @Test
  void aVectorThatIsNumberedTwiceIsNotTaken() {
    String vector = "{\"index\":0,\"embedding\":[1,2,3,4,5,6,7,8]}";
    endpoint.failNext(new Fault.Body("{\"data\":[" + vector + "," + vector + "]}"));
    try (Embedder embedder = embedder(PATIENT, 1)) {
      assertThat(embedder.embedPassages(List.of("one", "two"))).doesNotHaveDuplicates();
    }
    assertThat(endpoint.requests()).hasSize(2);
  }

  @Test
  void vectorsOfAnotherLengthAreAWrongConfiguration() {
    endpoint.failNext(new Fault.WrongDimension());
    assertThat(failure(PATIENT, 3))
        .hasMessageContaining("9 numbers, but footnote.embedding.dimensions is 8")
        .extracting(EmbeddingUnavailable::remedy)
        .isEqualTo(Remedy.FIX_CONFIGURATION);
    assertThat(endpoint.requests()).hasSize(1);
  }

  @Test
  void anEndpointThatHangsIsGivenUp() {
    endpoint.failNext(new Fault.Hang());
    assertThat(failure(IMPATIENT, 0))
        .hasMessageContaining("footnote.embedding.timeout")
        .extracting(EmbeddingUnavailable::isTransient)
        .isEqualTo(true);
  }

  @Test
  void anEndpointThatIsMerelySlowIsAwaited() {
    endpoint.failNext(new Fault.Slow(Duration.ofMillis(300)));
    try (Embedder embedder = embedder(PATIENT, 0)) {
      assertThat(embedder.embedQuery("who?")).hasSize(8);
    }
  }

  @Test
  void anEndpointThatIsNotThereIsTransient() {
    endpoint.close();
    assertThat(failure(PATIENT, 1).isTransient()).isTrue();
  }

  @Test
  void aLongerPauseThanTheTimeoutIsLeftToTheCaller() {
    endpoint.failNext(new Fault.Status(429, "quota", "3600"));
    assertThat(failure(PATIENT, 3)).hasMessageContaining("in 3600 s");
    assertThat(endpoint.requests()).hasSize(1);
  }

  @Test
  void anEndpointThatKeepsFailingIsLeftAlone() {
    Fault[] broken = new Fault[20];
    java.util.Arrays.fill(broken, new Fault.Status(500));
    endpoint.failNext(broken);
    try (Embedder embedder = embedder(PATIENT, 10)) {
      for (int i = 0; i < 3; i++) {
        EmbeddingUnavailable failure =
            catchThrowableOfType(
                EmbeddingUnavailable.class, () -> embedder.embedPassages(List.of("text")));
        assertThat(failure.isTransient()).isTrue();
        assertThat(failure).hasMessageContaining("left alone");
      }
      assertThat(embedder.isLeftAlone()).isTrue();
      assertThat(endpoint.requests()).hasSize(5);
    }
  }

  @Test
  void anInterruptedCallerStopsAtOnce() throws InterruptedException {
    endpoint.failNext(new Fault.Hang());
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    try (Embedder embedder = embedder(PATIENT, 3)) {
      Thread caller =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      embedder.embedQuery("who?");
                    } catch (RuntimeException e) {
                      thrown.set(e);
                    }
                  });
      Awaitility.await().until(() -> endpoint.requests().size() == 1);
      caller.interrupt();
      caller.join();
    }
    assertThat(thrown.get())
        .isInstanceOfSatisfying(
            EmbeddingUnavailable.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.STOP));
    assertThat(endpoint.requests()).hasSize(1);
  }
}
