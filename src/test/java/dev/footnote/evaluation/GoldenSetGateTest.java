package dev.footnote.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footnote.document.GenerationState;
import dev.footnote.document.GenerationState.Activation;
import dev.footnote.evaluation.EvaluationRun.State;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.OpenAiEndpoint;
import dev.footnote.fixtures.SeveralModels;
import dev.footnote.index.GenerationRefused;
import dev.footnote.index.Generations;
import dev.footnote.index.SwitchGate.Condition;
import dev.footnote.search.SearchFilter;
import dev.footnote.search.SearchPassages;
import dev.footnote.search.SearchQuery;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@TestProfile(SeveralModels.class)
class GoldenSetGateTest {
  /** In other words than the documents': found by a model that knows what words mean, or not. */
  private static final String PARAPHRASES =
      """
      {"id": "1", "question": "Can my puppy sit in the saloon?", "relevant": [{"doc": "dogs"}]}
      {"id": "2", "question": "price for carrying my two-wheeler", "relevant": [{"doc": "bicycles"}]}
      {"id": "3", "question": "food and drink aboard", "relevant": [{"doc": "meals"}]}
      {"id": "4", "question": "cancelled sailing due to storm", "relevant": [{"doc": "weather"}]}
      {"id": "5", "question": "machine maintenance lubricant interval", "relevant": [{"doc": "engine"}]}
      """;

  private static OpenAiEndpoint endpoint;

  @Inject GoldenSets sets;
  @Inject Evaluations evaluations;
  @Inject Generations generations;
  @Inject SearchPassages search;

  @BeforeAll
  static void startEndpoint() {
    endpoint = SeveralModels.startEndpoint();
  }

  @AfterAll
  static void stopEndpoint() {
    endpoint.close();
    SeveralModels.deleteCollections();
  }

  @Test
  void aGenerationThatIsNotWorseBecomesLiveByItself(@TempDir Path folder) {
    try (var corpus = SmallCorpus.in(folder)) {
      UUID set = importSet(corpus);
      GenerationState rebuilt =
          await(corpus, start(corpus, "prefixed", new Condition(set, 1)), GenerationState::live);
      assertThat(rebuilt.problem()).isNull();
      List<EvaluationRun> runs = evaluations.newest(corpus.scope().tenantId(), set, 10);
      assertThat(runs).hasSize(2);
      assertThat(runs)
          .extracting(run -> Objects.requireNonNull(run.measured()).generationId())
          .doesNotHaveDuplicates()
          .contains(rebuilt.generation().id());
      assertThat(runs).allSatisfy(run -> assertThat(run.state()).isEqualTo(State.COMPLETED));
    }
  }

  @Test
  void aWorseGenerationStaysCompleteAndSaysWhyAndCanBeActivatedAllTheSame(@TempDir Path folder) {
    try (var corpus = SmallCorpus.in(folder)) {
      int tenant = corpus.scope().tenantId();
      UUID set = importSet(corpus);
      // Its vectors mean nothing.
      int id = start(corpus, "remote", new Condition(set, 0.01));
      GenerationState rebuilt = await(corpus, id, state -> state.problem() != null);
      assertThat(rebuilt.state()).isEqualTo(GenerationState.State.COMPLETE);
      assertThat(rebuilt.live()).isFalse();
      assertThat(rebuilt.activation()).isEqualTo(Activation.MANUAL);
      assertThat(rebuilt.problem()).contains("nDCG@10 on 'gate'").contains("worse by more than");

      GenerationState activated = generations.activate(tenant, id).orElseThrow();
      assertThat(activated.live()).isTrue();
      assertThat(activated.problem()).isNull();
    }
  }

  @Test
  void whereTheGoldenSetIsGoneNothingIsSwitched(@TempDir Path folder) {
    try (var corpus = SmallCorpus.in(folder)) {
      UUID set = importSet(corpus);
      endpoint.close();
      int id = start(corpus, "remote", new Condition(set, 1));
      sets.delete(corpus.scope().tenantId(), set);
      endpoint = SeveralModels.startEndpoint();
      GenerationState rebuilt =
          await(
              corpus,
              id,
              state -> state.state() == GenerationState.State.COMPLETE && state.problem() != null);
      assertThat(rebuilt.live()).isFalse();
      assertThat(rebuilt.problem()).contains("was deleted");
    }
  }

  @Test
  void aGoldenSetOfAnotherCollectionIsNoGate(@TempDir Path folder, @TempDir Path elsewhere) {
    try (var corpus = SmallCorpus.in(folder);
        var other = SmallCorpus.in(elsewhere)) {
      UUID set = importSet(other);
      assertThatThrownBy(() -> start(corpus, "prefixed", new Condition(set, 0.01)))
          .isInstanceOf(GenerationRefused.class)
          .hasMessageContaining("no golden set");
      assertThat(generations.newest(corpus.scope().tenantId(), corpus.name(), 10))
          .as("nothing was started")
          .hasSize(1);
    }
  }

  @Test
  void aSearchOfOneGenerationFindsWithThatOne(@TempDir Path folder) {
    try (var corpus = SmallCorpus.in(folder)) {
      int live =
          generations
              .newest(corpus.scope().tenantId(), corpus.name(), 1)
              .getFirst()
              .generation()
              .id();
      int other = start(corpus, "remote", null);
      await(corpus, other, state -> state.state() == GenerationState.State.COMPLETE);
      var byOther = search.search(query(corpus, other));
      assertThat(byOther.generationId()).isEqualTo(other);
      assertThat(byOther.embeddingModel()).isEqualTo("remote-model");
      assertThat(byOther.hits()).isNotEmpty();
      assertThat(search.search(query(corpus, null)).generationId()).isEqualTo(live);
      assertThatThrownBy(() -> search.search(query(corpus, 999_999_999)))
          .hasMessageContaining("is not complete");
    }
  }

  private static SearchQuery query(FolderCollection corpus, @Nullable Integer generation) {
    return new SearchQuery(
        corpus.scope().tenantId(),
        corpus.name(),
        "Where do dogs travel?",
        5,
        SearchFilter.NONE,
        generation);
  }

  private UUID importSet(FolderCollection corpus) {
    return sets.importLines(corpus.scope().tenantId(), corpus.name(), "gate", PARAPHRASES, "test")
        .set()
        .id();
  }

  private int start(FolderCollection corpus, String model, @Nullable Condition condition) {
    return generations
        .start(
            corpus.scope().tenantId(),
            corpus.name(),
            model,
            100,
            condition == null ? Activation.MANUAL : Activation.WHEN_COMPLETE,
            condition,
            "test")
        .generation()
        .id();
  }

  private GenerationState await(
      FolderCollection corpus, int id, Predicate<GenerationState> reached) {
    int tenant = corpus.scope().tenantId();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> reached.test(generations.find(tenant, id).orElseThrow()));
    return generations.find(tenant, id).orElseThrow();
  }
}
