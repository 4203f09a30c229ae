package dev.footnote.audit;

import dev.footnote.audit.AuditedAnswer.EvidenceText;
import dev.footnote.store.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** What the auditor's questions are in SQL. */
final class LedgerQueries {
  private static final String SUMMARIES =
      """
      SELECT a.id, a.at, col.name AS collection, a.caller, a.question, a.outcome, a.text, c.total, c.stale
      FROM (SELECT * FROM answer a WHERE a.tenant_id = :tenant%s ORDER BY a.at DESC, a.id DESC LIMIT :limit) a
      LEFT JOIN collection col ON col.tenant_id = a.tenant_id AND col.id = a.collection_id
      CROSS JOIN LATERAL (
        SELECT count(*) AS total, count(*) FILTER (WHERE d.current_version IS DISTINCT FROM c.version) AS stale
        FROM citation c
        LEFT JOIN document d ON d.tenant_id = c.tenant_id AND d.collection_id = c.collection_id
                            AND d.id = c.document_id
        WHERE c.tenant_id = a.tenant_id AND c.answer_id = a.id) c
      ORDER BY a.at DESC, a.id DESC
      """;

  private static final String IN_COLLECTION =
      "a.collection_id = (SELECT id FROM collection WHERE tenant_id = :tenant AND name = :collection)";
  private static final String WITH_WORDS =
      "position(lower(:text) IN lower(a.question || ' ' || a.text)) > 0";
  private static final String CITING =
      "a.id IN (SELECT answer_id FROM citation WHERE tenant_id = :tenant AND document_id = :document)";
  private static final String CITING_VERSION =
      "a.id IN (SELECT answer_id FROM citation WHERE tenant_id = :tenant AND document_id = :document"
          + " AND version = :version)";

  private LedgerQueries() {}

  /** One condition for each that is set, so that each page is read by the index that fits it. */
  static List<LedgerPage.Summary> summaries(
      Handle handle, int tenantId, LedgerFilter filter, @Nullable LedgerCursor after, int limit) {
    var conditions = new ArrayList<String>();
    var values = new HashMap<String, Object>();
    add(conditions, values, "a.at >= :from", "from", utc(filter.from()));
    add(conditions, values, "a.at < :to", "to", utc(filter.to()));
    add(conditions, values, IN_COLLECTION, "collection", filter.collection());
    add(conditions, values, "a.caller = :caller", "caller", filter.caller());
    add(conditions, values, "a.outcome = :outcome", "outcome", filter.outcome());
    add(conditions, values, WITH_WORDS, "text", filter.text());
    add(
        conditions,
        values,
        filter.version() == null ? CITING : CITING_VERSION,
        "document",
        filter.documentId());
    if (filter.version() != null) {
      values.put("version", filter.version());
    }
    if (after != null) {
      add(conditions, values, "(a.at, a.id) < (:after_at, :after_id)", "after_at", utc(after.at()));
      values.put("after_id", after.id());
    }
    return handle
        .createQuery(
            SUMMARIES.formatted(
                conditions.stream().map(" AND %s"::formatted).collect(Collectors.joining())))
        .bind("tenant", tenantId)
        .bindMap(values)
        .bind("limit", limit)
        .map(LedgerQueries::summary)
        .list();
  }

  private static void add(
      List<String> conditions,
      Map<String, Object> values,
      String condition,
      String name,
      @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      values.put(name, value);
    }
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
}
