package dev.footnote.replay;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footnote.answer.Answer;
import dev.footnote.answer.AskQuestion;
import dev.footnote.answer.Question;
import dev.footnote.audit.Ledger;
import dev.footnote.audit.LedgerEntry;
import dev.footnote.audit.Provenance;
import dev.footnote.document.GenerationState.Activation;
import dev.footnote.document.GenerationState.State;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.FolderHistory;
import dev.footnote.fixtures.Prose;
import dev.footnote.index.Generations;
import dev.footnote.search.AsOf;
import dev.footnote.search.SearchFilter;
import dev.footnote.store.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of the ledger come out the same, whatever became of the documents. */
@QuarkusTest
class ReplayAnswerTest {
  private static final String QUESTION = "How many days of annual leave does everyone have?";
  private static final List<String> QUESTIONS =
      List.of(
          QUESTION,
          "What does the pump controller measure weekly?",
          "Who approves the safety inspection report, and what does the SIR say?",
          "zebra crossing");

  @Inject AskQuestion ask;
  @Inject ReplayAnswer replay;
  @Inject Ledger ledger;
  @Inject Database database;
  @Inject Generations generations;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {3, 20261121})
  void everyAnswerGivenAlongAHistoryReplaysIdentically(long seed, @TempDir Path folder)
      throws IOException {
    var random = new Random(seed);
    var history = new FolderHistory(folder);
    var answers = new ArrayList<Answer>();
    FolderCollection.put(folder.resolve("leave.md"), leave(20));
    try (var collection = FolderCollection.apart(folder)) {
      for (long step : FolderHistory.steps(seed, 20)) {
        history.step(step);
        if (random.nextInt(3) == 0) {
          FolderCollection.put(folder.resolve("leave.md"), leave(20 + random.nextInt(9)));
          collection.settle();
          QUESTIONS.forEach(question -> answers.add(ask(collection, question, null)));
        }
      }
      collection.settle();
      long past = answers.getFirst().watermark();
      answers.add(ask(collection, QUESTION, new AsOf.Watermark(past)));
      long before = entries(collection);

      for (Answer answer : answers) {
        Replay replayed = replay(collection, answer.id());
        assertThat(replayed.identical()).as("seed %d, %s: %s", seed, history, replayed).isTrue();
        assertThat(replayed.reasons()).isEmpty();
      }
      assertThat(answers).anyMatch(answer -> answer.outcome().isAnswer());
      assertThat(answers).anyMatch(answer -> !answer.outcome().isAnswer());
      assertThat(entries(collection)).as("nothing is appended").isEqualTo(before);
    }
  }

  @Test
  void anAnswerFromAnIndexThatIsGoneSaysSo(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("leave.md"), leave(25));
    FolderCollection.put(folder.resolve("pumps.md"), Prose.document(1, 4));
    try (var collection = FolderCollection.apart(folder)) {
      Answer answer = ask(collection, QUESTION, null);
      int tenant = collection.scope().tenantId();
      int second =
          generations
              .start(tenant, collection.name(), null, 100, Activation.MANUAL, "tester")
              .generation()
              .id();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> generations.find(tenant, second).orElseThrow().state() == State.COMPLETE);
      int first = entry(collection, answer.id()).generationId();
      generations.activate(tenant, second);
      assertThat(replay(collection, answer.id()).identical()).as("both are kept").isTrue();

      generations.cancel(tenant, first);

      Replay gone = replay(collection, answer.id());
      assertThat(gone.identical()).isFalse();
      assertThat(gone.reasons()).containsExactly(Reason.PAST_NOT_KEPT);
      assertThat(gone.answer()).isNull();
    }
  }

  @Test
  void whatWasTamperedWithBehindTheLedgerIsToldWithWhereItDiffers(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("leave.md"), leave(25));
    FolderCollection.put(folder.resolve("pumps.md"), Prose.document(1, 4));
    try (var collection = FolderCollection.apart(folder)) {
      Answer answer = ask(collection, QUESTION, null);
      collection.write("leave.md", leave(28));
      database.change(
          handle ->
              handle
                  .createUpdate(
                      """
                      UPDATE document_version SET text = replace(text, '25', '99')
                      WHERE tenant_id = :tenant AND collection_id = :collection
                      """)
                  .bind("tenant", collection.scope().tenantId())
                  .bind("collection", collection.scope().collectionId())
                  .execute());

      Replay tampered = replay(collection, answer.id());

      assertThat(tampered.identical()).isFalse();
      assertThat(requireNonNull(tampered.candidates()).identical()).isTrue();
      assertThat(requireNonNull(tampered.evidence()).identical()).isFalse();
      assertThat(requireNonNull(tampered.answer()).identical()).isFalse();
      assertThat(tampered.reasons()).isNotEmpty();
      restore(collection);
    }
  }

  /** What {@link dev.footnote.fixtures.IndexInvariants} looks at after the test. */
  private void restore(FolderCollection collection) {
    database.change(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE document_version SET text = replace(text, '99', '25')
                    WHERE tenant_id = :tenant AND collection_id = :collection
                    """)
                .bind("tenant", collection.scope().tenantId())
                .bind("collection", collection.scope().collectionId())
                .execute());
  }

  @Test
  void anEntryFromBeforeAReplayWasThoughtOfIsReplayedAsFarAsItGoes(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("leave.md"), leave(25));
    try (var collection = FolderCollection.apart(folder)) {
      Answer answer = ask(collection, QUESTION, null);
      LedgerEntry entry = entry(collection, answer.id());
      UUID old = UUID.randomUUID();
      database.change(handle -> ledger.append(handle, asOfOld(entry, old, entry.text())));
      UUID differing = UUID.randomUUID();
      database.change(
          handle -> ledger.append(handle, asOfOld(entry, differing, "Something else.")));

      assertThat(replay(collection, old).identical()).isTrue();
      Replay other = replay(collection, differing);
      assertThat(other.identical()).isFalse();
      assertThat(requireNonNull(other.answer()).text()).isEqualTo(entry.text());
      assertThat(other.reasons()).containsExactly(Reason.OLD_ENTRY);
    }
  }

  private static LedgerEntry asOfOld(LedgerEntry entry, UUID id, String text) {
    Provenance made = entry.provenance();
    var old =
        new Provenance(
            made.collection(),
            made.k(),
            made.filter(),
            made.embeddingModel(),
            made.limited(),
            made.documentsWaiting(),
            made.signals(),
            made.candidates(),
            made.evidence(),
            made.answerer(),
            made.dropped(),
            Map.of("fit_min", requireNonNull(made.settings().get("fit_min"))),
            made.timingsMs(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return new LedgerEntry(
        id,
        entry.scope(),
        entry.at(),
        entry.caller(),
        entry.question(),
        entry.outcome(),
        text,
        entry.generationId(),
        entry.watermark(),
        old,
        entry.citations());
  }

  private static String leave(int days) {
    return "# Leave\n\nEveryone has %d days of annual leave.\n".formatted(days);
  }

  private Replay replay(FolderCollection collection, UUID answer) {
    return replay.replay(collection.scope().tenantId(), answer).orElseThrow();
  }

  private LedgerEntry entry(FolderCollection collection, UUID answer) {
    return database
        .read(handle -> ledger.entry(handle, collection.scope().tenantId(), answer))
        .orElseThrow();
  }

  private static long entries(FolderCollection collection) {
    return collection
        .rows("SELECT id FROM answer WHERE tenant_id = :tenant AND collection_id = :collection")
        .size();
  }

  private Answer ask(FolderCollection collection, String question, @Nullable AsOf asOf) {
    return ask.ask(
        new Question(
                collection.scope().tenantId(),
                collection.name(),
                question,
                8,
                SearchFilter.NONE,
                "tester")
            .asOf(asOf));
  }
}
