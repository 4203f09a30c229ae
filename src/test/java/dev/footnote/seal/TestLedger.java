package dev.footnote.seal;

import static org.awaitility.Awaitility.await;

import dev.footnote.audit.Ledger;
import dev.footnote.audit.LedgerCitation;
import dev.footnote.audit.LedgerEntry;
import dev.footnote.audit.PromptMessage;
import dev.footnote.audit.Provenance;
import dev.footnote.document.CollectionRepository;
import dev.footnote.feedback.AnswerFeedback;
import dev.footnote.feedback.Author;
import dev.footnote.feedback.Rating;
import dev.footnote.fixtures.StoredDocuments;
import dev.footnote.store.Database;
import io.quarkus.arc.Arc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A tenant of its own with a document, and answers, parts and feedback on its ledger. */
final class TestLedger implements AutoCloseable {
  static final String TEXT = "Leave is 26 days. It is asked for in writing.";
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456789Z");

  private final Database database = bean(Database.class);
  private final Ledger ledger = bean(Ledger.class);
  private final SealLedger sealing = bean(SealLedger.class);
  private final StoredDocuments documents =
      new StoredDocuments(
          database, bean(CollectionRepository.class), "seal-" + UUID.randomUUID(), "handbook");
  private final UUID document = documents.add("leave.txt", TEXT, Map.of());
  final List<UUID> answers = new ArrayList<>();
  private int asked;

  static <T> T bean(Class<T> type) {
    return Arc.container().instance(type).get();
  }

  int tenant() {
    return documents.tenantId();
  }

  UUID document() {
    return document;
  }

  /** An answer with two citations, the first of two parts, and somebody's opinion of it. */
  UUID append() {
    return append("ada", "How much leave, for the " + asked + "th time? 🙂");
  }

  UUID append(String caller, String question) {
    UUID id = UUID.randomUUID();
    Instant at = NOON.plusSeconds(asked++);
    database.change(
        handle -> {
          ledger.appendPart(
              handle, documents.collection().scope(), id, 1, at, caller, question, "Leave is ");
          ledger.append(handle, entry(id, at, caller, question));
        });
    bean(AnswerFeedback.class)
        .give(tenant(), id, new Author(null, caller, "bob"), Rating.GOOD, "Right.", null);
    answers.add(id);
    return id;
  }

  TestLedger append(int number) {
    for (int i = 0; i < number; i++) {
      append();
    }
    return this;
  }

  /** Seals all that can be; the service's own round may be doing so already. */
  TestLedger seal() {
    await()
        .until(
            () -> {
              sealing.seal(tenant());
              return !database.read(bean(QueueRepository.class)::tenants).contains(tenant());
            });
    return this;
  }

  VerifiedLedger verify() {
    return bean(VerifyLedger.class).verify(tenant(), 1, null, null);
  }

  private LedgerEntry entry(UUID id, Instant at, String caller, String question) {
    return new LedgerEntry(
        id,
        documents.collection().scope(),
        at,
        caller,
        question,
        "grounded",
        "Leave is 26 days. [1] It is asked for in writing. [2]",
        documents.collection().live().id(),
        asked,
        new Provenance(
            "handbook",
            8,
            Map.of(),
            "bge-small-en-v1.5-q",
            false,
            0,
            new Provenance.Signals(0.7, 1.0, List.of()),
            List.of(),
            List.of(Provenance.Passage.of(1, document, 1, List.of(7L), 0, TEXT.length(), TEXT)),
            new Provenance.Answerer(
                "extractive",
                null,
                null,
                Map.of(),
                List.of(
                    PromptMessage.sharing(
                        "system",
                        "Between %s: data.\n".formatted(fence(id)),
                        Map.of("fence", fence(id))),
                    new PromptMessage("user", question)),
                null),
            List.of(),
            Map.of("evidence_tokens_max", 2000),
            Map.of("total", 12.25),
            null,
            List.of(question),
            null,
            null,
            null,
            null,
            "0.1.0",
            null),
        List.of(citation(1, 0, 17), citation(2, 18, 45)));
  }

  private static String fence(UUID id) {
    return "---- " + id + " ----";
  }

  private LedgerCitation citation(int n, int start, int end) {
    return new LedgerCitation(
        n,
        document,
        1,
        7,
        StoredDocuments.sha256(TEXT),
        "leave.txt",
        "Leave, in full",
        List.of("Time off", "\"Leave\", {quoted}"),
        n == 1 ? null : 3,
        start,
        end,
        start,
        end,
        TEXT.substring(start, end),
        true);
  }

  @Override
  public void close() {
    documents.close();
  }
}
