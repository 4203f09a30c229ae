package dev.footnote.audit;

import dev.footnote.store.Scope;
import dev.footnote.store.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** The append-only record of every answer; each entry carries a hash of all that it says. */
@ApplicationScoped
public class Ledger {
  private static final HexFormat HEX = HexFormat.of();
  static final String PART_FORM = "footnote.part.2";

  private final LedgerQueue queue;

  Ledger(LedgerQueue queue) {
    this.queue = queue;
  }

  /** Appends an entry; it is on the ledger when the handle's transaction commits. */
  public void append(Handle handle, LedgerEntry entry) {
    LedgerRow row = LedgerRow.of(entry);
    byte[] sha256 = row.sha256();
    SharedPrompt prompt = row.prompt();
    if (prompt != null) {
      Prompts.keep(handle, row.scope().tenantId(), prompt);
    }
    handle
        .createUpdate(
            """
            INSERT INTO answer
              (tenant_id, id, collection_id, at, caller, question, outcome, text, generation_id, watermark,
               record, entry_sha256, form, salt, prompt_sha256)
            VALUES
              (:tenant, :id, :collection, :at, :caller, :question, :outcome, :text, :generation, :watermark,
               CAST(:record AS json), :sha256, :form, :salt, :prompt)
            """)
        .bind("tenant", row.scope().tenantId())
        .bind("id", row.id())
        .bind("collection", row.scope().collectionId())
        .bind("at", OffsetDateTime.ofInstant(row.at(), ZoneOffset.UTC))
        .bind("caller", row.caller())
        .bind("question", row.question())
        .bind("outcome", row.outcome())
        .bind("text", row.text())
        .bind("generation", row.generationId())
        .bind("watermark", row.watermark())
        .bind("record", row.provenanceJson())
        .bind("sha256", sha256)
        .bind("form", row.form())
        .bind("salt", row.salt())
        .bind("prompt", prompt == null ? null : prompt.sha256().bytes())
        .execute();
    if (!entry.citations().isEmpty()) {
      appendCitations(handle, entry);
    }
    queue.add(handle, row.scope().tenantId(), EntryKey.answer(row.id()), sha256);
  }

  /**
   * Appends a part of an answer that is told before the answer is complete. An answer whose parts
   * are here and which has no entry was broken off: its process died, or its asker left.
   *
   * @param n its number, from 1
   */
  public void appendPart(
      Handle handle,
      Scope scope,
      UUID answerId,
      int n,
      Instant at,
      String caller,
      String question,
      String text) {
    byte[] salt = Salt.fresh();
    Instant kept = at.truncatedTo(ChronoUnit.MICROS);
    handle
        .createUpdate(
            """
            INSERT INTO answer_part (tenant_id, answer_id, n, collection_id, at, caller, question, text, salt)
            VALUES (:tenant, :answer, :n, :collection, :at, :caller, :question, :text, :salt)
            """)
        .bind("tenant", scope.tenantId())
        .bind("answer", answerId)
        .bind("n", n)
        .bind("collection", scope.collectionId())
        .bind("at", OffsetDateTime.ofInstant(kept, ZoneOffset.UTC))
        .bind("caller", caller)
        .bind("question", question)
        .bind("text", text)
        .bind("salt", salt)
        .execute();
    byte[] sha256 =
        new EntryBytes()
            .text(PART_FORM)
            .bytes(salt)
            .number(scope.tenantId())
            .uuid(answerId)
            .number(n)
            .number(scope.collectionId())
            .time(kept)
            .text(caller)
            .text(question)
            .text(text)
            .sha256();
    queue.add(handle, scope.tenantId(), new EntryKey(EntryKind.PART, answerId, n), sha256);
  }

  private static void appendCitations(Handle handle, LedgerEntry entry) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO citation
              (tenant_id, answer_id, n, collection_id, document_id, version, chunk_id, content_sha256, uri, title,
               heading_path, page, span_start, span_end, answer_start, answer_end, quote, verified)
            VALUES
              (:tenant, :answer, :n, :collection, :documentId, :version, :chunkId, :sha256, :uri, :title,
               :headings, :page, :spanStart, :spanEnd, :answerStart, :answerEnd, :quote, :verified)
            """);
    for (LedgerCitation citation : entry.citations()) {
      batch
          .bindMethods(citation)
          .bind("tenant", entry.scope().tenantId())
          .bind("collection", entry.scope().collectionId())
          .bind("answer", entry.id())
          .bind("sha256", HEX.parseHex(citation.contentSha256()))
          .bindArray("headings", String.class, citation.headingPath())
          .add();
    }
    batch.execute();
  }

  /**
   * Whether an entry, and what it shares with others, still says what it said when it was appended;
   * empty if the tenant has no such entry.
   */
  public Optional<Boolean> isIntact(Handle handle, int tenantId, UUID answerId) {
    return find(handle, tenantId, answerId)
        .map(
            stored ->
                Arrays.equals(stored.sha256, stored.row.sha256()) && stored.row.hasItsPrompt());
  }

  /** The hash that the stored entry has now; empty if the tenant has no such entry. */
  Optional<byte[]> sha256(Handle handle, int tenantId, UUID answerId) {
    return find(handle, tenantId, answerId).map(stored -> stored.row.sha256());
  }

  /** The tenant's entries that no longer say what they said, oldest first; empty if all is well. */
  public List<UUID> altered(Handle handle, int tenantId) {
    return handle
        .createQuery("SELECT id FROM answer WHERE tenant_id = :tenant ORDER BY at, id")
        .bind("tenant", tenantId)
        .mapTo(UUID.class)
        .stream()
        .filter(id -> !isIntact(handle, tenantId, id).orElse(false))
        .toList();
  }

  /** The entry as it was appended; empty if the tenant has none with that id. */
  public Optional<LedgerEntry> entry(Handle handle, int tenantId, UUID answerId) {
    return find(handle, tenantId, answerId).map(stored -> stored.row.entry());
  }

  private record Stored(LedgerRow row, byte[] sha256) {}

  private static Optional<Stored> find(Handle handle, int tenantId, UUID answerId) {
    return handle
        .createQuery(
            """
            SELECT a.*, p.text AS prompt
            FROM answer a LEFT JOIN prompt p ON p.tenant_id = a.tenant_id AND p.sha256 = a.prompt_sha256
            WHERE a.tenant_id = :tenant AND a.id = :id
            """)
        .bind("tenant", tenantId)
        .bind("id", answerId)
        .map(
            (row, context) ->
                new Stored(
                    ledgerRow(row, citations(handle, tenantId, answerId)),
                    row.getBytes("entry_sha256")))
        .findOne();
  }

  private static LedgerRow ledgerRow(ResultSet row, List<LedgerCitation> citations)
      throws SQLException {
    byte[] promptSha256 = row.getBytes("prompt_sha256");
    String prompt = row.getString("prompt");
    return new LedgerRow(
        row.getInt("form"),
        row.getBytes("salt"),
        row.getObject("id", UUID.class),
        new Scope(row.getInt("tenant_id"), row.getInt("collection_id")),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("caller"),
        row.getString("question"),
        row.getString("outcome"),
        row.getString("text"),
        row.getInt("generation_id"),
        row.getLong("watermark"),
        row.getString("record"),
        promptSha256 == null ? null : Sha256.fromBytes(promptSha256),
        prompt == null ? null : new SharedPrompt(prompt),
        citations);
  }

  private static List<LedgerCitation> citations(Handle handle, int tenantId, UUID answerId) {
    return handle
        .createQuery(
            "SELECT * FROM citation WHERE tenant_id = :tenant AND answer_id = :id ORDER BY n")
        .bind("tenant", tenantId)
        .bind("id", answerId)
        .map(Ledger::citation)
        .list();
  }

  static LedgerCitation citation(ResultSet row, StatementContext context) throws SQLException {
    return new LedgerCitation(
        row.getInt("n"),
        row.getObject("document_id", UUID.class),
        row.getInt("version"),
        row.getLong("chunk_id"),
        HEX.formatHex(row.getBytes("content_sha256")),
        row.getString("uri"),
        row.getString("title"),
        List.of((String[]) row.getArray("heading_path").getArray()),
        row.getObject("page", Integer.class),
        row.getInt("span_start"),
        row.getInt("span_end"),
        row.getInt("answer_start"),
        row.getInt("answer_end"),
        row.getString("quote"),
        row.getBoolean("verified"));
  }
}
