package dev.footnote.feedback;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What feedback comes to, in SQL. */
final class Verdicts {
  private Verdicts() {}

  /**
   * The verdicts on answers from a collection that were found right or corrected, the latest spoken
   * of first.
   */
  static List<Verdict> usable(Handle handle, int tenantId, String collection, int limit) {
    return handle
        .createQuery(
            """
            SELECT answer_id,
                   count(*) FILTER (WHERE rating = 'good') AS good,
                   count(*) FILTER (WHERE rating = 'bad') AS bad,
                   (array_agg(corrected_answer ORDER BY at DESC, id DESC)
                     FILTER (WHERE corrected_answer IS NOT NULL))[1] AS corrected
            FROM (
              SELECT DISTINCT ON (f.answer_id, f.key_id, f.end_user) f.*
              FROM answer_feedback f
              JOIN answer a ON a.tenant_id = f.tenant_id AND a.id = f.answer_id
              JOIN collection col ON col.tenant_id = a.tenant_id AND col.id = a.collection_id
              WHERE f.tenant_id = :tenant AND col.name = :collection
              ORDER BY f.answer_id, f.key_id, f.end_user, f.at DESC, f.id DESC) counting
            GROUP BY answer_id
            HAVING count(*) FILTER (WHERE rating = 'good') > count(*) FILTER (WHERE rating = 'bad')
                OR count(corrected_answer) > 0
            ORDER BY max(at) DESC, answer_id
            LIMIT :limit
            """)
        .bind("tenant", tenantId)
        .bind("collection", collection)
        .bind("limit", limit)
        .map(
            (row, context) ->
                new Verdict(
                    row.getObject("answer_id", UUID.class),
                    row.getInt("good"),
                    row.getInt("bad"),
                    row.getString("corrected")))
        .list();
  }
}
