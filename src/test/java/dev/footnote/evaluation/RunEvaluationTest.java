package dev.footnote.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.footnote.evaluation.EvaluationResult.Outcome;
import dev.footnote.evaluation.EvaluationRun.Measured;
import dev.footnote.evaluation.EvaluationRun.State;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.jobs.EvaluationTask.Next;
import dev.footnote.store.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class RunEvaluationTest {
  @Inject GoldenSets sets;
  @Inject Evaluations evaluations;
  @Inject EvaluationRunRepository runs;
  @Inject RunEvaluation task;
  @Inject Database database;

  @Test
  void everyQuestionIsAskedJudgedAndKeptWithWhatWasMeasured(@TempDir Path folder) {
    try (var corpus = SmallCorpus.in(folder)) {
      EvaluationRun run = completed(corpus, start(corpus, importQuestions(corpus), true));

      assertThat(run.questions()).isEqualTo(5);
      assertThat(run.done()).isEqualTo(5);
      assertThat(run.remaining(Instant.now())).contains(Duration.ZERO);
      assertThat(result(run, "dogs").firstRank()).isEqualTo(1);
      assertThat(result(run, "dogs").metrics())
          .containsEntry("ndcg_at_10", 1.0)
          .containsEntry("span_recall_at_5", 1.0)
          .containsEntry("citation_precision", 1.0)
          .containsEntry("answered", 1.0)
          .containsEntry("refused_without_documents", 1.0)
          .containsKeys("fit", "fit_without_documents")
          .doesNotContainKey("refusal_recall");
      assertThat(result(run, "dogs").metrics().get("fit"))
          .isGreaterThan(result(run, "dogs").metrics().get("fit_without_documents"));
      assertThat(result(run, "dogs").found().getFirst().uri()).isEqualTo(SmallCorpus.DOGS);
      // One of two relevant documents is there, first: 1 of 1 + 1/log2(3).
      assertThat(result(run, "engine").metrics().get("ndcg_at_10"))
          .isCloseTo(1 / 1.63093, within(1e-5));
      assertThat(result(run, "engine").documentsMissing()).isEqualTo(1);
      assertThat(result(run, "moon").metrics())
          .containsEntry("refusal_recall", 1.0)
          .doesNotContainKey("ndcg_at_10");
      assertThat(result(run, "moon").outcome()).isEqualTo(Outcome.NO_EVIDENCE);

      assertThat(run.metrics())
          .containsEntry("mrr_at_10", 1.0)
          .containsEntry("answered", 1.0)
          .containsEntry("refusal_precision", 1.0)
          .containsKeys("search_ms_p50", "answer_ms_p99", "evidence_tokens");
      assertThat(run.metrics().get("recall_at_10")).isEqualTo(3.5 / 4);
      assertThat(run.counts())
          .containsEntry("answerable", 4)
          .containsEntry("documents_missing", 1)
          .containsEntry("quotes_missing", 0)
          .containsEntry("failed", 0);
      Measured measured = Objects.requireNonNull(run.measured());
      assertThat(measured.answerer()).isEqualTo("extractive");
      assertThat(measured.watermarkStart()).isEqualTo(5).isEqualTo(measured.watermarkEnd());
      assertThat(run.configuration()).containsKeys("chunker", "search", "answer");
      assertThat(String.valueOf(run.configuration().get("search"))).contains("candidatesPerLeg=");
    }
  }

  @Test
  void whatAnEvaluationAnswersIsNotOnTheLedger(@TempDir Path folder) {
    try (var corpus = SmallCorpus.in(folder)) {
      completed(corpus, start(corpus, importQuestions(corpus), true));
      assertThat(
              corpus.rows(
                  "SELECT id FROM answer WHERE tenant_id = :tenant AND collection_id = :collection"))
          .isEmpty();
    }
  }

  @Test
  void withoutAnswersTheSearchAloneIsMeasured(@TempDir Path folder) {
    try (var corpus = SmallCorpus.in(folder)) {
      EvaluationRun run = completed(corpus, start(corpus, importQuestions(corpus), false));
      assertThat(run.metrics())
          .containsKey("ndcg_at_10")
          .doesNotContainKeys("answered", "answer_ms", "refused_without_documents");
      assertThat(Objects.requireNonNull(run.measured()).answerer()).isNull();
      assertThat(evaluations.all(run))
          .allSatisfy(result -> assertThat(result.outcome()).isEqualTo(Outcome.SEARCHED));
    }
  }

  @Test
  void aRunThatWasInterruptedGoesOnWhereItStopped(@TempDir Path folder) {
    try (var corpus = SmallCorpus.in(folder)) {
      UUID set = importQuestions(corpus);
      int tenant = corpus.scope().tenantId();
      GoldenSet golden = sets.find(tenant, set).orElseThrow();
      // Not queued, so that this test alone takes its steps.
      UUID id =
          database.write(
              handle ->
                  runs.add(handle, golden, null, false, "default", null, "test", Instant.now()));
      EvaluationRun queued = evaluations.find(tenant, id).orElseThrow();
      var asked = new AtomicInteger();
      assertThat(task.ask(queued.key(), () -> asked.getAndIncrement() == 2))
          .isEqualTo(new Next.Again(Duration.ZERO));

      EvaluationRun stopped = evaluations.find(tenant, id).orElseThrow();
      assertThat(stopped.state()).isEqualTo(State.RUNNING);
      assertThat(stopped.done()).isEqualTo(2);
      assertThat(stopped.remaining(Instant.now())).isPresent();
      assertThat(stopped.metrics()).isEmpty();

      assertThat(task.ask(queued.key(), () -> false)).isEqualTo(new Next.Done());
      EvaluationRun whole = evaluations.find(tenant, id).orElseThrow();
      assertThat(whole.state()).isEqualTo(State.COMPLETED);
      assertThat(evaluations.all(whole)).hasSize(5);
    }
  }

  @Test
  void aCancelledRunAsksNoMoreAndHasNoMetrics(@TempDir Path folder) {
    try (var corpus = SmallCorpus.in(folder)) {
      int tenant = corpus.scope().tenantId();
      GoldenSet golden = sets.find(tenant, importQuestions(corpus)).orElseThrow();
      UUID id =
          database.write(
              handle ->
                  runs.add(handle, golden, null, false, "default", null, "test", Instant.now()));
      EvaluationRun queued = evaluations.find(tenant, id).orElseThrow();
      var asked = new AtomicInteger();
      task.ask(
          queued.key(),
          () -> {
            if (asked.getAndIncrement() == 2) {
              evaluations.cancel(tenant, id);
            }
            return false;
          });
      EvaluationRun run = evaluations.find(tenant, id).orElseThrow();
      assertThat(run.state()).isEqualTo(State.CANCELLED);
      assertThat(run.done()).isLessThan(5);
      assertThat(run.metrics()).isEmpty();
      assertThatThrownBy(() -> evaluations.setBaseline(tenant, "main", id, "test"))
          .hasMessageContaining("complete");
    }
  }

  @Test
  void aRunWithAQuestionThatCanNotBeEvaluatedFailsAndSaysSo(@TempDir Path folder) {
    try (var corpus = SmallCorpus.in(folder)) {
      int tenant = corpus.scope().tenantId();
      UUID set = importQuestions(corpus);
      database.change(
          handle ->
              handle.execute(
                  "UPDATE golden_question SET relevant = '[1]' WHERE golden_set_id = ? AND number = 3",
                  set));
      UUID id = start(corpus, set, false);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> evaluations.find(tenant, id).orElseThrow().state() == State.FAILED);
      assertThat(evaluations.find(tenant, id).orElseThrow().problem()).contains("the log says how");
    }
  }

  @Test
  void aRunAfterADocumentWasLostIsWorseByWhatItAnswered(@TempDir Path folder) throws Exception {
    try (var corpus = SmallCorpus.in(folder)) {
      int tenant = corpus.scope().tenantId();
      UUID set = importQuestions(corpus);
      EvaluationRun before = completed(corpus, start(corpus, set, true));
      evaluations.setBaseline(tenant, "main", before.id(), "test");
      Files.delete(folder.resolve(SmallCorpus.DOGS));
      corpus.settle();
      EvaluationRun after = completed(corpus, start(corpus, set, true));

      MetricDifference main =
          evaluations.compare(tenant, after.id(), before.id()).orElseThrow().getFirst();
      assertThat(main.metric()).isEqualTo("ndcg_at_10");
      assertThat(main.questions()).isEqualTo(4);
      assertThat(main.difference()).isCloseTo(-0.25, within(1e-9));
      assertThat(main.low()).isLessThan(-0.25);
      assertThat(main.high()).isEqualTo(0);
      assertThat(main.isWorseByMoreThan(0.2)).isTrue();
      assertThat(main.isWorseByMoreThan(0.25)).isFalse();
      ResultPage worst =
          evaluations
              .questions(tenant, after.id(), before.id(), Metrics.MAIN, null, 1)
              .orElseThrow();
      assertThat(worst.questions().getFirst().result().questionId()).isEqualTo("dogs");
      assertThat(worst.questions().getFirst().difference()).isEqualTo(-1.0);
      assertThat(evaluations.baseline(tenant, set, "main").orElseThrow().id())
          .isEqualTo(before.id());
      assertThat(evaluations.find(tenant, before.id()).orElseThrow().baselines())
          .containsExactly("main");
    }
  }

  @Test
  void pagesOfQuestionsLeaveNoneOutWhateverTheOrder(@TempDir Path folder) {
    try (var corpus = SmallCorpus.in(folder)) {
      int tenant = corpus.scope().tenantId();
      UUID set = importQuestions(corpus);
      EvaluationRun one = completed(corpus, start(corpus, set, false));
      EvaluationRun other = completed(corpus, start(corpus, set, false));
      assertThat(pages(tenant, one.id(), null))
          .containsExactly("dogs", "bikes", "wind", "engine", "moon");
      // Equal runs: all differences are 0, so the numbers decide; the unanswerable has no nDCG.
      assertThat(pages(tenant, one.id(), other.id()))
          .containsExactly("dogs", "bikes", "wind", "engine");
    }
  }

  @Test
  void anotherTenantSeesNeitherSetsNorRuns(@TempDir Path folder, @TempDir Path elsewhere) {
    FolderCollection.put(elsewhere.resolve("a.txt"), "Alpha is first.");
    try (var corpus = SmallCorpus.in(folder);
        var other = FolderCollection.apart(elsewhere)) {
      UUID set = importQuestions(corpus);
      EvaluationRun run = completed(corpus, start(corpus, set, false));
      int stranger = other.scope().tenantId();
      assertThat(sets.find(stranger, set)).isEmpty();
      assertThat(sets.all(stranger, null)).isEmpty();
      assertThat(sets.delete(stranger, set)).isFalse();
      assertThat(evaluations.find(stranger, run.id())).isEmpty();
      assertThat(evaluations.cancel(stranger, run.id())).isEmpty();
      assertThat(evaluations.newest(stranger, null, 10)).isEmpty();
      assertThat(evaluations.baseline(stranger, set, "main")).isEmpty();
      assertThatThrownBy(() -> evaluations.start(stranger, set, null, true, "default", "stranger"))
          .isInstanceOf(EvaluationRefused.class);
    }
  }

  @Test
  void aGoldenSetHoldsNoMoreQuestionsThanItMay(@TempDir Path folder) {
    try (var corpus = SmallCorpus.in(folder)) {
      String lines =
          IntStream.rangeClosed(1, 2_001)
              .mapToObj("{\"id\": \"%d\", \"question\": \"Why?\"}"::formatted)
              .collect(Collectors.joining("\n"));
      assertThatThrownBy(
              () ->
                  sets.importLines(
                      corpus.scope().tenantId(), corpus.name(), "large", lines, "test"))
          .hasMessageContaining("1 to 2000 questions");
    }
  }

  private UUID importQuestions(FolderCollection corpus) {
    Imported imported =
        sets.importLines(
            corpus.scope().tenantId(), corpus.name(), "ferry", SmallCorpus.QUESTIONS, "test");
    assertThat(imported.unresolved())
        .containsExactly(new Imported.Unresolved("crew/logbook.md", List.of()));
    return imported.set().id();
  }

  private UUID start(FolderCollection corpus, UUID set, boolean answers) {
    return evaluations.start(corpus.scope().tenantId(), set, null, answers, "default", "test").id();
  }

  private EvaluationRun completed(FolderCollection corpus, UUID id) {
    int tenant = corpus.scope().tenantId();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> evaluations.find(tenant, id).orElseThrow().state().finished());
    EvaluationRun run = evaluations.find(tenant, id).orElseThrow();
    assertThat(run.state()).as(String.valueOf(run.problem())).isEqualTo(State.COMPLETED);
    return run;
  }

  private EvaluationResult result(EvaluationRun run, String id) {
    return evaluations.all(run).stream()
        .filter(result -> result.questionId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private List<String> pages(int tenant, UUID run, @Nullable UUID than) {
    var ids = new ArrayList<String>();
    String cursor = null;
    do {
      ResultPage page =
          evaluations.questions(tenant, run, than, Metrics.MAIN, cursor, 2).orElseThrow();
      page.questions().forEach(entry -> ids.add(entry.result().questionId()));
      cursor = page.nextCursor();
    } while (cursor != null);
    return ids;
  }
}
