package dev.footnote.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footnote.rerank.RerankUnavailable.Remedy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** With networks written by hand: no real cross-encoder was at hand. */
class OnnxRerankerTest {
  private static final String QUESTION = "how many days of leave";
  private static final List<String> PASSAGES =
      List.of("the pump", "28 days", "leave: days of leave", "zanzibar");

  @TempDir Path folder;
  private Path network;
  private Path tokenizer;

  @BeforeEach
  void write() {
    network = TinyCrossEncoder.write(folder.resolve("tiny.onnx"), TinyCrossEncoder.withTypes());
    tokenizer =
        TinyCrossEncoder.write(folder.resolve("tokenizer.json"), TinyCrossEncoder.tokenizer());
  }

  private OnnxReranker load(int tokensMax, Duration timeout) {
    return OnnxReranker.load(
        new OnnxReranker.Settings(network, tokenizer, Optional.empty(), tokensMax, timeout));
  }

  private OnnxReranker load() {
    return load(512, Duration.ofSeconds(30));
  }

  @Test
  void questionAndPassageAreReadTogetherAndEachAsWhatItIs() {
    try (Reranker reranker = load()) {
      assertThat(reranker.score(QUESTION, PASSAGES)).containsExactly(0.0, 1.0, 4.0, 0.0);
      // The words that a passage repeats are the same; those that it shares are not.
      assertThat(reranker.score("leave leave pump", List.of("pump", "leave")))
          .containsExactly(1.0, 2.0);
    }
  }

  @Test
  void aNetworkThatIsNotToldTheTypesIsFedWithoutThem() {
    TinyCrossEncoder.write(network, TinyCrossEncoder.withoutTypes());
    try (Reranker reranker = load()) {
      // Each word is equal to itself, and both to each other.
      assertThat(reranker.score("pump", List.of("water", "pump"))).containsExactly(2.0, 4.0);
    }
  }

  @Test
  void aPairThatIsTooLongIsCutWhereItIsLonger() {
    try (Reranker reranker = load(16, Duration.ofSeconds(30))) {
      String longPassage = "water ".repeat(600) + "leave";
      String longQuestion = "leave ".repeat(600);
      assertThat(reranker.score("leave", List.of(longPassage, "water leave")))
          .containsExactly(0.0, 1.0);
      // 16 tokens without [CLS], two [SEP] and the passage's one leave 12 of the question.
      assertThat(reranker.score(longQuestion, List.of("leave"))).containsExactly(12.0);
    }
  }

  @Test
  void theModelIsCalledByItsFileAndWhatTheFileHolds() {
    String before;
    try (Reranker reranker = load()) {
      before = reranker.model();
      assertThat(before).matches("tiny\\.onnx\\+[0-9a-f]{8}");
    }
    TinyCrossEncoder.write(network, TinyCrossEncoder.withoutTypes());
    try (Reranker reranker = load()) {
      assertThat(reranker.model()).isNotEqualTo(before);
    }
  }

  @Test
  void manyQuestionsAtOnceGetTheirOwnScores() throws Exception {
    try (Reranker reranker = load();
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<Callable<List<Double>>>();
      for (int i = 0; i < 100; i++) {
        String word = TinyCrossEncoder.WORDS.get(i % TinyCrossEncoder.WORDS.size());
        calls.add(() -> reranker.score(word, TinyCrossEncoder.WORDS));
      }
      List<Future<List<Double>>> scores = callers.invokeAll(calls);
      for (int i = 0; i < scores.size(); i++) {
        var expected = new ArrayList<>(Collections.nCopies(TinyCrossEncoder.WORDS.size(), 0.0));
        expected.set(i % expected.size(), 1.0);
        assertThat(scores.get(i).get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void whatIsNotReadInTimeIsGivenUpAsAWhole() {
    try (Reranker reranker = load(512, Duration.ofNanos(1))) {
      RerankUnavailable late =
          catchThrowableOfType(
              RerankUnavailable.class,
              () -> reranker.score(QUESTION, Collections.nCopies(100, "water ".repeat(600))));
      assertThat(late)
          .hasMessageContaining("of 100 passages")
          .hasMessageContaining("footnote.rerank.top");
      assertThat(late.remedy()).isEqualTo(Remedy.RETRY_LATER);
    }
  }

  @Test
  void whoAsksAfterTheEndIsToldSo() {
    Reranker reranker = load();
    reranker.close();
    reranker.close();
    assertThatThrownBy(() -> reranker.score(QUESTION, PASSAGES))
        .isInstanceOf(RuntimeException.class);
  }

  static List<Arguments> misfits() {
    return List.of(
        Arguments.of(TinyCrossEncoder.wantingImages(), "[input_ids, pixel_values]"),
        Arguments.of(TinyCrossEncoder.wantingSmallNumbers(), "takes input_ids as something else"),
        Arguments.of(TinyCrossEncoder.givingTwoThings(), "[last_hidden_state, pooler_output]"),
        Arguments.of(TinyCrossEncoder.givingNumbersOfTokens(), "gives logits as something else"),
        Arguments.of(TinyCrossEncoder.scoreForEachToken(), "numbers for a pair"),
        Arguments.of(TinyCrossEncoder.withoutNumber(), "no finite number"),
        Arguments.of(new byte[] {1, 2, 3}, "can't be loaded"),
        Arguments.of(new byte[0], "can't be loaded"));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void aNetworkThatIsNoCrossEncoderStopsTheStart(byte[] misfit, String reason) {
    TinyCrossEncoder.write(network, misfit);
    assertThatThrownBy(this::load)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("footnote.rerank.onnx-model")
        .hasMessageContaining(network.toString())
        .hasMessageContaining(reason);
  }

  @Test
  void aFileThatIsNoTokenizerStopsTheStart() {
    for (String text : List.of("", "{}", "<html>", "{\"model\": {\"type\": \"Unheard\"}}")) {
      TinyCrossEncoder.write(tokenizer, text);
      assertThatThrownBy(this::load)
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("footnote.rerank.onnx-tokenizer")
          .hasMessageContaining(tokenizer.toString());
    }
  }

  @Test
  void filesThatAreNotThereStopTheStart() throws Exception {
    Map<String, String> files =
        Map.of("onnx-model", network.toString(), "onnx-tokenizer", tokenizer.toString());
    try (Reranker reranker =
        new RerankSettings(RerankConfigTest.config(files)).create().orElseThrow()) {
      assertThat(reranker.score(QUESTION, PASSAGES)).hasSize(4);
    }
    refused(Map.of("onnx-model", network.toString()), "onnx-tokenizer", "is missing");
    Files.delete(network);
    refused(files, "onnx-model", network + ", which does not exist");
    Files.createDirectory(network);
    refused(files, "onnx-model", network + ", which is no file");
  }

  private static void refused(Map<String, String> files, String setting, String reason) {
    assertThatThrownBy(() -> new RerankSettings(RerankConfigTest.config(files)).create())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("footnote.rerank." + setting)
        .hasMessageContaining(reason);
  }
}
