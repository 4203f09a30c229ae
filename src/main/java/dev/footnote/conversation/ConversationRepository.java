package dev.footnote.conversation;

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

/**
 * The tables of kept conversations. Every statement of a request is bound to tenant and owner, and
 * passes over conversations that have expired, whether or not they are deleted yet.
 */
@ApplicationScoped
class ConversationRepository {
  private static final String SELECT =
      """
      SELECT v.id, c.name AS collection, v.turns, v.created_at, v.expires_at
      FROM conversation v
      JOIN collection c ON c.tenant_id = v.tenant_id AND c.id = v.collection_id
      WHERE v.tenant_id = :tenant AND v.owner = :owner AND v.expires_at > :now
      """;

  /** Holds off other openings by the same owner until the transaction ends. */
  void lockOwner(Handle handle, int tenantId, String owner) {
    handle
        .createQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(:key, 0))")
        .bind("key", "conversations of " + tenantId + " " + owner)
        .mapTo(Integer.class)
        .one();
  }

  /** How many conversations the owner has. */
  int count(Handle handle, int tenantId, String owner, Instant now) {
    return handle
        .createQuery(
            """
            SELECT count(*) FROM conversation
            WHERE tenant_id = :tenant AND owner = :owner AND expires_at > :now
            """)
        .bind("tenant", tenantId)
        .bind("owner", owner)
        .bind("now", utc(now))
        .mapTo(Integer.class)
        .one();
  }

  void insert(
      Handle handle, int tenantId, int collectionId, String owner, Conversation conversation) {
    handle
        .createUpdate(
            """
            INSERT INTO conversation (tenant_id, id, collection_id, owner, created_at, expires_at)
            VALUES (:tenant, :id, :collection, :owner, :created, :expires)
            """)
        .bind("tenant", tenantId)
        .bind("id", conversation.id())
        .bind("collection", collectionId)
        .bind("owner", owner)
        .bind("created", utc(conversation.createdAt()))
        .bind("expires", utc(conversation.expiresAt()))
        .execute();
  }

  Optional<Conversation> find(Handle handle, int tenantId, String owner, UUID id, Instant now) {
    return handle
        .createQuery(SELECT + "AND v.id = :id")
        .bind("tenant", tenantId)
        .bind("owner", owner)
        .bind("now", utc(now))
        .bind("id", id)
        .map(ConversationRepository::conversation)
        .findOne();
  }

  /** The newest first. */
  List<Conversation> page(
      Handle handle,
      int tenantId,
      String owner,
      Instant now,
      @Nullable ConversationCursor after,
      int limit) {
    return handle
        .createQuery(
            SELECT
                + """
                AND (CAST(:after_at AS timestamptz) IS NULL
                     OR (v.created_at, v.id) < (CAST(:after_at AS timestamptz), CAST(:after_id AS uuid)))
                ORDER BY v.created_at DESC, v.id DESC
                LIMIT :limit
                """)
        .bind("tenant", tenantId)
        .bind("owner", owner)
        .bind("now", utc(now))
        .bind("after_at", after == null ? null : utc(after.createdAt()))
        .bind("after_id", after == null ? null : after.id().toString())
        .bind("limit", limit)
        .map(ConversationRepository::conversation)
        .list();
  }

  /** The last turns in their order, with what the ledger says of them. */
  List<KeptTurn> turns(Handle handle, int tenantId, UUID id, int limit) {
    return handle
        .createQuery(
            """
            SELECT * FROM (
              SELECT t.n, t.answer_id, a.at, a.question, t.standalone_question, a.text, a.outcome
              FROM conversation_turn t
              JOIN answer a ON a.tenant_id = t.tenant_id AND a.id = t.answer_id
              WHERE t.tenant_id = :tenant AND t.conversation_id = :id
              ORDER BY t.n DESC
              LIMIT :limit) last
            ORDER BY n
            """)
        .bind("tenant", tenantId)
        .bind("id", id)
        .bind("limit", limit)
        .map(ConversationRepository::turn)
        .list();
  }

  /**
   * Counts a turn more, and puts off the end; two that go on at once come one after the other.
   *
   * @return the new turn's number; empty if there is no such conversation or it has ended
   */
  Optional<Integer> goOn(
      Handle handle, int tenantId, String owner, UUID id, Instant now, Instant expiresAt) {
    return handle
        .createQuery(
            """
            UPDATE conversation SET turns = turns + 1, expires_at = greatest(expires_at, :expires)
            WHERE tenant_id = :tenant AND owner = :owner AND id = :id AND expires_at > :now
            RETURNING turns
            """)
        .bind("expires", utc(expiresAt))
        .bind("tenant", tenantId)
        .bind("owner", owner)
        .bind("id", id)
        .bind("now", utc(now))
        .mapTo(Integer.class)
        .findOne();
  }

  void insertTurn(
      Handle handle,
      int tenantId,
      UUID id,
      int n,
      UUID answerId,
      @Nullable String standaloneQuestion) {
    handle
        .createUpdate(
            """
            INSERT INTO conversation_turn (tenant_id, conversation_id, n, answer_id, standalone_question)
            VALUES (:tenant, :id, :n, :answer, :question)
            """)
        .bind("tenant", tenantId)
        .bind("id", id)
        .bind("n", n)
        .bind("answer", answerId)
        .bind("question", standaloneQuestion)
        .execute();
  }

  /** Whether there was one to delete. */
  boolean delete(Handle handle, int tenantId, String owner, UUID id, Instant now) {
    return handle
            .createUpdate(
                """
                DELETE FROM conversation
                WHERE tenant_id = :tenant AND owner = :owner AND id = :id AND expires_at > :now
                """)
            .bind("tenant", tenantId)
            .bind("owner", owner)
            .bind("id", id)
            .bind("now", utc(now))
            .execute()
        == 1;
  }

  /** Deletes some that have expired, of any tenant; returns how many. */
  int deleteExpired(Handle handle, Instant now, int limit) {
    return handle
        .createUpdate(
            """
            DELETE FROM conversation v USING (
              SELECT tenant_id, id FROM conversation
              WHERE expires_at <= :now
              ORDER BY expires_at
              LIMIT :limit
              FOR UPDATE SKIP LOCKED) expired
            WHERE v.tenant_id = expired.tenant_id AND v.id = expired.id
            """)
        .bind("now", utc(now))
        .bind("limit", limit)
        .execute();
  }

  private static Conversation conversation(ResultSet row, StatementContext context)
      throws SQLException {
    return new Conversation(
        row.getObject("id", UUID.class),
        row.getString("collection"),
        row.getInt("turns"),
        instant(row, "created_at"),
        instant(row, "expires_at"));
  }

  private static KeptTurn turn(ResultSet row, StatementContext context) throws SQLException {
    return new KeptTurn(
        row.getInt("n"),
        row.getObject("answer_id", UUID.class),
        instant(row, "at"),
        row.getString("question"),
        row.getString("standalone_question"),
        row.getString("text"),
        row.getString("outcome"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime utc(Instant time) {
    return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }
}
