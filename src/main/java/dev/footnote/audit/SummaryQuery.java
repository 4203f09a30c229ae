package dev.footnote.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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

  /** Answers whose questions are counted: of a ledger of millions, those that matter now. */
  static final int COUNTED_MAX = 2_000;

  /**
   * Entries in short: %1$s the entries a, %2$s how often each was asked, %3$s which and in which
   * order.
   */
  private static final String LISTED =
      """
      SELECT a.id, a.at,
        (SELECT name FROM collection c WHERE c.tenant_id = a.tenant_id AND c.id = a.collection_id) AS collection,
        a.caller, a.question, a.outcome, a.text, %2$s AS asked,
        (SELECT count(*) FROM citation c WHERE c.tenant_id = a.tenant_id AND c.answer_id = a.id) AS total
      FROM %1$s a %3$s
      """;

  /**
   * The page's entries with how often they were asked: %1$s which, %2$d of how many, %3$s after
   * which.
   */
  private static final String COUNTED =
      """
      WITH counted AS MATERIALIZED (
        SELECT id, at, asked FROM (
          SELECT id, at, count(*) OVER (PARTITION BY collection_id, question) AS asked
          FROM (
            SELECT a.id, a.at, a.collection_id, md5(lower(btrim(a.question))) AS question
            FROM answer a WHERE %1$s
            ORDER BY a.at DESC, a.id DESC LIMIT %2$d) newest) found
        %3$s
        ORDER BY asked DESC, at DESC, id DESC LIMIT :limit)
      """;

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
  private final int tenantId;
  private final @Nullable String text;
  private final CitedWhere cited;
  private final LedgerOrder order;

  SummaryQuery(int tenantId, LedgerFilter filter, LedgerOrder order, @Nullable LedgerCursor after) {
    this.tenantId = tenantId;
    this.cited = filter.cited();
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
    this.text = filter.text();
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
              + " OFFSET 0)");
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
    if (text != null) {
      withText(handle, text);
    }
    if (cited.stale()) {
      FewAnswers.stale(handle, tenantId, cited.staleSince()).ifPresent(few -> among("stale", few));
    }
    Query query = handle.createQuery(sql()).bind("limit", limit);
    values.forEach(
        (name, value) -> {
          if (value != null) {
            query.bind(name, value);
          }
        });
    return query;
  }

  private void withText(Handle handle, String wanted) {
    if (UNSPACED.matcher(wanted).find()) {
      where(WITH_LETTERS, "text", wanted);
      return;
    }
    FewAnswers.withText(handle, tenantId, WITH_WORDS, wanted)
        .ifPresentOrElse(few -> among("with_text", few), () -> where(WITH_WORDS, "text", wanted));
  }

  private void among(String name, Set<UUID> few) {
    where("a.id = ANY (CAST(:%s AS uuid[]))".formatted(name), name, few.toArray(UUID[]::new));
  }

  private String sql() {
    return switch (order) {
      case NEWEST ->
          LISTED.formatted(
              "answer",
              "CAST(NULL AS bigint)",
              "WHERE "
                  + where()
                  + (isLater() ? " AND (a.at, a.id) < (:after_at, :after_id)" : "")
                  + " ORDER BY a.at DESC, a.id DESC LIMIT :limit");
      case MOST_ASKED ->
          COUNTED.formatted(
                  where(),
                  COUNTED_MAX,
                  isLater() ? "WHERE (asked, at, id) < (:after_asked, :after_at, :after_id)" : "")
              + LISTED.formatted(
                  "counted JOIN answer",
                  "counted.asked",
                  "ON a.tenant_id = :tenant AND a.id = counted.id"
                      + " ORDER BY counted.asked DESC, a.at DESC, a.id DESC");
    };
  }

  private String where() {
    return String.join("\n  AND ", conditions);
  }

  private boolean isLater() {
    return values.containsKey("after_at");
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }
}
