package dev.footnote.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.footnote.document.GenerationKey;
import dev.footnote.document.GenerationRepository;
import dev.footnote.document.GenerationSettings;
import dev.footnote.document.GenerationState;
import dev.footnote.document.GenerationState.Activation;
import dev.footnote.document.GenerationState.State;
import dev.footnote.embed.Embedders;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.FolderHistory;
import dev.footnote.fixtures.OpenAiEndpoint;
import dev.footnote.fixtures.OpenAiEndpoint.Fault;
import dev.footnote.fixtures.Prose;
import dev.footnote.fixtures.SeveralModels;
import dev.footnote.jobs.GenerationTask;
import dev.footnote.search.SearchFilter;
import dev.footnote.search.SearchPassages;
import dev.footnote.search.SearchQuery;
import dev.footnote.search.SearchResult;
import dev.footnote.store.Database;
import dev.footnote.text.ChunkerSettings;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another generation is filled beside the live one, becomes live whole, and can be put back. */
@QuarkusTest
@TestProfile(SeveralModels.class)
class RebuildTest {
  private static final BooleanSupplier TO_THE_END = () -> false;

  private static OpenAiEndpoint endpoint;

  @Inject Database database;
  @Inject Generations generations;
  @Inject GenerationRepository repository;
  @Inject FillGeneration fillGeneration;
  @Inject TendGenerations tend;
  @Inject Embedders embedders;
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

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {7, 20261121})
  void aRebuildBesideEditsEqualsAnIndexMadeThatWayFromScratch(long seed, @TempDir Path folder)
      throws Exception {
    Path root = Files.createDirectory(folder.resolve("docs"));
    var history = new FolderHistory(root);
    List<Long> steps = FolderHistory.steps(seed, 30);
    try (var edited = FolderCollection.apart(root)) {
      life(history, edited, steps.subList(0, 12));
      int rebuilt = start(edited, "prefixed", 100, Activation.WHEN_COMPLETE);
      life(history, edited, steps.subList(12, 24));
      awaitLive(edited, rebuilt);
      life(history, edited, steps.subList(24, 30));

      Path empty = Files.createDirectory(folder.resolve("scratch"));
      try (var scratch = FolderCollection.apart(empty)) {
        awaitLive(scratch, start(scratch, "prefixed", 100, Activation.WHEN_COMPLETE));
        copy(root, empty);
        scratch.settle();
        assertThat(liveChunks(edited))
            .as("seed %d, history %s", seed, history)
            .isNotEmpty()
            .containsExactlyElementsOf(liveChunks(scratch));
        assertThat(liveStatistics(edited)).isEqualTo(liveStatistics(scratch));
      }
    }
  }

  @Test
  void questionsSeeTheLiveGenerationAloneUntilTheSwitch(@TempDir Path folder) {
    documents(folder, 4);
    try (var collection = FolderCollection.apart(folder)) {
      int before = live(collection);
      GenerationKey filling = startWithoutTask(collection, "remote", 100);
      stopAfter(filling, 3);
      assertThat(state(filling).pending()).isPositive();
      assertThat(ask(collection).generationId()).isEqualTo(before);
      assertThat(ask(collection).hits()).isNotEmpty();

      assertThat(fillGeneration.fill(filling, TO_THE_END))
          .isInstanceOf(GenerationTask.Next.Done.class);
      assertThat(ask(collection).generationId()).as("complete, not activated").isEqualTo(before);
      generations.activate(collection.scope().tenantId(), filling.id());
      SearchResult after = ask(collection);
      assertThat(after.generationId()).isEqualTo(filling.id());
      assertThat(after.embeddingModel()).isEqualTo("remote-model");
      assertThat(after.hits()).isNotEmpty();
    }
  }

  @Test
  void everyHitBelongsToTheGenerationOfItsResultWhileItIsSwitched(@TempDir Path folder)
      throws Exception {
    documents(folder, 6);
    try (var collection = FolderCollection.apart(folder);
        ExecutorService readers = Executors.newFixedThreadPool(3)) {
      int before = live(collection);
      int other = start(collection, "remote", 100, Activation.MANUAL);
      awaitComplete(collection, other);
      var switching = new AtomicBoolean(true);
      Callable<List<SearchResult>> reader =
          () -> {
            var results = new ArrayList<SearchResult>();
            while (switching.get()) {
              results.add(ask(collection));
            }
            return results;
          };
      List<Future<List<SearchResult>>> read =
          List.of(readers.submit(reader), readers.submit(reader), readers.submit(reader));
      for (int i = 0; i < 40; i++) {
        generations.activate(collection.scope().tenantId(), i % 2 == 0 ? other : before);
        collection.write("changing.md", "# Changing\n\nThis text has number " + i + ".\n");
      }
      switching.set(false);
      Map<Object, Object> generationOf = generationOfChunks(collection);
      var seen = new HashSet<Integer>();
      for (Future<List<SearchResult>> results : read) {
        for (SearchResult result : results.get()) {
          seen.add(result.generationId());
          assertThat(result.hits()).isNotEmpty();
          assertThat(result.hits())
              .allSatisfy(
                  hit ->
                      assertThat(generationOf.get(hit.chunkId())).isEqualTo(result.generationId()));
        }
      }
      assertThat(seen).containsExactlyInAnyOrder(before, other);
    }
  }

  @Test
  void aGenerationThatIsNotCompleteCannotBeActivated(@TempDir Path folder) {
    documents(folder, 3);
    try (var collection = FolderCollection.apart(folder)) {
      int before = live(collection);
      GenerationKey filling = startWithoutTask(collection, "prefixed", 100);
      assertThatThrownBy(() -> generations.activate(collection.scope().tenantId(), filling.id()))
          .isInstanceOf(GenerationRefused.class)
          .hasMessageContaining("3 of 3 documents are missing");
      assertThat(live(collection)).isEqualTo(before);
      generations.cancel(collection.scope().tenantId(), filling.id());
      assertThatThrownBy(() -> generations.activate(collection.scope().tenantId(), filling.id()))
          .isInstanceOf(GenerationRefused.class)
          .hasMessageContaining("has ended");
    }
  }

  @Test
  void thePreviousOneIsPutBackAtOnceWithTheEditsMadeSince(@TempDir Path folder) throws Exception {
    documents(folder, 3);
    try (var collection = FolderCollection.apart(folder)) {
      int before = live(collection);
      int other = start(collection, null, 100, Activation.WHEN_COMPLETE);
      awaitLive(collection, other);
      collection.write("new.md", "# New\n\nThe zeppelin lands on the roof at noon.\n");
      collection.write("doc0.md", "# Short\n\nOnly this is left of it.\n");
      Files.delete(folder.resolve("doc1.md"));
      collection.settle();
      long watermark = watermark(collection);
      long asked = embedders.main().passagesEmbedded();

      generations.activate(collection.scope().tenantId(), before);

      assertThat(live(collection)).isEqualTo(before);
      assertThat(watermark(collection)).isEqualTo(watermark + 1);
      assertThat(embedders.main().passagesEmbedded()).as("nothing to embed").isEqualTo(asked);
      assertThat(collection.currentTexts("new.md")).singleElement().asString().contains("zeppelin");
      assertThat(collection.currentTexts("doc0.md"))
          .singleElement()
          .asString()
          .contains("Only this is left");
      assertThat(collection.currentTexts("doc1.md")).isEmpty();
      try (var scratch = FolderCollection.apart(folder)) {
        assertThat(liveChunks(collection)).containsExactlyElementsOf(liveChunks(scratch));
        assertThat(liveStatistics(collection)).isEqualTo(liveStatistics(scratch));
      }
    }
  }

  @Test
  void aCrashInTheMiddleOfADocumentLosesOneSliceAtMost(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("long.md"), Prose.document(3, 120));
    documents(folder, 4);
    try (var collection = FolderCollection.apart(folder)) {
      var model = embedders.named("prefixed").orElseThrow();
      long start = model.passagesEmbedded();
      GenerationKey filling = startWithoutTask(collection, "prefixed", 100);
      for (int crash = 0; crash < 6; crash++) {
        int checks = 2 + crash % 3;
        assertThatThrownBy(() -> crashAfter(filling, checks)).isInstanceOf(Killed.class);
      }
      assertThat(model.passagesEmbedded()).as("work was done before").isGreaterThan(start + 30);
      fillGeneration.fill(filling, TO_THE_END);
      assertThat(state(filling).state()).isEqualTo(State.COMPLETE);
      assertThat(model.passagesEmbedded() - start)
          .as("each passage was embedded once")
          .isEqualTo(distinctInputs(filling));
    }
  }

  @Test
  void anEditOvertakesTheFill(@TempDir Path folder) {
    overtake(folder, "prefixed", () -> {});
  }

  @Test
  void anEditThatCouldNotReachTheGenerationOvertakesTheFillToo(@TempDir Path folder) {
    overtake(folder, "remote", () -> endpoint.failNext(new Fault.Status(500)));
  }

  /** An edit commits while the fill is in the middle of the version before. */
  private void overtake(Path folder, String model, Runnable beforeEdit) {
    FolderCollection.put(folder.resolve("a.md"), Prose.document(5, 60));
    try (var collection = FolderCollection.apart(folder)) {
      GenerationKey filling = startWithoutTask(collection, model, 100);
      int[] checks = {0};
      fillGeneration.fill(
          filling,
          () -> {
            if (checks[0]++ == 3) {
              beforeEdit.run();
              collection.write("a.md", "# Edited\n\nThe edit came first.\n");
            }
            return false;
          });
      assertThat(checks[0]).isGreaterThan(3);
      assertThat(state(filling).state()).isEqualTo(State.COMPLETE);
      generations.activate(collection.scope().tenantId(), filling.id());
      assertThat(collection.currentTexts("a.md"))
          .singleElement()
          .asString()
          .contains("The edit came first");
    }
  }

  @Test
  void anEditPreparedBeforeAGenerationWasStartedStillReachesIt(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.md"), "# A\n\nThe first text.\n");
    try (var collection = FolderCollection.apart(folder)) {
      int before = live(collection);
      GenerationKey filling = startWithoutTask(collection, "remote", 100);
      fillGeneration.fill(filling, TO_THE_END);
      // The endpoint is slow for this edit; meanwhile yet another generation is started and filled.
      endpoint.failNext(new Fault.Slow(Duration.ofSeconds(2)));
      FolderCollection.put(folder.resolve("a.md"), "# A\n\nThe second text.\n");
      int asked = endpoint.requests().size();
      await().until(() -> endpoint.requests().size() > asked);
      GenerationKey late = startWithoutTask(collection, "prefixed", 100);
      fillGeneration.fill(late, TO_THE_END);
      collection.settle();
      for (int each : List.of(before, filling.id(), late.id())) {
        generations.activate(collection.scope().tenantId(), each);
        assertThat(collection.currentTexts("a.md"))
            .singleElement()
            .asString()
            .contains("The second text");
      }
    }
  }

  @Test
  void aModelThatFailsKeepsNoEditFromTheLiveGeneration(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.md"), "# A\n\nThe first text.\n");
    try (var collection = FolderCollection.apart(folder)) {
      GenerationKey other = startWithoutTask(collection, "remote", 100);
      fillGeneration.fill(other, TO_THE_END);
      assertThat(state(other).state()).isEqualTo(State.COMPLETE);

      endpoint.failNext(new Fault.Status(500, "out of order", ""));
      collection.write("a.md", "# A\n\nThe second text.\n");

      assertThat(collection.currentTexts("a.md"))
          .singleElement()
          .asString()
          .contains("The second text");
      assertThat(state(other).state()).isEqualTo(State.FILLING);
      assertThat(state(other).pending()).isEqualTo(1);
      fillGeneration.fill(other, TO_THE_END);
      generations.activate(collection.scope().tenantId(), other.id());
      assertThat(collection.currentTexts("a.md"))
          .singleElement()
          .asString()
          .contains("The second text");
    }
  }

  @Test
  void anEndedGenerationIsDeletedAndNothingElse(@TempDir Path folder) {
    documents(folder, 4);
    try (var collection = FolderCollection.apart(folder)) {
      int first = live(collection);
      int second = start(collection, null, 100, Activation.WHEN_COMPLETE);
      awaitLive(collection, second);
      GenerationKey cancelled = startWithoutTask(collection, "prefixed", 100);
      stopAfter(cancelled, 2);
      generations.cancel(collection.scope().tenantId(), cancelled.id());
      List<Map<String, Object>> kept = liveChunks(collection);
      tend.delete();
      assertThat(rowsOf(cancelled)).isZero();
      assertThat(rowsOf(new GenerationKey(collection.scope(), first))).isPositive();

      tend.retire(Duration.ofHours(1));
      assertThat(state(new GenerationKey(collection.scope(), first)).state())
          .as("not yet over")
          .isEqualTo(State.COMPLETE);
      tend.retire(Duration.ZERO);
      tend.delete();
      assertThat(state(new GenerationKey(collection.scope(), first)).state())
          .isEqualTo(State.RETIRED);
      assertThat(rowsOf(new GenerationKey(collection.scope(), first))).isZero();
      assertThat(liveChunks(collection)).isEqualTo(kept);
      assertThat(ask(collection).hits()).isNotEmpty();
      assertThatThrownBy(() -> generations.activate(collection.scope().tenantId(), first))
          .isInstanceOf(GenerationRefused.class);
    }
  }

  @Test
  void aDocumentReadBeforeBlocksWereKeptIsReadAgain(@TempDir Path folder) {
    documents(folder, 2);
    try (var collection = FolderCollection.apart(folder)) {
      database.change(
          handle ->
              handle
                  .createUpdate(
                      """
                      UPDATE document_version SET blocks = NULL, parser = '1'
                      WHERE tenant_id = :tenant AND collection_id = :collection
                      """)
                  .bind("tenant", collection.scope().tenantId())
                  .bind("collection", collection.scope().collectionId())
                  .execute());
      GenerationKey filling = startWithoutTask(collection, "prefixed", 100);
      fillGeneration.fill(filling, TO_THE_END);
      collection.settle();
      fillGeneration.fill(filling, TO_THE_END);
      assertThat(state(filling).state()).isEqualTo(State.COMPLETE);
    }
  }

  private static void documents(Path folder, int count) {
    for (int i = 0; i < count; i++) {
      FolderCollection.put(folder.resolve("doc" + i + ".md"), Prose.document(100 + i, 12));
    }
  }

  private int start(
      FolderCollection collection, @Nullable String model, int chunkTokens, Activation activation) {
    return generations
        .start(
            collection.scope().tenantId(),
            collection.name(),
            model,
            chunkTokens,
            activation,
            "test")
        .generation()
        .id();
  }

  /** A generation that only the test itself fills. */
  private GenerationKey startWithoutTask(
      FolderCollection collection, String model, int chunkTokens) {
    var id = embedders.named(model).orElseThrow().id();
    return new GenerationKey(
        collection.scope(),
        database.write(
            handle ->
                repository.add(
                    handle,
                    collection.scope(),
                    new GenerationSettings(
                        id.name(),
                        id.dimensions(),
                        ChunkerSettings.ofTarget(chunkTokens).version(),
                        "1"),
                    Activation.MANUAL,
                    "test",
                    Instant.now())));
  }

  private void stopAfter(GenerationKey key, int checks) {
    int[] left = {checks};
    fillGeneration.fill(key, () -> left[0]-- <= 0);
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /** What a process that is killed leaves behind: its transactions so far, and nothing else. */
  private void crashAfter(GenerationKey key, int checks) {
    int[] left = {checks};
    fillGeneration.fill(
        key,
        () -> {
          if (left[0]-- <= 0) {
            throw new Killed();
          }
          return false;
        });
  }

  private void life(FolderHistory history, FolderCollection collection, List<Long> steps)
      throws IOException {
    for (int step = 0; step < steps.size(); step++) {
      history.step(steps.get(step));
      if (step % 3 == 0) {
        collection.settle();
      }
    }
    collection.settle();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        FolderCollection.put(to.resolve(from.relativize(file).toString()), Files.readString(file));
      }
    }
  }

  private GenerationState state(GenerationKey key) {
    return generations.find(key.scope().tenantId(), key.id()).orElseThrow();
  }

  private void awaitComplete(FolderCollection collection, int id) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> state(new GenerationKey(collection.scope(), id)).state() == State.COMPLETE);
  }

  private void awaitLive(FolderCollection collection, int id) {
    await().atMost(Duration.ofSeconds(60)).until(() -> live(collection) == id);
  }

  private SearchResult ask(FolderCollection collection) {
    return search.search(
        new SearchQuery(
            collection.scope().tenantId(),
            collection.name(),
            "Which river runs through the garden?",
            5,
            SearchFilter.NONE));
  }

  private static int live(FolderCollection collection) {
    return (int) one(collection, "SELECT live_generation_id AS n FROM collection");
  }

  private static long watermark(FolderCollection collection) {
    return (long) one(collection, "SELECT watermark AS n FROM collection");
  }

  private static Object one(FolderCollection collection, String sql) {
    return Objects.requireNonNull(
        collection
            .rows(sql + " WHERE tenant_id = :tenant AND id = :collection")
            .getFirst()
            .get("n"));
  }

  private static Map<Object, Object> generationOfChunks(FolderCollection collection) {
    var generations = new HashMap<Object, Object>();
    collection
        .rows(
            "SELECT id, generation_id FROM chunk WHERE tenant_id = :tenant AND collection_id = :collection")
        .forEach(row -> generations.put(row.get("id"), row.get("generation_id")));
    return generations;
  }

  private long rowsOf(GenerationKey key) {
    return count(
        key,
        """
        SELECT (SELECT count(*) FROM chunk WHERE generation_id = :generation)
          + (SELECT count(*) FROM passage WHERE generation_id = :generation)
          + (SELECT count(*) FROM term_statistics WHERE generation_id = :generation)
          + (SELECT count(*) FROM generation_pending WHERE generation_id = :generation)
        """);
  }

  private long distinctInputs(GenerationKey key) {
    return count(
        key, "SELECT count(DISTINCT input_sha256) FROM passage WHERE generation_id = :generation");
  }

  private long count(GenerationKey key, String sql) {
    return database.read(
        handle -> handle.createQuery(sql).bind("generation", key.id()).mapTo(Long.class).one());
  }

  private static List<Map<String, Object>> liveChunks(FolderCollection collection) {
    return collection.rows(
        """
        SELECT d.uri, c.span_start, c.span_end, c.page_first, c.page_last, array_to_string(p.heading_path, '|') AS path,
          p.body, p.tokens, encode(p.sha256, 'hex') AS sha256, p.terms::text, p.bm25::text, p.embedding::text,
          m.name, g.chunker
        FROM collection col
        JOIN generation g ON g.tenant_id = col.tenant_id AND g.collection_id = col.id AND g.id = col.live_generation_id
        JOIN embedding_model m ON m.id = g.embedding_model_id
        JOIN chunk c ON c.tenant_id = col.tenant_id AND c.collection_id = col.id AND c.generation_id = g.id
        JOIN passage p ON p.tenant_id = c.tenant_id AND p.collection_id = c.collection_id AND p.id = c.passage_id
        JOIN document d ON d.tenant_id = c.tenant_id AND d.collection_id = c.collection_id AND d.id = c.document_id
        WHERE col.tenant_id = :tenant AND col.id = :collection AND c.to_version IS NULL
        ORDER BY d.uri, c.span_start
        """);
  }

  private static List<Map<String, Object>> liveStatistics(FolderCollection collection) {
    return collection.rows(
        """
        SELECT s.term, s.passages, g.passages_live FROM term_statistics s
        JOIN generation g ON g.tenant_id = s.tenant_id AND g.collection_id = s.collection_id AND g.id = s.generation_id
        JOIN collection col ON col.tenant_id = g.tenant_id AND col.id = g.collection_id AND col.live_generation_id = g.id
        WHERE s.tenant_id = :tenant AND s.collection_id = :collection ORDER BY s.term
        """);
  }
}
