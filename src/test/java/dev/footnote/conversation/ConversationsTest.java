package dev.footnote.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footnote.audit.Ledger;
import dev.footnote.audit.LedgerEntry;
import dev.footnote.audit.Provenance;
import dev.footnote.document.CollectionRepository;
import dev.footnote.document.UnknownCollection;
import dev.footnote.fixtures.Shelf;
import dev.footnote.fixtures.StoredDocuments;
import dev.footnote.jobs.Regularly;
import dev.footnote.store.Database;
import dev.footnote.store.Json;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConversationsTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final String ADA = UUID.randomUUID().toString();
  private static final String BOB = UUID.randomUUID().toString();
  private static final String PROVENANCE =
      """
      {"collection": "handbook", "k": 8, "filter": {}, "embedding_model": "some", "limited": false,
       "documents_waiting": 0, "signals": {"best_coverage": 1, "unknown_terms": []}, "candidates": [],
       "evidence": [], "answerer": {"kind": "extractive", "parameters": {}, "messages": []}, "dropped": [],
       "settings": {}, "timings_ms": {}}
      """;

  @Inject Database database;
  @Inject CollectionRepository collections;
  @Inject Ledger ledger;
  @Inject Regularly regularly;

  private StoredDocuments documents;
  private volatile Instant now = NOON;

  @BeforeEach
  void tenantOfItsOwn() {
    documents = new StoredDocuments(database, collections, "talk-" + UUID.randomUUID(), "handbook");
  }

  @AfterEach
  void leaveNothing() {
    documents.close();
  }

  @Test
  void aTurnIsReadFromTheLedgerAndCountsOnce() {
    Conversations conversations = conversations();
    UUID id = open(conversations, ADA);
    UUID first = say(conversations, ADA, id, "How much leave do I get?", "26 days. [1]", null);
    UUID second =
        say(conversations, ADA, id, "and Bob?", "27 days. [1]", "How much leave does Bob get?");

    Conversations.Whole whole = conversations.get(tenant(), ADA, id);

    assertThat(whole.conversation().turns()).isEqualTo(2);
    assertThat(whole.conversation().collection()).isEqualTo("handbook");
    assertThat(whole.turns())
        .containsExactly(
            new KeptTurn(
                1, first, NOON, "How much leave do I get?", null, "26 days. [1]", "grounded"),
            new KeptTurn(
                2,
                second,
                NOON,
                "and Bob?",
                "How much leave does Bob get?",
                "27 days. [1]",
                "grounded"));
  }

  @Test
  void theHistoryHoldsTheLastQuestionsAsTheyStandAlone() {
    Conversations conversations = conversations();
    UUID id = open(conversations, ADA);
    say(conversations, ADA, id, "Who is Bob?", "A baker. [1]", null);
    say(conversations, ADA, id, "How old is he?", "He is 40. [1]", "How old is Bob?");
    say(conversations, ADA, id, "Since when?", "Since May. [1]", null);

    KeptHistory history = history(conversations, tenant(), ADA, id, 2);

    assertThat(history.collection()).isEqualTo("handbook");
    assertThat(history.history().turns())
        .containsExactly(
            Turn.user("How old is Bob?"),
            Turn.assistant("He is 40. [1]"),
            Turn.user("Since when?"),
            Turn.assistant("Since May. [1]"));
  }

  @Test
  void nobodyElseOfTheTenantFindsIt() {
    Conversations conversations = conversations();
    UUID id = open(conversations, ADA);

    for (String stranger : List.of(BOB, Conversations.owner(null))) {
      assertThatThrownBy(() -> conversations.get(tenant(), stranger, id))
          .isInstanceOf(UnknownConversation.class);
      assertThatThrownBy(() -> history(conversations, tenant(), stranger, id, 5))
          .isInstanceOf(UnknownConversation.class);
      assertThatThrownBy(() -> say(conversations, stranger, id, "Hello?", "Hello.", null))
          .isInstanceOf(UnknownConversation.class);
      assertThatThrownBy(() -> conversations.delete(tenant(), stranger, id))
          .isInstanceOf(UnknownConversation.class);
      assertThat(conversations.list(tenant(), stranger, null, 10).conversations()).isEmpty();
    }
    assertThat(conversations.get(tenant(), ADA, id).turns()).isEmpty();
  }

  @Test
  void theSameOwnerOfAnotherTenantDoesNotFindIt() {
    Conversations conversations = conversations();
    UUID id = open(conversations, ADA);
    try (var other =
        new StoredDocuments(database, collections, "talk-" + UUID.randomUUID(), "handbook")) {
      assertThatThrownBy(() -> conversations.get(other.tenantId(), ADA, id))
          .isInstanceOf(UnknownConversation.class);
      assertThatThrownBy(() -> history(conversations, other.tenantId(), ADA, id, 5))
          .isInstanceOf(UnknownConversation.class);
      assertThatThrownBy(() -> conversations.delete(other.tenantId(), ADA, id))
          .isInstanceOf(UnknownConversation.class);
      assertThat(conversations.list(other.tenantId(), ADA, null, 10).conversations()).isEmpty();
    }
  }

  @Test
  void eachTurnPutsOffTheEndAndWithoutOneItEnds() {
    Conversations conversations = conversations("footnote.conversations.idle-max", "1h");
    UUID id = open(conversations, ADA);
    now = NOON.plus(Duration.ofMinutes(59));
    say(conversations, ADA, id, "Still there?", "Yes. [1]", null);
    now = NOON.plus(Duration.ofMinutes(118));
    assertThat(conversations.get(tenant(), ADA, id).conversation().expiresAt())
        .isEqualTo(NOON.plus(Duration.ofMinutes(119)));

    now = NOON.plus(Duration.ofMinutes(119));
    assertThatThrownBy(() -> conversations.get(tenant(), ADA, id))
        .isInstanceOf(UnknownConversation.class);
    assertThatThrownBy(() -> say(conversations, ADA, id, "Still there?", "No.", null))
        .isInstanceOf(UnknownConversation.class);
    assertThat(conversations.list(tenant(), ADA, null, 10).conversations()).isEmpty();
  }

  @Test
  void whatHasExpiredIsDeletedInBatchesAndNothingElse() {
    Conversations conversations = conversations("footnote.conversations.idle-max", "1h");
    for (int i = 0; i < 5; i++) {
      say(conversations, ADA, open(conversations, ADA), "Why?", "Because. [1]", null);
    }
    now = NOON.plus(Duration.ofMinutes(30));
    UUID living = open(conversations, ADA);
    now = NOON.plus(Duration.ofMinutes(60));

    new ForgetConversations(
            database,
            new ConversationRepository(),
            regularly,
            config("footnote.conversations.tidy-batch", "2"),
            () -> now)
        .forget();

    assertThat(stored("SELECT id FROM conversation WHERE tenant_id = :tenant"))
        .containsExactly(living);
    assertThat(stored("SELECT conversation_id FROM conversation_turn WHERE tenant_id = :tenant"))
        .isEmpty();
    assertThat(stored("SELECT id FROM answer WHERE tenant_id = :tenant")).hasSize(5);
  }

  @Test
  void aConversationThatIsFullRefusesTheNextQuestion() {
    Conversations conversations = conversations("footnote.conversations.turns-max", "2");
    UUID id = open(conversations, ADA);
    say(conversations, ADA, id, "One?", "One. [1]", null);
    say(conversations, ADA, id, "Two?", "Two. [1]", null);

    assertThatThrownBy(() -> history(conversations, tenant(), ADA, id, 5))
        .isInstanceOf(ConversationLimit.class)
        .hasMessageContaining("2 turns");
    assertThatThrownBy(() -> say(conversations, ADA, id, "Three?", "Three. [1]", null))
        .isInstanceOf(ConversationLimit.class);
    assertThat(conversations.get(tenant(), ADA, id).turns()).hasSize(2);
    assertThat(stored("SELECT id FROM answer WHERE tenant_id = :tenant"))
        .as("an answer that can't be appended to its conversation is not on the ledger either")
        .hasSize(2);
  }

  @Test
  void aCallerOpensOnlySoManyAtATime() {
    Conversations conversations =
        conversations(
            "footnote.conversations.per-caller-max", "2", "footnote.conversations.idle-max", "1h");
    UUID first = open(conversations, ADA);
    open(conversations, ADA);

    assertThatThrownBy(() -> open(conversations, ADA)).isInstanceOf(ConversationLimit.class);
    open(conversations, BOB);
    conversations.delete(tenant(), ADA, first);
    open(conversations, ADA);
    now = NOON.plus(Duration.ofHours(2));
    open(conversations, ADA);
  }

  @Test
  void turnsThatComeAtTheSameTimeAreNumberedWithoutAGap() throws Exception {
    Conversations conversations = conversations();
    UUID id = open(conversations, ADA);
    List<Callable<UUID>> turns = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String question = "Question " + i + "?";
      turns.add(() -> say(conversations, ADA, id, question, "Answer. [1]", null));
    }
    Set<UUID> said = new HashSet<>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var turn : threads.invokeAll(turns)) {
        said.add(turn.get());
      }
    }

    List<KeptTurn> kept = conversations.get(tenant(), ADA, id).turns();
    assertThat(kept).extracting(KeptTurn::n).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(kept).extracting(KeptTurn::answerId).containsExactlyInAnyOrderElementsOf(said);
  }

  @Test
  void pagesShowEachConversationOnceNewestFirst() {
    Conversations conversations = conversations();
    var opened = new ArrayList<UUID>();
    for (int i = 0; i < 7; i++) {
      now = NOON.plusSeconds(i / 2);
      opened.add(open(conversations, ADA));
    }
    var seen = new ArrayList<Conversation>();
    String cursor = null;
    do {
      ConversationPage page = conversations.list(tenant(), ADA, cursor, 3);
      seen.addAll(page.conversations());
      cursor = page.nextCursor();
    } while (cursor != null);

    assertThat(seen).extracting(Conversation::id).containsExactlyInAnyOrderElementsOf(opened);
    assertThat(seen)
        .extracting(Conversation::createdAt)
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThatThrownBy(() -> conversations.list(tenant(), ADA, "nonsense", 3))
        .isInstanceOf(InvalidCursor.class);
  }

  @Test
  void aConversationNeedsACollectionThatExists() {
    assertThatThrownBy(() -> conversations().open(tenant(), ADA, "nowhere"))
        .isInstanceOf(UnknownCollection.class);
  }

  private Conversations conversations(String... properties) {
    return new Conversations(
        database, new ConversationRepository(), collections, config(properties), () -> now);
  }

  private static ConversationsConfig config(String... properties) {
    return Shelf.config(ConversationsConfig.class, properties);
  }

  private int tenant() {
    return documents.tenantId();
  }

  private UUID open(Conversations conversations, String owner) {
    return conversations.open(tenant(), owner, "handbook").id();
  }

  private KeptHistory history(
      Conversations conversations, int tenant, String owner, UUID id, int turnsMax) {
    return database.read(handle -> conversations.history(handle, tenant, owner, id, turnsMax));
  }

  /** Ledger and conversation in one transaction, as questions are answered. */
  private UUID say(
      Conversations conversations,
      String owner,
      UUID id,
      String question,
      String answer,
      @Nullable String standalone) {
    LedgerEntry entry =
        new LedgerEntry(
            UUID.randomUUID(),
            documents.collection().scope(),
            NOON,
            "ada",
            question,
            "grounded",
            answer,
            documents.collection().live().id(),
            1,
            Json.read(PROVENANCE, Provenance.class),
            List.of());
    database.change(
        handle -> {
          ledger.append(handle, entry);
          conversations.append(handle, tenant(), owner, id, entry.id(), standalone);
        });
    return entry.id();
  }

  private List<UUID> stored(String sql) {
    return database.read(
        handle -> handle.createQuery(sql).bind("tenant", tenant()).mapTo(UUID.class).list());
  }
}
