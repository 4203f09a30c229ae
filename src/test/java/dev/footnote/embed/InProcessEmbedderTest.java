package dev.footnote.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.footnote.embed.EmbeddingUnavailable.Remedy;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InProcessEmbedderTest {

  private static final Prefixes PREFIXES = new Prefixes(BgeSmall.QUERY_PREFIX, "");

  private static final List<String> SENTENCES =
      List.of(
          "Employees may carry over five days of unpaid leave into the next year.",
          "The pump must be drained before the filter is changed.",
          "Résumés, naïve cafés and Zürich keep their meaning without accents.",
          "Error code E-42: the inlet pressure fell below 1.5 bar (see section 7.3).",
          "emoji \uD83D\uDE00, half an emoji \uD83D, a NUL \0 and 漢字");

  private static Embedder embedder;

  @BeforeAll
  static void start() {
    embedder = EmbedderProvider.inProcess();
  }

  @AfterAll
  static void stop() {
    embedder.close();
  }

  private static Embedder withMeters(MeterRegistry registry) {
    return new InProcessEmbedder(
        new InProcessEmbedder.Settings(PREFIXES, 510, 2, Duration.ofSeconds(30)), registry);
  }

  private static List<String> texts(int count, Random random) {
    return IntStream.range(0, count)
        .mapToObj(i -> "No. " + i + ". " + words(5 + random.nextInt(60), random))
        .toList();
  }

  private static String words(int count, Random random) {
    List<String> words =
        List.of("leave", "policy", "valve", "Tuesday", "refund", "12", "the", "of");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(words.get(random.nextInt(words.size()))).append(' ');
    }
    return text.toString();
  }

  @Test
  void vectorsEqualThoseOfLangChain4jsOwnClass() {
    BgeSmallEnV15QuantizedEmbeddingModel reference = new BgeSmallEnV15QuantizedEmbeddingModel();
    for (String text : SENTENCES.subList(0, 4)) {
      assertThat(
              cosine(
                  embedder.embedPassages(List.of(text)).getFirst(),
                  reference.embed(text).content().vector()))
          .as(text)
          .isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void vectorsHaveTheAnnouncedLengthAndUnitNorm() {
    for (float[] vector : embedder.embedPassages(SENTENCES)) {
      assertThat(vector).hasSize(embedder.id().dimensions());
      assertThat(dot(vector, vector)).isCloseTo(1, within(1e-6));
    }
    assertThat(embedder.id()).hasToString("bge-small-en-v1.5-q/384");
  }

  @Test
  void aQuestionIsNearestToThePassageThatAnswersIt() {
    float[] question = embedder.embedQuery("How many holidays can I take over to next year?");
    List<float[]> passages = embedder.embedPassages(SENTENCES);
    double answer = cosine(question, passages.getFirst());
    assertThat(passages.subList(1, passages.size()))
        .allSatisfy(other -> assertThat(cosine(question, other)).isLessThan(answer));
  }

  @Test
  void aQuestionIsReadWithTheModelsPrefix() {
    String question = "Who pays for training?";
    assertThat(embedder.embedQuery(question))
        .containsExactly(
            embedder.embedPassages(List.of(BgeSmall.QUERY_PREFIX + question)).getFirst());
  }

  @Test
  void aVectorIsTheSameToTheBitWhateverElseIsEmbeddedAtTheSameTime() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<String> texts = texts(50, random);
    List<float[]> alone =
        texts.stream().map(text -> embedder.embedPassages(List.of(text)).getFirst()).toList();
    try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
      List<Callable<Void>> calls = new ArrayList<>();
      for (int caller = 0; caller < 4; caller++) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, texts.size()).boxed().toList());
        Collections.shuffle(order, random);
        calls.add(
            () -> {
              List<float[]> together =
                  embedder.embedPassages(order.stream().map(texts::get).toList());
              for (int i = 0; i < order.size(); i++) {
                assertThat(together.get(i)).containsExactly(alone.get(order.get(i)));
              }
              return null;
            });
      }
      for (Future<Void> call : callers.invokeAll(calls)) {
        call.get();
      }
    }
  }

  @Test
  void tokensAreCountedWithoutTheModelsOwnAndWithoutCutting() {
    assertThat(embedder.countTokens("")).isZero();
    assertThat(embedder.countTokens("hello world")).isEqualTo(2);
    assertThat(embedder.countTokens("word ".repeat(20_000))).isEqualTo(20_000);
  }

  @Test
  void theLongestTextIsReadWholeAndALongerOneIsRefused() {
    String longest = "word ".repeat(embedder.tokensMax() - 1);
    assertThat(embedder.tokensMax()).isEqualTo(510);
    List<float[]> ends = embedder.embedPassages(List.of(longest + "apple", longest + "pump"));
    assertThat(ends.get(0)).isNotEqualTo(ends.get(1));
    assertThatThrownBy(() -> embedder.embedPassages(List.of("fine", longest + "one two")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Passage 2 of 2 has 511 tokens")
        .hasMessageContaining("at most 510");
    assertThatThrownBy(() -> embedder.embedQuery("word ".repeat(505)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The question has 505 tokens");
  }

  @Test
  void aRefusedTextKeepsTheModelFromBeingAsked() {
    long before = embedder.passagesEmbedded();
    assertThatThrownBy(() -> embedder.embedPassages(List.of("fine", " \n ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Passage 2 of 2 holds no text");
    assertThat(embedder.embedPassages(List.of())).isEmpty();
    assertThat(embedder.passagesEmbedded()).isEqualTo(before);
  }

  @Test
  void countsWhatTheModelWasAsked() {
    MeterRegistry registry = new SimpleMeterRegistry();
    try (Embedder counted = withMeters(registry)) {
      assertThat(counted.passagesEmbedded()).isZero();
      counted.embedPassages(SENTENCES);
      counted.embedQuery("one?");
      assertThat(counted.passagesEmbedded()).isEqualTo(5);
    }
    assertThat(registry.get("footnote.embedding.passages").counter().count()).isEqualTo(5);
    assertThat(registry.get("footnote.embedding.seconds").tag("kind", "passage").timer().count())
        .isEqualTo(5);
    assertThat(registry.get("footnote.embedding.seconds").tag("kind", "query").timer().count())
        .isEqualTo(1);
    assertThat(registry.get("footnote.embedding.tokens").counter().count()).isGreaterThan(80);
  }

  @Test
  void aQuestionDoesNotWaitForPassages() throws Exception {
    List<String> book = texts(400, new Random(1));
    try (Embedder busy = withMeters(new SimpleMeterRegistry());
        ExecutorService caller = Executors.newSingleThreadExecutor()) {
      Future<List<float[]>> ingest = caller.submit(() -> busy.embedPassages(book));
      Awaitility.await().until(() -> busy.passagesEmbedded() > 0);
      busy.embedQuery("What is the refund policy?");
      assertThat(busy.passagesEmbedded()).isLessThan(book.size());
      assertThat(ingest.isDone()).isFalse();
      // Nor does one changed paragraph.
      busy.embedPassages(List.of("A changed paragraph."));
      assertThat(ingest.isDone()).isFalse();
      assertThat(ingest.get()).hasSize(400);
    }
  }

  @Test
  void anInterruptedCallerStopsAndLeavesTheRestUnasked() throws Exception {
    List<String> book = texts(400, new Random(2));
    try (Embedder interrupted = withMeters(new SimpleMeterRegistry())) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      AtomicReference<Boolean> flag = new AtomicReference<>();
      Thread caller =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      interrupted.embedPassages(book);
                    } catch (RuntimeException e) {
                      thrown.set(e);
                      flag.set(Thread.currentThread().isInterrupted());
                    }
                  });
      Awaitility.await().until(() -> interrupted.passagesEmbedded() > 0);
      caller.interrupt();
      caller.join();
      assertThat(thrown.get())
          .isInstanceOfSatisfying(
              EmbeddingUnavailable.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.STOP));
      assertThat(flag.get()).isTrue();
      long asked = interrupted.passagesEmbedded();
      for (int i = 0; i < 10; i++) {
        interrupted.embedPassages(List.of("next"));
      }
      // Each worker may have been about to read one more of the interrupted call's passages.
      assertThat(interrupted.passagesEmbedded()).isBetween(asked + 10, asked + 10 + 2);
    }
  }

  @Test
  void closingWaitsForRunningCallsAndRefusesLaterOnes() throws Exception {
    Embedder closing = withMeters(new SimpleMeterRegistry());
    try (ExecutorService caller = Executors.newSingleThreadExecutor()) {
      Future<List<float[]>> running =
          caller.submit(() -> closing.embedPassages(texts(400, new Random(3))));
      Awaitility.await().until(() -> closing.passagesEmbedded() > 0);
      closing.close();
      closing.close();
      assertThatThrownBy(running::get).hasCauseInstanceOf(IllegalStateException.class);
    }
    assertThatThrownBy(() -> closing.embedQuery("late?"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> closing.embedPassages(List.of("late")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aPassagePrefixMakesAnotherModelIdentityAndTakesRoom() {
    InProcessEmbedder.Settings settings =
        new InProcessEmbedder.Settings(
            new Prefixes("", "passage: "), 510, 1, Duration.ofSeconds(30));
    try (Embedder prefixed = new InProcessEmbedder(settings, new SimpleMeterRegistry())) {
      assertThat(prefixed.id().name()).matches("bge-small-en-v1\\.5-q\\+[0-9a-f]{8}");
      assertThat(prefixed.tokensMax()).isEqualTo(508);
      assertThat(prefixed.embedPassages(List.of("word ".repeat(508)))).hasSize(1);
      assertThat(prefixed.embedPassages(List.of("pump")).getFirst())
          .containsExactly(embedder.embedPassages(List.of("passage: pump")).getFirst());
    }
  }

  private static double cosine(float[] a, float[] b) {
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
