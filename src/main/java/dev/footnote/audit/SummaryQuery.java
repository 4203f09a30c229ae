package dev.footnote.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The statement that lists entries. Only conditions that were asked for are in it, so that each
 * combination gets a plan of its own.
 */
final class SummaryQuery {
  /** Must read as the index answer_by_words does, to be found by it. */
  private static final String WITH_WORDS =
      "to_tsvector('simple', a.question || ' ' || a.text) @@ websearch_to_tsquery('simple', :text)";

  /** Slow on a large ledger: every entry is read. */
  private static final String WITH_LETTERS =
      "position(lower(:text) IN lower(a.question || ' ' || a.text)) > 0";

  /** Scripts that write no spaces between words: a run of letters would be one word. */
  private static final Pattern UNSPACED =
      Pattern.compile(
          "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}]");

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
  private final LedgerOrder order;

  SummaryQuery(int tenantId, LedgerFilter filter, LedgerOrder order, @Nullable LedgerCursor after) {
    this.order = order;
    where("a.tenant_id = :tenant", "tenant", tenantId);
    where("a.at >= :from", "from", utc(filter.from()));
    where("a.at < :to", "to", utc(filter.to()));
    where(
        "a.collection_id = (SELECT id FROM collection WHERE tenant_id = :tenant AND name = :collection)",
        "collection",
        filter.collection());
    where("a.caller = :caller", "caller", filter.caller());
    where("a.outcome = :outcome", "outcome", filter.outcome());
    String text = filter.text();
    where(text != null && UNSPACED.matcher(text).find() ? WITH_LETTERS : WITH_WORDS, "text", text);
    cites(filter);
    if (after != null) {
      values.put("after_at", utc(after.at()));
      values.put("after_id", after.id());
      values.put("after_asked", after.asked());
    }
  }

  private void where(String condition, String name, @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      values.put(name, value);
    }
  }

  private void cites(LedgerFilter filter) {
    CitedWhere cited = filter.cited();
    int before = conditions.size();
    where("f.document_id = :document", "document", filter.documentId());
    where("f.version = :version", "version", filter.version());
    where("f.span_end > :start", "start", cited.start());
    where("f.span_start < :end", "end", cited.end());
    String path = cited.path();
    where(
        path != null && path.endsWith("/") ? "starts_with(f.uri, :path)" : "f.uri = :path",
        "path",
        path);
    where(
        """
        EXISTS (SELECT FROM document d WHERE d.tenant_id = f.tenant_id AND d.collection_id = f.collection_id
                AND d.id = f.document_id AND d.source_id = :source)""",
        "source",
        cited.source());
    if (cited.stale()) {
      String since = cited.staleSince() == null ? "" : " AND s.changed_at >= :stale_since";
      values.put("stale_since", utc(cited.staleSince()));
      conditions.add(
          """
          EXISTS (SELECT FROM cited_span s
                  WHERE s.tenant_id = f.tenant_id AND s.collection_id = f.collection_id
                    AND s.document_id = f.document_id AND s.version = f.version AND s.span_start = f.span_start
                    AND s.span_end = f.span_end AND s.uri = f.uri AND s.status IN ('superseded', 'deleted')"""
              + since
              + ")");
    }
    List<String> onCitation = new ArrayList<>(conditions.subList(before, conditions.size()));
    if (!onCitation.isEmpty()) {
      conditions.subList(before, conditions.size()).clear();
      conditions.add(
          "EXISTS (SELECT FROM citation f WHERE f.tenant_id = a.tenant_id AND f.answer_id = a.id AND "
              + String.join(" AND ", onCitation)
              + ")");
    }
  }

  Query on(Handle handle, int limit) {
    Query query = handle.createQuery(sql()).bind("limit", limit);
    values.forEach(
        (name, value) -> {
          if (value != null) {
            query.bind(name, value);
          }
        });
    return query;
  }

  private String sql() {
    boolean counted = order == LedgerOrder.MOST_ASKED;
    String entries =
        """
        SELECT a.id, a.at, col.name AS collection, a.caller, a.question, a.outcome, a.text, %s AS asked,
          (SELECT count(*) FROM citation c WHERE c.tenant_id = a.tenant_id AND c.answer_id = a.id) AS total
        FROM answer a
        LEFT JOIN collection col ON col.tenant_id = a.tenant_id AND col.id = a.collection_id
        WHERE %s
        """
            .formatted(
                counted
                    ? "count(*) OVER (PARTITION BY a.collection_id, lower(btrim(a.question)))"
                    : "CAST(NULL AS bigint)",
                String.join("\n  AND ", conditions));
    boolean later = values.containsKey("after_at");
    return counted
        ? "SELECT * FROM ("
            + entries
            + ") found"
            + (later ? " WHERE (asked, at, id) < (:after_asked, :after_at, :after_id)" : "")
            + " ORDER BY asked DESC, at DESC, id DESC LIMIT :limit"
        : entries
            + (later ? " AND (a.at, a.id) < (:after_at, :after_id)" : "")
            + " ORDER BY a.at DESC, a.id DESC LIMIT :limit";
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }
}
