package dev.footnote.erasure;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.footnote.answer.Answer;
import dev.footnote.answer.AnswerListener;
import dev.footnote.answer.AskQuestion;
import dev.footnote.answer.CallerContext;
import dev.footnote.answer.Question;
import dev.footnote.audit.Ledger;
import dev.footnote.audit.LedgerEntry;
import dev.footnote.conversation.Conversations;
import dev.footnote.document.CollectionRepository;
import dev.footnote.document.Generation;
import dev.footnote.document.Passage;
import dev.footnote.document.PassageRepository;
import dev.footnote.document.PastPassages;
import dev.footnote.evaluation.Evaluations;
import dev.footnote.evaluation.GoldenSets;
import dev.footnote.evaluation.Marks;
import dev.footnote.evidence.Evidence;
import dev.footnote.feedback.AnswerFeedback;
import dev.footnote.feedback.Author;
import dev.footnote.feedback.Rating;
import dev.footnote.fixtures.DatabaseDump;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.LedgerEntries;
import dev.footnote.keeping.CollectionKeeping;
import dev.footnote.profile.AnswerProfile;
import dev.footnote.seal.ReadSeals;
import dev.footnote.seal.SealLedger;
import dev.footnote.seal.VerifiedLedger;
import dev.footnote.seal.VerifyLedger;
import dev.footnote.search.AsOf;
import dev.footnote.search.PastNotKept;
import dev.footnote.search.SearchFilter;
import dev.footnote.staleness.FollowCitations;
import dev.footnote.store.Database;
import dev.footnote.store.Sha256;
import dev.footnote.text.Bm25;
import dev.footnote.text.LexicalAnalyzer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is erased is nowhere in a dump of the whole database, and the ledger still verifies. */
@QuarkusTest
class ErasureTest {
  private static final String KEPT = "pumps.md";

  @Inject AskQuestion ask;
  @Inject Erasures erasures;
  @Inject LegalHolds holds;
  @Inject RetireAnswers retire;
  @Inject SealLedger sealing;
  @Inject ReadSeals seals;
  @Inject VerifyLedger verify;
  @Inject AnswerFeedback feedback;
  @Inject Conversations conversations;

  // Letters alone, so that it is a word of the vocabulary as well.
  private final String secret = "zq" + letters();
  private final String salary =
      "7"
          + (1_000_000_000L
              + Math.floorMod(UUID.randomUUID().getLeastSignificantBits(), 1_000_000_000L));
  private FolderCollection collection;
  @Inject FollowCitations following;
  @Inject GoldenSets goldenSets;
  @Inject Evaluations evaluations;
  @Inject PastPassages past;
  @Inject Database database;
  @Inject Ledger ledger;
  @Inject CollectionKeeping keeping;
  @Inject PassageRepository passages;
  @Inject CollectionRepository collections;

  private Path folder;

  @BeforeEach
  void aFolder() throws IOException {
    folder = Files.createTempDirectory("footnote-erasure");
    FolderCollection.put(
        folder.resolve(KEPT), "# Pumps\n\nThe pump P-7 moves 40 litres a minute.\n");
    FolderCollection.put(
        folder.resolve("people/" + secret + ".md"),
        "# About %s\n\n## Salary\n\nThe yearly salary of %s is %s crowns. The %s Quality Board (%sQB) knows it.\n"
            .formatted(secret, secret, salary, proper(), proper().substring(0, 1)));
    collection = FolderCollection.apart(folder);
  }

  @AfterEach
  void leave() {
    collection.close();
  }

  @Test
  void anErasedDocumentIsNowhereInADump() throws Exception {
    Answer about = ask("ada", "What is the yearly salary of " + secret + "?", null);
    ask.ask(
        question("ada", "Which yearly salary has " + secret + "?", null),
        new AnswerListener() {
          @Override
          public void evidence(UUID answerId, List<Evidence> evidence) {}

          @Override
          public void said(Sentence sentence) {}
        });
    evaluated();
    Answer other = ask("ada", "How many litres does the pump P-7 move?", null);
    assertThat(about.text()).contains(salary);
    edited();
    UUID document = document();
    Files.delete(folder.resolve("people/" + secret + ".md"));
    collection.settle();
    pastMoved();
    sealed();
    following.catchUp();
    long lastWith = lastWith(document);
    for (String table : List.of("answer_part", "acronym", "passage_past", "evaluation_result")) {
      assertThat(DatabaseDump.ofTable(tenant(), table)).as(table).containsIgnoringCase(secret);
    }
    assertThat(isKept(secret)).isTrue();
    assertThat(isKept(salary)).isTrue();

    Erasure.Done done = done(new ToErase.Document(document));

    assertThat(done.complete()).isTrue();
    assertThat(done.things().answers()).isEqualTo(2);
    assertThat(done.things().parts()).isPositive();
    assertThat(done.things().golden()).isEqualTo(6);
    assertThat(done.things().versions()).isEqualTo(2);
    assertThat(done.things().passages()).isPositive();
    assertThat(done.things().words()).isPositive();
    assertThat(isKept(secret)).isFalse();
    assertThat(isKept(salary)).isFalse();
    assertThat(isKept(proper())).isFalse();
    assertThat(isKept("40 litres")).isTrue();
    assertThatThrownBy(
            () ->
                ask.ask(
                    question("ada", "What is the salary?", null)
                        .asOf(new AsOf.Watermark(lastWith))))
        .isInstanceOf(PastNotKept.class);
    assertVerifies();
    assertThat(ids()).containsExactly(other.id());
    assertThat(done(new ToErase.Document(document)).things()).isEqualTo(ErasedThings.NOTHING);
  }

  @Test
  void aWordOfAnErasedDocumentStaysWhileAnEditCountsOnIt() throws Exception {
    UUID document = document();
    Files.delete(folder.resolve("people/" + secret + ".md"));
    collection.settle();

    CompletableFuture<Erasure.Done> erasure =
        database.write(
            handle -> {
              passages.add(
                  handle, collection.scope(), live(handle), List.of(passageThatSays(secret)));
              var begun = CompletableFuture.supplyAsync(() -> done(new ToErase.Document(document)));
              await().until(() -> begun.isDone() || someoneWaitsForWords());
              return begun;
            });

    assertThat(erasure.get(1, TimeUnit.MINUTES).complete()).isTrue();
    assertThat(vocabulary()).contains(secret);
  }

  /** An edit has made it of a text, and not shown it yet. */
  private Passage passageThatSays(String word) {
    var embedding = new float[384];
    embedding[0] = 1;
    int term = LexicalAnalyzer.termId(word);
    Bm25.Row row = Bm25.row(new int[] {term});
    return new Passage(
        Sha256.ofText("heading " + word),
        Sha256.ofText(word),
        List.of(),
        "Elsewhere: " + word,
        1,
        row.terms(),
        row.weights(),
        embedding,
        List.of(new Passage.Word(word, term, new int[] {1})),
        List.of());
  }

  private Generation live(Handle handle) {
    return collections.named(handle, tenant(), collection.name()).live();
  }

  private boolean someoneWaitsForWords() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)")
                .mapTo(Boolean.class)
                .one());
  }

  private List<Object> vocabulary() {
    return collection
        .rows(
            "SELECT word FROM vocabulary WHERE tenant_id = :tenant AND collection_id = :collection")
        .stream()
        .map(row -> row.get("word"))
        .toList();
  }

  @Test
  void aDocumentThatIsStillThereIsNotErased() {
    assertThat(erase(new ToErase.Document(document()))).isInstanceOf(Erasure.StillThere.class);
    assertThat(erase(new ToErase.Document(UUID.randomUUID()))).isInstanceOf(Erasure.Unknown.class);
  }

  @Test
  void allThatACallerAskedAndSaidIsNowhereInADump() {
    UUID conversation =
        conversations.open(tenant(), Conversations.owner(null), collection.name()).id();
    Answer asked = ask("caller-" + secret, "Is " + secret + "x a pump?", conversation);
    evaluate(
        madeGolden(
            ask(
                "caller-" + secret,
                "How many litres does the pump P-7 of %sx move?".formatted(secret),
                null)));
    Answer other = ask("bob", "How many litres does the pump P-7 move?", null);
    feedback.give(
        tenant(), asked.id(), author("bob", "u"), Rating.BAD, "about " + secret + "x", null);
    feedback.give(
        tenant(), other.id(), author("caller-" + secret, "u"), Rating.BAD, secret + "x", "y");
    sealed();
    assertThat(isKept("caller-" + secret)).isTrue();
    assertThat(expectedAnswers()).hasSize(1);
    for (String table :
        List.of("answer", "answer_feedback", "golden_question", "evaluation_result")) {
      assertThat(DatabaseDump.ofTable(tenant(), table)).as(table).contains(secret + "x");
    }

    Erasure.Done done = done(new ToErase.Caller("caller-" + secret));

    assertThat(done.things().answers()).isEqualTo(2);
    assertThat(done.things().golden()).isEqualTo(2);
    assertThat(done.things().feedback()).isEqualTo(2);
    assertThat(done.things().turns()).isEqualTo(1);
    assertThat(isKept("caller-" + secret)).isFalse();
    assertThat(isKept(secret + "x")).isFalse();
    assertThat(expectedAnswers()).isEmpty();
    assertThat(ids()).containsExactly(other.id());
    assertVerifies();
  }

  @Test
  void whatPgDumpWritesIsLookedThroughToo() {
    ask("ada", "Is " + secret + "x a pump?", null);
    Optional<String> dump = DatabaseDump.dumped(tenant());
    assumeThat(dump)
        .as("no pg_dump of the server's version is here: only what COPY gives is looked through")
        .isPresent();

    assertThat(dump.orElseThrow()).contains("COPY public.answer ", secret + "x");
  }

  @Test
  void whatAnEndUserSaidGoes() {
    Answer answer = ask("ada", "How many litres does the pump P-7 move?", null);
    feedback.give(tenant(), answer.id(), author("ada", secret), Rating.GOOD, "Thanks", null);

    Erasure.Done done = done(new ToErase.EndUser(secret));

    assertThat(done.things().feedback()).isEqualTo(1);
    assertThat(
            collection.rows(
                """
                SELECT f.id FROM answer_feedback f JOIN answer a ON a.id = f.answer_id
                WHERE f.tenant_id = :tenant AND a.collection_id = :collection
                """))
        .isEmpty();
    assertVerifies();
  }

  @Test
  void whatWaitsForItsSealCanBeErased() {
    Answer answer = ask("ada", "How many litres does the pump P-7 move?", null);

    assertThat(done(new ToErase.Answer(answer.id())).things().answers()).isEqualTo(1);

    assertVerifies();
    assertThat(done(new ToErase.Answer(answer.id())).things()).isEqualTo(ErasedThings.NOTHING);
    assertThat(erase(new ToErase.Answer(UUID.randomUUID()))).isInstanceOf(Erasure.Unknown.class);
  }

  @Test
  void aLegalHoldRefusesUntilItIsReleased() {
    Answer answer = ask("ada", "How many litres does the pump P-7 move?", null);
    for (Supplier<Hold> place :
        List.<Supplier<Hold>>of(
            () -> place(collection.name(), null, null),
            () -> place(null, "ada", null),
            () -> place(null, null, documentOf(KEPT)))) {
      Hold hold = place.get();
      assertThat(erase(new ToErase.Answer(answer.id())))
          .isInstanceOfSatisfying(
              Erasure.Held.class, held -> assertThat(held.holds()).containsExactly(hold));
      assertThat(retire.retire(collection.scope(), Duration.ofSeconds(-60)).answers()).isZero();
      assertThat(holds.release(tenant(), hold.id(), "judge")).isPresent();
    }
    assertThat(done(new ToErase.Answer(answer.id())).things().answers()).isEqualTo(1);
  }

  @Test
  void answersThatAreTooOldAreErasedUnderATombstone() {
    ask("ada", "How many litres does the pump P-7 move?", null);
    ask("ada", "Is " + secret + "x a pump?", null);

    assertThat(retire.retire(collection.scope(), Duration.ofDays(1)).answers()).isZero();
    assertThat(retire.retire(collection.scope(), Duration.ofSeconds(-60)).answers()).isEqualTo(2);

    assertThat(ids()).isEmpty();
    assertThat(isKept(secret + "x")).isFalse();
    assertVerifies();
  }

  /** Questions about the document, however it is called, and what was answered to them. */
  private void evaluated() {
    String lines =
        Stream.of("people/" + secret + ".md", secret + ".md", secret)
            .map(
                name ->
                    "{\"id\": \"%s\", \"question\": \"What is the salary of %s?\", \"relevant\": [{\"doc\": \"%s\"}]}"
                        .formatted(UUID.randomUUID(), secret, name))
            .collect(joining("\n"));
    UUID set =
        goldenSets.importLines(tenant(), collection.name(), "salaries", lines, "ada").set().id();
    evaluate(set);
  }

  private void evaluate(UUID set) {
    UUID run = evaluations.start(tenant(), set, null, true, "default", "ada").id();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> evaluations.find(tenant(), run).orElseThrow().state().finished());
  }

  private List<Map<String, Object>> expectedAnswers() {
    return collection.rows(
        """
        SELECT q.expected_answer FROM golden_question q
        JOIN golden_set s ON s.tenant_id = q.tenant_id AND s.id = q.golden_set_id
        WHERE s.tenant_id = :tenant AND s.collection_id = :collection AND q.expected_answer IS NOT NULL
        """);
  }

  /** The last moment at which the document stood. */
  private long lastWith(UUID document) {
    return collection
        .rows(
            """
            SELECT document_id, watermark_to - 1 AS moment FROM document_version
            WHERE tenant_id = :tenant AND collection_id = :collection
            """)
        .stream()
        .filter(row -> document.equals(row.get("document_id")))
        .mapToLong(row -> ((Number) Objects.requireNonNull(row.get("moment"))).longValue())
        .max()
        .orElseThrow();
  }

  private void pastMoved() {
    await()
        .until(
            () ->
                database.write(
                    handle -> past.move(handle, collection.scope(), Duration.ZERO, 100) > 0));
  }

  @Test
  void aCollectionsOwnRetentionGoesBeforeTheConfiguredOne() {
    LedgerEntry old =
        LedgerEntries.citing(
            collection.scope(),
            Instant.now().minus(Duration.ofHours(49)),
            1,
            "Is it old?",
            List.of());
    database.change(handle -> ledger.append(handle, old));
    Answer today = ask("ada", "How many litres does the pump P-7 move?", null);

    keeping.put(tenant(), collection.name(), null, false, "admin");
    retire.round();
    keeping.put(tenant(), collection.name(), 3, false, "admin");
    retire.round();
    assertThat(ids()).containsExactlyInAnyOrder(old.id(), today.id());
    keeping.put(tenant(), collection.name(), 2, false, "admin");
    retire.round();

    assertThat(ids()).containsExactly(today.id());
    assertVerifies();
  }

  /** The set that the answer's question was put into. */
  private UUID madeGolden(Answer answer) {
    UUID set =
        goldenSets
            .importLines(
                tenant(),
                collection.name(),
                "pumps",
                "{\"id\": \"1\", \"question\": \"Is P-7 a pump?\", \"relevant\": [{\"doc\": \"pumps.md\"}]}",
                "ada")
            .set()
            .id();
    assertThat(goldenSets.addAnswered(tenant(), set, answer.id(), Marks.ALL_CITED)).isPresent();
    return set;
  }

  private void edited() {
    collection.write(
        "people/" + secret + ".md",
        "# About %s\n\n## Salary\n\nThe yearly salary of %s was %s crowns.\n"
            .formatted(secret, secret, salary));
  }

  private void assertVerifies() {
    assertThat(verify.verify(tenant(), 1, null, null).findings()).isEmpty();
    sealed();
    VerifiedLedger verified = verify.verify(tenant(), 1, null, null);
    assertThat(verified.findings()).isEmpty();
    assertThat(verified.unsealed()).isZero();
    assertThat(verified.erased()).isPositive();
  }

  private void sealed() {
    await()
        .until(
            () -> {
              sealing.seal(tenant());
              return seals.head(tenant()).unsealed() == 0;
            });
  }

  private Erasure erase(ToErase what) {
    return erasures.erase(tenant(), what, "officer", "Asked for by the person");
  }

  private Erasure.Done done(ToErase what) {
    return (Erasure.Done) erase(what);
  }

  private Hold place(@Nullable String name, @Nullable String caller, @Nullable UUID document) {
    return holds.place(tenant(), name, caller, document, "Case 7", "judge").orElseThrow();
  }

  private static Author author(String caller, String endUser) {
    return new Author(null, caller, endUser);
  }

  private Answer ask(String caller, String question, @Nullable UUID conversation) {
    return ask.ask(question(caller, question, conversation));
  }

  private Question question(String caller, String question, @Nullable UUID conversation) {
    return new Question(
        tenant(),
        collection.name(),
        question,
        null,
        SearchFilter.NONE,
        caller,
        AnswerProfile.DEFAULT,
        null,
        conversation,
        List.of(),
        CallerContext.NONE,
        "");
  }

  private int tenant() {
    return collection.scope().tenantId();
  }

  private UUID document() {
    return documentOf("people/" + secret + ".md");
  }

  private UUID documentOf(String uri) {
    return (UUID)
        Objects.requireNonNull(Objects.requireNonNull(collection.document(uri)).get("id"));
  }

  private List<UUID> ids() {
    return collection
        .rows("SELECT id FROM answer WHERE tenant_id = :tenant AND collection_id = :collection")
        .stream()
        .map((Map<String, Object> row) -> (UUID) row.get("id"))
        .toList();
  }

  /** The secret as a name. */
  private String proper() {
    return secret.substring(0, 1).toUpperCase(ROOT) + secret.substring(1);
  }

  private boolean isKept(String text) {
    return DatabaseDump.holds(tenant(), text);
  }

  private static String letters() {
    var text = new StringBuilder();
    UUID.randomUUID()
        .toString()
        .chars()
        .filter(c -> c != '-')
        .limit(14)
        .forEach(c -> text.append((char) ('a' + Character.digit(c, 16))));
    return text.toString();
  }
}
