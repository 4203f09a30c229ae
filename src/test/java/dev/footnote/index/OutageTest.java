package dev.footnote.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footnote.document.GenerationState.Activation;
import dev.footnote.document.GenerationState.State;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.OpenAiEndpoint;
import dev.footnote.fixtures.OpenAiEndpoint.Fault;
import dev.footnote.fixtures.SeveralModels;
import dev.footnote.search.Absence;
import dev.footnote.search.Degradation;
import dev.footnote.search.SearchFilter;
import dev.footnote.search.SearchPassages;
import dev.footnote.search.SearchQuery;
import dev.footnote.search.SearchResult;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** While an embedding endpoint fails, what was indexed is found by its words, and edits wait. */
@QuarkusTest
@TestProfile(SeveralModels.class)
class OutageTest {
  private static OpenAiEndpoint endpoint;

  @Inject Generations generations;
  @Inject ResumeAfterOutage resume;
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

  static List<Fault> faults() {
    return List.of(
        new Fault.Status(500),
        new Fault.Status(401, "wrong key", ""),
        new Fault.WrongDimension(),
        new Fault.Body("not JSON"),
        new Fault.CutOff());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void oldTextIsFoundByItsWordsAndTheEditIsAnsweredFromAfterwards(
      Fault fault, @TempDir Path folder) {
    FolderCollection.put(folder.resolve("pump.md"), "# Pump\n\nThe pump holds four litres.\n");
    try (var collection = FolderCollection.apart(folder)) {
      liveWithRemoteModel(collection);
      endpoint.failNext(Collections.nCopies(100, fault).toArray(Fault[]::new));
      FolderCollection.put(folder.resolve("pump.md"), "# Pump\n\nThe pump holds five litres.\n");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(String.valueOf(collection.document("pump.md")))
                      .contains("embedding-unavailable"));

      SearchResult without = ask(collection);
      assertThat(without.hits()).singleElement().extracting("text").asString().contains("four");
      assertThat(without.degraded()).extracting(Degradation::part).containsOnly("embedding-model");
      assertThat(without.signals().bestDense()).isNull();
      assertThat(without.hits()).allMatch(hit -> hit.scores().denseRank() == null);
      assertThat(search.explain(query(collection, "xylophone"), "pump.md").absence())
          .isInstanceOf(Absence.NothingInCommon.class);

      endpoint.answerAgain();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                resume.check();
                assertThat(collection.currentTexts("pump.md"))
                    .singleElement()
                    .asString()
                    .contains("five");
              });
      assertThat(ask(collection).degraded()).isEmpty();
      assertThat(ask(collection).signals().bestDense()).isNotNull();
    }
  }

  @Test
  void aQuestionWaitsForAnEndpointThatHangsForAShortTimeOnly(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("pump.md"), "# Pump\n\nThe pump holds four litres.\n");
    try (var collection = FolderCollection.apart(folder)) {
      liveWithRemoteModel(collection);
      endpoint.failNext(new Fault.Hang());
      SearchResult found = ask(collection);
      assertThat(found.hits()).hasSize(1);
      assertThat(found.degraded()).hasSize(1);
    }
  }

  private void liveWithRemoteModel(FolderCollection collection) {
    int tenant = collection.scope().tenantId();
    int id =
        generations
            .start(tenant, collection.name(), "remote", 100, Activation.WHEN_COMPLETE, "test")
            .generation()
            .id();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> generations.find(tenant, id).orElseThrow().state() == State.COMPLETE);
  }

  private SearchResult ask(FolderCollection collection) {
    return search.search(query(collection, "How many litres does the pump hold?"));
  }

  private static SearchQuery query(FolderCollection collection, String question) {
    return new SearchQuery(
        collection.scope().tenantId(), collection.name(), question, 10, SearchFilter.NONE);
  }
}
