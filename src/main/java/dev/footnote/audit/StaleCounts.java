package dev.footnote.audit;

import dev.footnote.document.DocumentKey;
import dev.footnote.history.CitedSpan;
import dev.footnote.store.Scope;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * How many citations of answers are stale. What the follower has found of a span is taken where it
 * is up to date; the rest is looked up in the texts.
 */
final class StaleCounts {
  private StaleCounts() {}

  private record Cited(UUID answer, CitedSpan span, @Nullable CitationStatus known) {}

  /** Counts by answer; an answer without stale citations is not in the map. */
  static Map<UUID, Integer> of(Handle handle, int tenantId, Collection<UUID> answers) {
    var now = new CitationsNow(handle);
    var counts = new HashMap<UUID, Integer>();
    handle
        .createQuery(
            """
            SELECT c.answer_id, c.collection_id, c.document_id, c.version, c.span_start, c.span_end, c.uri,
              CASE WHEN d.current_version IS NOT DISTINCT FROM s.now_version
                    AND (d.current_version IS NULL OR d.uri = s.now_uri) THEN s.status END AS status
            FROM citation c
            LEFT JOIN document d ON d.tenant_id = c.tenant_id AND d.collection_id = c.collection_id
                                AND d.id = c.document_id
            LEFT JOIN cited_span s ON s.tenant_id = c.tenant_id AND s.collection_id = c.collection_id
              AND s.document_id = c.document_id AND s.version = c.version AND s.span_start = c.span_start
              AND s.span_end = c.span_end AND s.uri = c.uri
            WHERE c.tenant_id = :tenant AND c.answer_id = ANY (:answers)
            ORDER BY c.document_id, c.version
            """)
        .bind("tenant", tenantId)
        .bindArray("answers", UUID.class, answers)
        .map(
            (row, context) -> {
              String status = row.getString("status");
              return new Cited(
                  row.getObject("answer_id", UUID.class),
                  new CitedSpan(
                      new DocumentKey(
                          new Scope(tenantId, row.getInt("collection_id")),
                          row.getObject("document_id", UUID.class)),
                      row.getInt("version"),
                      row.getInt("span_start"),
                      row.getInt("span_end"),
                      row.getString("uri")),
                  status == null ? null : CitationStatus.valueOf(status.toUpperCase(Locale.ROOT)));
            })
        .list()
        .forEach(
            cited -> {
              CitationStatus status = cited.known == null ? now.statusOf(cited.span) : cited.known;
              if (status.isStale()) {
                counts.merge(cited.answer, 1, Integer::sum);
              }
            });
    return counts;
  }
}
