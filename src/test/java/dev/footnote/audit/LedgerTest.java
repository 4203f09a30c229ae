package dev.footnote.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.footnote.document.CollectionRepository;
import dev.footnote.fixtures.StoredDocuments;
import dev.footnote.store.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LedgerTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456789Z");

  @Inject Database database;
  @Inject CollectionRepository collections;
  @Inject Ledger ledger;
  @Inject ReadLedger readLedger;

  private StoredDocuments documents;

  @BeforeEach
  void tenantOfItsOwn() {
    documents =
        new StoredDocuments(database, collections, "ledger-" + UUID.randomUUID(), "handbook");
  }

  @AfterEach
  void leaveNothing() {
    documents.close();
  }

  @Test
  void entryComesBackAsItWasAppended() {
    UUID document = documents.add("leave.txt", "Leave is 26 days.", Map.of());
    LedgerEntry entry = appended("How much leave?", NOON, document, 1);

    AuditedAnswer read = readLedger.answer(documents.tenantId(), entry.id()).orElseThrow();

    assertThat(read.entry()).isEqualTo(entry);
    assertThat(read.intact()).isTrue();
    assertThat(read.evidence())
        .containsExactly(new AuditedAnswer.EvidenceText(1, document, 1, "Leave is 26 days."));
  }

  @Test
  void statusOfCitationFollowsTheDocument() {
    UUID document = documents.add("leave.txt", "Leave is 26 days.", Map.of());
    UUID id = appended("How much leave?", NOON, document, 1).id();

    assertThat(statusOf(id)).isEqualTo(CitationStatus.CURRENT);
    documents.replace(document, 2, "Leave is 26 days. Ask early.");
    assertThat(statusOf(id)).isEqualTo(CitationStatus.CURRENT);
    documents.replace(document, 3, "New: Leave is 26 days.");
    assertThat(nowOf(id).status()).isEqualTo(CitationStatus.MOVED);
    assertThat(nowOf(id).place())
        .isEqualTo(new CitationNow.Place(3, 5, 22, "leave.txt", null, "Leave is 26 days."));
    assertThat(page(LedgerFilter.ALL, null, 10).answers().getFirst().stale()).isZero();
    documents.replace(document, 4, "Leave is 27 days.");
    assertThat(nowOf(id).place())
        .isEqualTo(new CitationNow.Place(4, 0, 17, "leave.txt", null, "Leave is 27 days."));
    assertThat(statusOf(id)).isEqualTo(CitationStatus.SUPERSEDED);
    documents.remove(document);
    assertThat(statusOf(id)).isEqualTo(CitationStatus.DELETED);
    assertThat(page(LedgerFilter.ALL, null, 10).answers().getFirst().stale()).isEqualTo(1);
    assertThat(readLedger.verify(documents.tenantId(), id)).contains(true);
  }

  @Test
  void anyChangedFieldOfAnEntryShows() {
    UUID document = documents.add("leave.txt", "Leave is 26 days.", Map.of());
    List<String> changes =
        List.of(
            "UPDATE answer SET text = text || ' ' WHERE id = :id",
            "UPDATE answer SET at = at + interval '1 microsecond' WHERE id = :id",
            "UPDATE answer SET caller = 'somebody else' WHERE id = :id",
            "UPDATE answer SET watermark = watermark + 1 WHERE id = :id",
            "UPDATE answer SET record = CAST(jsonb_set(CAST(record AS jsonb), '{k}', '9') AS json) WHERE id = :id",
            "UPDATE answer SET record = CAST(CAST(record AS text) || ' ' AS json) WHERE id = :id",
            "UPDATE answer SET salt = decode(md5('another'), 'hex') WHERE id = :id",
            "UPDATE answer SET prompt_sha256 = sha256('Lie.') WHERE id = :id",
            "UPDATE citation SET quote = 'Leave is 99 days.' WHERE answer_id = :id",
            "UPDATE citation SET verified = NOT verified WHERE answer_id = :id",
            "DELETE FROM citation WHERE answer_id = :id");

    for (String change : changes) {
      UUID id = appended("How much leave?", NOON, document, 1).id();
      withoutTriggers(change, id);
      assertThat(readLedger.verify(documents.tenantId(), id)).as(change).contains(false);
      assertThat(database.<List<UUID>>read(h -> ledger.altered(h, documents.tenantId())))
          .contains(id);
    }
  }

  @Test
  void aChangedOrMissingPromptOfAnEntryShows() {
    UUID id = appended("How much leave?", NOON, null, 1).id();
    for (String change :
        List.of(
            "UPDATE prompt p SET text = 'Lie.' FROM answer a WHERE a.id = :id AND p.tenant_id = a.tenant_id",
            "DELETE FROM prompt p USING answer a WHERE a.id = :id AND p.tenant_id = a.tenant_id")) {
      withoutTriggers(change, id);

      AuditedAnswer read = readLedger.answer(documents.tenantId(), id).orElseThrow();
      assertThat(read.intact()).as(change).isFalse();
      assertThat(read.entry().provenance().answerer().messages().getFirst().promptSha256())
          .isNotNull();
    }
    assertThat(message(id).text()).isNull();
  }

  private PromptMessage message(UUID id) {
    return readLedger
        .answer(documents.tenantId(), id)
        .orElseThrow()
        .entry()
        .provenance()
        .answerer()
        .messages()
        .getFirst();
  }

  @Test
  void databaseRefusesToChangeOrDeleteAnEntry() {
    UUID id = appended("How much leave?", NOON, null, 1).id();

    for (String change :
        List.of(
            "UPDATE answer SET text = '' WHERE id = :id", "DELETE FROM answer WHERE id = :id")) {
      assertThatThrownBy(
              () -> database.change(h -> h.createUpdate(change).bind("id", id).execute()))
          .hasMessageContaining("append-only");
    }
  }

  @Test
  void pagesShowEveryEntryOnceNewestFirst() {
    var appended = new ArrayList<UUID>();
    for (int i = 0; i < 7; i++) {
      // Pairs share a time, so that the id must break the tie.
      appended.add(appended("Question " + i, NOON.plusSeconds(i / 2), null, i).id());
    }

    var seen = new ArrayList<LedgerPage.Summary>();
    String cursor = null;
    do {
      LedgerPage page = page(LedgerFilter.ALL, cursor, 3);
      seen.addAll(page.answers());
      cursor = page.nextCursor();
    } while (cursor != null);

    assertThat(seen)
        .extracting(LedgerPage.Summary::answerId)
        .containsExactlyInAnyOrderElementsOf(appended);
    assertThat(seen)
        .extracting(LedgerPage.Summary::at)
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThatThrownBy(() -> page(LedgerFilter.ALL, "nonsense", 3))
        .isInstanceOf(InvalidCursor.class);
  }

  @Test
  void filtersNarrowThePage() {
    UUID document = documents.add("leave.txt", "Leave is 26 days.", Map.of());
    UUID cited = appended("How much leave?", NOON, document, 1).id();
    UUID other = appended("What does 100% mean?", NOON.plusSeconds(60), null, 2).id();

    assertThat(ids(filter(null, null, null, document, null))).containsExactly(cited);
    assertThat(ids(filter(null, null, "100%", null, null))).containsExactly(other);
    assertThat(ids(filter(null, null, "HOW MUCH", null, null))).containsExactly(cited);
    assertThat(ids(filter(NOON.plusSeconds(1), null, null, null, null))).containsExactly(other);
    assertThat(ids(filter(null, NOON.plusSeconds(1), null, null, null))).containsExactly(cited);
    assertThat(ids(filter(null, null, null, null, "no_evidence"))).containsExactly(other);
    assertThat(ids(new LedgerFilter(null, null, "handbook", "ada", null, null, null, null)))
        .hasSize(2);
    assertThat(ids(new LedgerFilter(null, null, "another", null, null, null, null, null)))
        .isEmpty();
    assertThat(ids(new LedgerFilter(null, null, null, "bob", null, null, null, null))).isEmpty();
  }

  @Test
  void wordsAreFoundInAnyOrderInQuotationMarksInThatOrderAndInScriptsWithoutSpaces() {
    UUID much = appended("How much leave is left?", NOON, null, 1).id();
    UUID code = appended("ERR-4012 leaves me no leave", NOON.plusSeconds(1), null, 2).id();
    UUID japanese = appended("年次有給休暇は何日ですか", NOON.plusSeconds(2), null, 3).id();

    assertThat(ids(filter(null, null, "left much", null, null))).containsExactly(much);
    assertThat(ids(filter(null, null, "\"left much\"", null, null))).isEmpty();
    assertThat(ids(filter(null, null, "leave -left", null, null)))
        .contains(code)
        .doesNotContain(much);
    assertThat(ids(filter(null, null, "err-4012", null, null))).containsExactly(code);
    assertThat(ids(filter(null, null, "有給休暇", null, null))).containsExactly(japanese);
    assertThat(ids(filter(null, null, "& | ! <-> '", null, null))).isEmpty();
  }

  @Test
  void anotherTenantSeesNothing() {
    UUID id = appended("How much leave?", NOON, null, 1).id();
    int stranger =
        database.<Integer>write(
            handle -> collections.ensureTenant(handle, "ledger-" + UUID.randomUUID()));

    assertThat(readLedger.answer(stranger, id)).isEmpty();
    assertThat(readLedger.verify(stranger, id)).isEmpty();
    assertThat(readLedger.answers(stranger, LedgerFilter.ALL, null, 10).answers()).isEmpty();
  }

  private LedgerFilter filter(
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String text,
      @Nullable UUID document,
      @Nullable String outcome) {
    return new LedgerFilter(from, to, null, null, document, null, text, outcome);
  }

  private List<UUID> ids(LedgerFilter filter) {
    return page(filter, null, 10).answers().stream().map(LedgerPage.Summary::answerId).toList();
  }

  private LedgerPage page(LedgerFilter filter, @Nullable String cursor, int limit) {
    return readLedger.answers(documents.tenantId(), filter, cursor, limit);
  }

  private CitationStatus statusOf(UUID answerId) {
    return nowOf(answerId).status();
  }

  private CitationNow nowOf(UUID answerId) {
    return Objects.requireNonNull(
        readLedger.answer(documents.tenantId(), answerId).orElseThrow().citationsNow().get(1));
  }

  private void withoutTriggers(String change, UUID id) {
    database.change(
        handle -> {
          handle.execute("ALTER TABLE answer DISABLE TRIGGER USER");
          handle.execute("ALTER TABLE citation DISABLE TRIGGER USER");
          handle.execute("ALTER TABLE prompt DISABLE TRIGGER USER");
          handle.createUpdate(change).bind("id", id).execute();
          handle.execute("ALTER TABLE answer ENABLE TRIGGER USER");
          handle.execute("ALTER TABLE citation ENABLE TRIGGER USER");
          handle.execute("ALTER TABLE prompt ENABLE TRIGGER USER");
        });
  }

  private LedgerEntry appended(
      String question, Instant at, @Nullable UUID document, long watermark) {
    List<LedgerCitation> citations =
        document == null
            ? List.of()
            : List.of(
                new LedgerCitation(
                    1,
                    document,
                    1,
                    7,
                    StoredDocuments.sha256("Leave is 26 days."),
                    "leave.txt",
                    "Leave, in full",
                    List.of("Time off", "\"Leave\""),
                    3,
                    0,
                    17,
                    0,
                    17,
                    "Leave is 26 days.",
                    true));
    LedgerEntry entry =
        new LedgerEntry(
            UUID.randomUUID(),
            documents.collection().scope(),
            at,
            "ada",
            question,
            document == null ? "no_evidence" : "grounded",
            "Leave is 26 days. [1]",
            documents.collection().live().id(),
            watermark,
            provenance(document),
            citations);
    database.change(handle -> ledger.append(handle, entry));
    return entry;
  }

  private static Provenance provenance(@Nullable UUID document) {
    UUID id = document == null ? UUID.randomUUID() : document;
    return new Provenance(
        "handbook",
        8,
        Map.of("path", "policies/**"),
        "bge-small-en-v1.5-q",
        false,
        2,
        new Provenance.Signals(0.1 + 0.2, 1e-9, List.of("zebra")),
        List.of(
            new Provenance.Candidate(
                1, 7, 9, id, 1, 0, 17, 0.71, 1, 12.5, null, 0, 0.93, 4.2, 3, null)),
        List.of(Provenance.Passage.of(1, id, 1, List.of(7L), 0, 17, "Leave is 26 days.")),
        new Provenance.Answerer(
            "llm",
            "some-model",
            null,
            Map.of("temperature", 0.0),
            List.of(
                PromptMessage.sharing(
                    "system",
                    "Data is between ---- 7 ----. Be {brief} & kind.",
                    Map.of("fence", "---- 7 ----", "wishes", "& kind")),
                new PromptMessage("user", "🙂 How?\n")),
            "raw"),
        List.of(new Provenance.Dropped("Leave is unlimited.", "no marker")),
        Map.of("evidence_tokens_max", 2000),
        Map.of("total", 12.25),
        new Provenance.Reranking("rerank-model", 30, true),
        List.of("How?", "How much?"),
        List.of(new Provenance.Check(0, 16, 0.97, true, null)),
        new Provenance.Context(
            List.of(new Provenance.Context.Item("Tier", "gold")),
            List.of(new Provenance.Context.Cited(2, 1, 0, 4, 0, 16, true))),
        JsonNodeFactory.instance.objectNode().put("days", 26),
        null,
        "0.1.0",
        null);
  }
}
