package dev.footnote.feedback;

import dev.footnote.audit.EntryBytes;
import dev.footnote.audit.EntryKey;
import dev.footnote.audit.EntryKind;
import dev.footnote.audit.LedgerCursor;
import dev.footnote.audit.LedgerQueue;
import dev.footnote.audit.Salt;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Feedback as rows. */
@ApplicationScoped
class FeedbackRepository {
  private final LedgerQueue queue;

  FeedbackRepository(LedgerQueue queue) {
    this.queue = queue;
  }

  /** Of each author the last word about an answer counts. */
  private static final String COUNTS =
      """
      NOT EXISTS (
        SELECT FROM answer_feedback l
        WHERE l.tenant_id = f.tenant_id AND l.answer_id = f.answer_id AND l.end_user = f.end_user
          AND l.key_id IS NOT DISTINCT FROM f.key_id AND (l.at, l.id) > (f.at, f.id))""";

  /**
   * Makes others wait who want to say something of the same answer; the collection that it is from,
   * empty if there is no such answer.
   */
  Optional<Scope> lockAnswer(Handle handle, int tenantId, UUID answerId) {
    return handle
        .createQuery(
            "SELECT collection_id FROM answer WHERE tenant_id = :tenant AND id = :answer FOR UPDATE")
        .bind("tenant", tenantId)
        .bind("answer", answerId)
        .mapTo(Integer.class)
        .findOne()
        .map(collection -> new Scope(tenantId, collection));
  }

  boolean hasAnswer(Handle handle, int tenantId, UUID answerId) {
    return handle
        .createQuery("SELECT 1 FROM answer WHERE tenant_id = :tenant AND id = :answer")
        .bind("tenant", tenantId)
        .bind("answer", answerId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  int count(Handle handle, int tenantId, UUID answerId) {
    return handle
        .createQuery(
            "SELECT count(*) FROM answer_feedback WHERE tenant_id = :tenant AND answer_id = :answer")
        .bind("tenant", tenantId)
        .bind("answer", answerId)
        .mapTo(Integer.class)
        .one();
  }

  /** When something was last said of an answer; empty if nothing was. */
  Optional<Instant> newest(Handle handle, int tenantId, UUID answerId) {
    return handle
        .createQuery(
            """
            SELECT at FROM answer_feedback WHERE tenant_id = :tenant AND answer_id = :answer
            ORDER BY at DESC LIMIT 1
            """)
        .bind("tenant", tenantId)
        .bind("answer", answerId)
        .mapTo(OffsetDateTime.class)
        .findOne()
        .map(OffsetDateTime::toInstant);
  }

  /** Adds it, and queues it to be sealed as an entry of the ledger. */
  void add(Handle handle, int tenantId, Feedback feedback) {
    byte[] salt = Salt.fresh();
    handle
        .createUpdate(
            """
            INSERT INTO answer_feedback
              (tenant_id, id, answer_id, at, key_id, caller, end_user, rating, comment, corrected_answer,
               salt)
            VALUES (:tenant, :id, :answer, :at, CAST(:key AS uuid), :caller, :end_user, :rating, :comment, :corrected,
               :salt)
            """)
        .bind("tenant", tenantId)
        .bind("id", feedback.id())
        .bind("answer", feedback.answerId())
        .bind("at", OffsetDateTime.ofInstant(feedback.at(), ZoneOffset.UTC))
        .bind("key", text(feedback.author().keyId()))
        .bind("caller", feedback.author().caller())
        .bind("end_user", feedback.author().endUser())
        .bind("rating", feedback.rating().code())
        .bind("comment", feedback.comment())
        .bind("corrected", feedback.correctedAnswer())
        .bind("salt", salt)
        .execute();
    queue.add(
        handle,
        tenantId,
        new EntryKey(EntryKind.FEEDBACK, feedback.id(), 0),
        bytes(tenantId, feedback, salt).sha256());
  }

  private static EntryBytes bytes(int tenantId, Feedback feedback, byte[] salt) {
    return new EntryBytes()
        .text("footnote.feedback.2")
        .bytes(salt)
        .number(tenantId)
        .uuid(feedback.id())
        .uuid(feedback.answerId())
        .time(feedback.at())
        .uuid(feedback.author().keyId())
        .text(feedback.author().caller())
        .text(feedback.author().endUser())
        .text(feedback.rating().code())
        .text(feedback.comment())
        .text(feedback.correctedAnswer());
  }

  /** What was said of an answer, newest first. */
  List<Feedback> on(Handle handle, int tenantId, UUID answerId) {
    return handle
        .createQuery(
            "SELECT f.*, "
                + COUNTS
                + """
                 AS counts
                FROM answer_feedback f WHERE f.tenant_id = :tenant AND f.answer_id = :answer
                ORDER BY f.at DESC, f.id DESC
                """)
        .bind("tenant", tenantId)
        .bind("answer", answerId)
        .map(FeedbackRepository::feedback)
        .list();
  }

  List<FeedbackOnAnswer> page(
      Handle handle, int tenantId, FeedbackFilter filter, @Nullable LedgerCursor after, int limit) {
    return handle
        .createQuery(
            "SELECT * FROM (SELECT f.*, col.name AS collection, a.question, a.text AS answer, "
                + COUNTS
                + """
                 AS counts
                FROM answer_feedback f
                JOIN answer a ON a.tenant_id = f.tenant_id AND a.id = f.answer_id
                LEFT JOIN collection col ON col.tenant_id = a.tenant_id AND col.id = a.collection_id
                WHERE f.tenant_id = :tenant
                  AND (CAST(:from AS timestamptz) IS NULL OR f.at >= CAST(:from AS timestamptz))
                  AND (CAST(:to AS timestamptz) IS NULL OR f.at < CAST(:to AS timestamptz))
                  AND (CAST(:collection AS text) IS NULL OR col.name = :collection)
                  AND (CAST(:rating AS text) IS NULL OR f.rating = :rating)
                  AND (CAST(:corrected AS boolean) IS NULL
                       OR (f.corrected_answer IS NOT NULL) = CAST(:corrected AS boolean))
                  AND (CAST(:text AS text) IS NULL OR position(lower(:text) IN
                       lower(concat_ws(' ', f.comment, f.corrected_answer, a.question))) > 0)
                  AND (CAST(:after_at AS timestamptz) IS NULL
                       OR (f.at, f.id) < (CAST(:after_at AS timestamptz), CAST(:after_id AS uuid)))) found
                WHERE counts OR NOT :counting
                ORDER BY at DESC, id DESC
                LIMIT :limit
                """)
        .bind("tenant", tenantId)
        .bind("from", utc(filter.from()))
        .bind("to", utc(filter.to()))
        .bind("collection", filter.collection())
        .bind("rating", filter.rating() == null ? null : filter.rating().code())
        .bind("corrected", filter.corrected())
        .bind("text", filter.text())
        .bind("counting", filter.counting())
        .bind("after_at", utc(after == null ? null : after.at()))
        .bind("after_id", text(after == null ? null : after.id()))
        .bind("limit", limit)
        .map(
            (row, context) ->
                new FeedbackOnAnswer(
                    feedback(row, context),
                    row.getString("collection"),
                    row.getString("question"),
                    row.getString("answer")))
        .list();
  }

  private static Feedback feedback(ResultSet row, StatementContext context) throws SQLException {
    return new Feedback(
        row.getObject("id", UUID.class),
        row.getObject("answer_id", UUID.class),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        new Author(
            row.getObject("key_id", UUID.class),
            row.getString("caller"),
            row.getString("end_user")),
        Rating.byCode(row.getString("rating")),
        row.getString("comment"),
        row.getString("corrected_answer"),
        row.getBoolean("counts"));
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }
}
