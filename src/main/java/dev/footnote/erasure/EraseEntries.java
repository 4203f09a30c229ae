package dev.footnote.erasure;

import dev.footnote.audit.EntryKey;
import dev.footnote.audit.EntryKind;
import dev.footnote.audit.LedgerQueue;
import dev.footnote.audit.Prompts;
import dev.footnote.audit.Tombstone;
import dev.footnote.store.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Takes entries from the ledger, with all that was made of them, under one tombstone. */
@ApplicationScoped
class EraseEntries {

  /** Who erases, when and why; {@code what} and {@code subject} as the tombstone keeps them. */
  record Order(int tenantId, String by, String reason, String what, @Nullable UUID subject) {}

  private final LedgerQueue queue;

  EraseEntries(LedgerQueue queue) {
    this.queue = queue;
  }

  /**
   * Erases answers with their parts and what was said of them, and single feedback; the tombstone
   * is left in any case.
   */
  ErasedThings erase(
      Handle handle, Order order, Instant now, List<UUID> answers, List<UUID> feedback) {
    List<Tombstone.Erased> entries = entries(handle, order.tenantId(), answers, feedback);
    var tombstone =
        new Tombstone(
            UUID.randomUUID(),
            now,
            order.by(),
            order.reason(),
            order.what(),
            order.subject(),
            entries);
    tombstone.append(handle, order.tenantId(), queue);
    List<Sha256> prompts = Prompts.of(handle, order.tenantId(), answers);
    int golden = blankQuestions(handle, order.tenantId(), answers);
    int turns =
        run(handle, order.tenantId(), answers, "DELETE FROM conversation_turn", "answer_id");
    int opinions =
        run(handle, order.tenantId(), answers, "DELETE FROM answer_feedback", "answer_id")
            + run(handle, order.tenantId(), feedback, "DELETE FROM answer_feedback", "id");
    int parts = run(handle, order.tenantId(), answers, "DELETE FROM answer_part", "answer_id");
    run(handle, order.tenantId(), answers, "DELETE FROM citation", "answer_id");
    int whole = run(handle, order.tenantId(), answers, "DELETE FROM answer", "id");
    Prompts.removeUnused(handle, order.tenantId(), prompts);
    return new ErasedThings(
        whole, parts, opinions, turns, golden, 0, 0, 0, 0, List.of(tombstone.id()));
  }

  private static List<Tombstone.Erased> entries(
      Handle handle, int tenantId, List<UUID> answers, List<UUID> feedback) {
    return handle
        .createQuery(
            """
            SELECT 'answer' AS kind, id, 0 AS n, at FROM answer WHERE tenant_id = :tenant AND id = ANY (:answers)
            UNION ALL SELECT 'part', answer_id, n, at FROM answer_part
            WHERE tenant_id = :tenant AND answer_id = ANY (:answers)
            UNION ALL SELECT 'feedback', id, 0, at FROM answer_feedback
            WHERE tenant_id = :tenant AND (answer_id = ANY (:answers) OR id = ANY (:feedback))
            """)
        .bind("tenant", tenantId)
        .bindArray("answers", UUID.class, answers)
        .bindArray("feedback", UUID.class, feedback)
        .map(
            (row, context) ->
                new Tombstone.Erased(
                    new EntryKey(
                        EntryKind.byCode(row.getString(1)),
                        row.getObject(2, UUID.class),
                        row.getInt(3)),
                    row.getObject(4, OffsetDateTime.class).toInstant()))
        .list();
  }

  /** Golden questions keep their number in the set; what they said goes, here and in results. */
  private static int blankQuestions(Handle handle, int tenantId, List<UUID> answers) {
    return handle
        .createQuery(
            """
            WITH made AS (
              UPDATE golden_question q SET question = '(erased)', answerable = false, relevant = '[]',
                expected_answer = NULL, answer_id = NULL
              WHERE q.tenant_id = :tenant AND q.answer_id = ANY (:ids)
              RETURNING q.golden_set_id, q.id),
            asked AS (
              UPDATE evaluation_result r SET question = '(erased)', answer = NULL, problem = NULL
              FROM made JOIN evaluation_run run ON run.tenant_id = :tenant AND run.golden_set_id = made.golden_set_id
              WHERE r.tenant_id = :tenant AND r.run_id = run.id AND r.question_id = made.id
              RETURNING 1)
            SELECT (SELECT count(*) FROM made) + (SELECT count(*) FROM asked)
            """)
        .bind("tenant", tenantId)
        .bindArray("ids", UUID.class, answers)
        .mapTo(Integer.class)
        .one();
  }

  private static int run(
      Handle handle, int tenantId, List<UUID> ids, String delete, String column) {
    return ids.isEmpty()
        ? 0
        : handle
            .createUpdate(
                "%s WHERE tenant_id = :tenant AND %s = ANY (:ids)".formatted(delete, column))
            .bind("tenant", tenantId)
            .bindArray("ids", UUID.class, ids)
            .execute();
  }
}
