package dev.footnote.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The answers with a stale citation, where they are few. A list of these begins with them; of many,
 * the newest are found soonest by walking back in time, which among few would read the whole
 * ledger. PostgreSQL can't tell the two apart: it takes the columns that a citation and its stretch
 * share for independent of each other.
 */
final class StaleAnswers {
  /** How many are few: finding them, and sorting them by time, takes a tenth of a second. */
  static final int FEW = 10_000;

  private StaleAnswers() {}

  /**
   * All of them, or empty if they are many.
   *
   * @param since stale since then; null for any time
   */
  static Optional<List<UUID>> few(Handle handle, int tenantId, @Nullable Instant since) {
    List<UUID> found =
        handle
            .createQuery(
                """
                SELECT f.answer_id
                FROM (
                  SELECT * FROM cited_span
                  WHERE tenant_id = :tenant AND status IN ('superseded', 'deleted')
                    AND (CAST(:since AS timestamptz) IS NULL OR changed_at >= :since)
                  OFFSET 0) s
                CROSS JOIN LATERAL (
                  SELECT answer_id FROM citation
                  WHERE document_id = s.document_id AND version = s.version AND tenant_id = s.tenant_id
                    AND collection_id = s.collection_id AND span_start = s.span_start
                    AND span_end = s.span_end AND uri = s.uri
                  OFFSET 0) f
                LIMIT :limit
                """)
            .bind("tenant", tenantId)
            .bind("since", since == null ? null : OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
            .bind("limit", FEW + 1)
            .mapTo(UUID.class)
            .list();
    return found.size() > FEW ? Optional.empty() : Optional.of(found.stream().distinct().toList());
  }
}
