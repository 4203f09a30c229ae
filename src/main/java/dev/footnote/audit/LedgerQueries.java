package dev.footnote.audit;

import dev.footnote.audit.AuditedAnswer.EvidenceText;
import dev.footnote.store.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** What the auditor's questions are in SQL. */
final class LedgerQueries {
  private LedgerQueries() {}

  static List<LedgerPage.Summary> summaries(
      Handle handle, int tenantId, LedgerFilter filter, @Nullable LedgerCursor after, int limit) {
    return handle
        .createQuery(
            """
            SELECT a.id, a.at, col.name AS collection, a.caller, a.question, a.outcome, a.text, c.total, c.stale
            FROM answer a
            LEFT JOIN collection col ON col.tenant_id = a.tenant_id AND col.id = a.collection_id
            CROSS JOIN LATERAL (
              SELECT count(*) AS total, count(*) FILTER (WHERE d.current_version IS DISTINCT FROM c.version) AS stale
              FROM citation c
              LEFT JOIN document d ON d.tenant_id = c.tenant_id AND d.collection_id = c.collection_id
                                  AND d.id = c.document_id
              WHERE c.tenant_id = a.tenant_id AND c.answer_id = a.id) c
            WHERE a.tenant_id = :tenant
              AND (CAST(:from AS timestamptz) IS NULL OR a.at >= CAST(:from AS timestamptz))
              AND (CAST(:to AS timestamptz) IS NULL OR a.at < CAST(:to AS timestamptz))
              AND (CAST(:collection AS text) IS NULL OR col.name = :collection)
              AND (CAST(:caller AS text) IS NULL OR a.caller = :caller)
              AND (CAST(:outcome AS text) IS NULL OR a.outcome = :outcome)
              AND (CAST(:text AS text) IS NULL
                   OR position(lower(:text) IN lower(a.question || ' ' || a.text)) > 0)
              AND (CAST(:document AS uuid) IS NULL OR EXISTS (
                     SELECT FROM citation f
                     WHERE f.tenant_id = a.tenant_id AND f.answer_id = a.id AND f.document_id = CAST(:document AS uuid)
                       AND (CAST(:version AS integer) IS NULL OR f.version = :version)))
              AND (CAST(:after_at AS timestamptz) IS NULL OR (a.at, a.id) < (CAST(:after_at AS timestamptz), CAST(:after_id AS uuid)))
            ORDER BY a.at DESC, a.id DESC
            LIMIT :limit
            """)
        .bind("tenant", tenantId)
        .bind("from", utc(filter.from()))
        .bind("to", utc(filter.to()))
        .bind("collection", filter.collection())
        .bind("caller", filter.caller())
        .bind("outcome", filter.outcome())
        .bind("text", filter.text())
        .bind("document", text(filter.documentId()))
        .bind("version", filter.version())
        .bind("after_at", utc(after == null ? null : after.at()))
        .bind("after_id", text(after == null ? null : after.id()))
        .bind("limit", limit)
        .map(LedgerQueries::summary)
        .list();
  }

  private static LedgerPage.Summary summary(ResultSet row, StatementContext context)
      throws SQLException {
    return new LedgerPage.Summary(
        row.getObject("id", UUID.class),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("collection"),
        row.getString("caller"),
        row.getString("question"),
        row.getString("outcome"),
        row.getString("text"),
        row.getInt("total"),
        row.getInt("stale"));
  }

  /** What became of the versions that an answer cites, by citation number. */
  static Map<Integer, CitationStatus> statuses(Handle handle, int tenantId, UUID answerId) {
    var statuses = new HashMap<Integer, CitationStatus>();
    handle
        .createQuery(
            """
            SELECT c.n,
                   CASE WHEN d.id IS NULL OR d.state = 'removed' THEN 'DELETED'
                        WHEN d.current_version = c.version THEN 'CURRENT'
                        ELSE 'SUPERSEDED' END AS status
            FROM citation c
            LEFT JOIN document d ON d.tenant_id = c.tenant_id AND d.collection_id = c.collection_id
                                AND d.id = c.document_id
            WHERE c.tenant_id = :tenant AND c.answer_id = :answer
            """)
        .bind("tenant", tenantId)
        .bind("answer", answerId)
        .map(
            (row, context) ->
                Map.entry(row.getInt("n"), CitationStatus.valueOf(row.getString("status"))))
        .forEach(status -> statuses.put(status.getKey(), status.getValue()));
    return Map.copyOf(statuses);
  }

  /** The texts that the answerer saw, in its order. */
  static List<EvidenceText> evidence(Handle handle, LedgerEntry entry) {
    var texts = new HashMap<String, String>();
    for (Provenance.Passage passage : entry.provenance().evidence()) {
      texts.computeIfAbsent(
          passage.documentId() + " " + passage.version(),
          key -> versionText(handle, entry, passage));
    }
    return entry.provenance().evidence().stream()
        .map(
            passage -> {
              String text = texts.get(passage.documentId() + " " + passage.version());
              return new EvidenceText(
                  passage.rank(), passage.documentId(), passage.version(), seen(passage, text));
            })
        .toList();
  }

  private static @Nullable String versionText(
      Handle handle, LedgerEntry entry, Provenance.Passage passage) {
    return handle
        .createQuery(
            """
            SELECT text FROM document_version
            WHERE tenant_id = :tenant AND collection_id = :collection
              AND document_id = :document AND number = :number
            """)
        .bind("tenant", entry.scope().tenantId())
        .bind("collection", entry.scope().collectionId())
        .bind("document", passage.documentId())
        .bind("number", passage.version())
        .mapTo(String.class)
        .findOne()
        .orElse(null);
  }

  private static @Nullable String seen(Provenance.Passage passage, @Nullable String text) {
    if (text == null || passage.spanEnd() > text.length()) {
      return null;
    }
    String stretch = text.substring(passage.spanStart(), passage.spanEnd());
    return Sha256.ofText(stretch).hex().equals(passage.textSha256()) ? stretch : null;
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }
}
