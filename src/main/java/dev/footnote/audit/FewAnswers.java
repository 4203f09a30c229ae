package dev.footnote.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The answers that fit a condition, where they are few. A list of these begins with them; of many,
 * the newest are found soonest by walking back in time, which for few would read the whole ledger.
 * PostgreSQL can't tell the two apart: it takes any words for equally frequent, and the columns
 * that a citation and its stretch share for independent of each other.
 */
final class FewAnswers {
  /** How many are few: finding them, or that they are not, takes a tenth of a second. */
  static final int MAX = 5_000;

  private FewAnswers() {}

  /**
   * Those with a stale citation; empty if they are many.
   *
   * @param since stale since then; null for any time
   */
  static Optional<Set<UUID>> stale(Handle handle, int tenantId, @Nullable Instant since) {
    return found(
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
            .bind("since", since == null ? null : OffsetDateTime.ofInstant(since, ZoneOffset.UTC)));
  }

  /** Those that fit a condition on {@code answer a} which has {@code :text} in it. */
  static Optional<Set<UUID>> withText(Handle handle, int tenantId, String condition, String text) {
    return found(
        handle
            .createQuery(
                "SELECT a.id FROM answer a WHERE a.tenant_id = :tenant AND %s LIMIT :limit"
                    .formatted(condition))
            .bind("tenant", tenantId)
            .bind("text", text));
  }

  private static Optional<Set<UUID>> found(Query query) {
    List<UUID> found = query.bind("limit", MAX + 1).mapTo(UUID.class).list();
    return found.size() > MAX
        ? Optional.empty()
        : Optional.of(found.stream().collect(Collectors.toUnmodifiableSet()));
  }
}
