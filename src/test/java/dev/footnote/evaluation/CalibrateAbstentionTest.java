package dev.footnote.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.footnote.answer.Answer;
import dev.footnote.answer.AskQuestion;
import dev.footnote.answer.Outcome;
import dev.footnote.answer.Question;
import dev.footnote.evaluation.CalibrateAbstention.Calibration;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.search.SearchFilter;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class CalibrateAbstentionTest {
  private static final String[] QUESTIONS = {
    "{\"id\": \"%d\", \"question\": \"May dogs travel in the lounge of the ferry?\", \"relevant\": [{\"doc\": \"dogs\"}]}",
    "{\"id\": \"%d\", \"question\": \"What does a bicycle cost on the ferry?\", \"relevant\": [{\"doc\": \"bicycles.md\"}]}",
    "{\"id\": \"%d\", \"question\": \"At which wind force do departures stop?\", \"relevant\": [{\"doc\": \"crew/weather.txt\"}]}"
  };

  @Inject GoldenSets sets;
  @Inject Evaluations evaluations;
  @Inject CalibrateAbstention calibrate;
  @Inject AskQuestion ask;

  @Test
  void theThresholdIsAsHighAsLeavesTheWantedShareAnswered(@TempDir Path folder) {
    try (var corpus = SmallCorpus.in(folder)) {
      EvaluationRun run = completed(corpus, 24, true);
      int tenant = corpus.scope().tenantId();

      Calibration all = calibrate.calibrate(tenant, run.id(), 1).orElseThrow();
      assertThat(all.answered()).isEqualTo(1);
      assertThat(all.refusedWithoutDocuments()).isEqualTo(1);
      assertThat(ask(corpus, "What does a bicycle cost on the ferry?").outcome())
          .isEqualTo(Outcome.GROUNDED);

      Calibration half = calibrate.calibrate(tenant, run.id(), 0.5).orElseThrow();
      assertThat(half.fitMin()).isGreaterThan(all.fitMin());
      assertThat(half.answered()).isBetween(0.5, 0.99);
      assertThat(
              IntStream.range(0, QUESTIONS.length)
                  .mapToObj(i -> QUESTIONS[i].replaceAll(".*\"question\": \"([^\"]+)\".*", "$1"))
                  .filter(question -> ask(corpus, question).outcome() == Outcome.NO_EVIDENCE))
          .as("questions that fit less than the threshold")
          .isNotEmpty();

      assertThat(calibrate.reset(tenant, run.id())).isTrue();
      assertThat(ask(corpus, "At which wind force do departures stop?").outcome())
          .isEqualTo(Outcome.GROUNDED);
    }
  }

  @Test
  void aRunThatHasNotMeasuredItCalibratesNothing(@TempDir Path folder) {
    try (var corpus = SmallCorpus.in(folder)) {
      int tenant = corpus.scope().tenantId();
      EvaluationRun few = completed(corpus, 6, true);
      assertThatThrownBy(() -> calibrate.calibrate(tenant, few.id(), 0.9))
          .isInstanceOf(EvaluationRefused.class)
          .hasMessageContaining("of 6 answerable questions; 20 are needed");
      assertThat(calibrate.calibrate(tenant + 1, few.id(), 0.9)).isEmpty();
      assertThat(calibrate.calibrate(tenant, UUID.randomUUID(), 0.9)).isEmpty();
      assertThat(calibrate.reset(tenant + 1, few.id())).isFalse();
    }
  }

  private Answer ask(FolderCollection corpus, String question) {
    return ask.ask(
        new Question(
            corpus.scope().tenantId(), corpus.name(), question, 10, SearchFilter.NONE, "test"));
  }

  private EvaluationRun completed(FolderCollection corpus, int questions, boolean answers) {
    int tenant = corpus.scope().tenantId();
    String lines =
        IntStream.range(0, questions)
            .mapToObj(i -> QUESTIONS[i % QUESTIONS.length].formatted(i))
            .collect(Collectors.joining("\n"));
    UUID set = sets.importLines(tenant, corpus.name(), "ferry", lines, "test").set().id();
    UUID run = evaluations.start(tenant, set, null, answers, "default", "test").id();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> evaluations.find(tenant, run).orElseThrow().state().finished());
    return evaluations.find(tenant, run).orElseThrow();
  }
}
