package dev.footnote.evaluation;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.footnote.store.Json;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Golden sets and their questions. */
@ApplicationScoped
class GoldenSetRepository {
  private static final String SELECT =
      """
      SELECT s.tenant_id, s.collection_id, s.id, c.name AS collection, s.name, s.created_by, s.created_at, q.questions, q.answerable
      FROM golden_set s
      JOIN collection c ON c.tenant_id = s.tenant_id AND c.id = s.collection_id
      CROSS JOIN LATERAL (
        SELECT count(*)::integer AS questions, (count(*) FILTER (WHERE answerable))::integer AS answerable
        FROM golden_question WHERE tenant_id = s.tenant_id AND golden_set_id = s.id) q
      """;

  /** Adds an empty set; empty if the collection has one of that name. */
  Optional<UUID> add(Handle handle, Scope scope, String name, String by, Instant now) {
    return handle
        .createQuery(
            """
            INSERT INTO golden_set (tenant_id, id, collection_id, name, created_by, created_at)
            VALUES (:tenant, :id, :collection, :name, :by, :now)
            ON CONFLICT (tenant_id, collection_id, name) DO NOTHING
            RETURNING id
            """)
        .bind("tenant", scope.tenantId())
        .bind("id", UUID.randomUUID())
        .bind("collection", scope.collectionId())
        .bind("name", name)
        .bind("by", by)
        .bind("now", now)
        .mapTo(UUID.class)
        .findOne();
  }

  /** Adds questions after those that there are. The set was just made, or is locked. */
  void addQuestions(Handle handle, int tenantId, UUID set, List<GoldenQuestion> questions) {
    int before = count(handle, tenantId, set);
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO golden_question
              (tenant_id, golden_set_id, number, id, question, answerable, relevant, expected_answer, answer_id)
            VALUES (:tenant, :set, :number, :id, :question, :answerable, CAST(:relevant AS jsonb), :answer,
              CAST(:answer_id AS uuid))
            """);
    for (int i = 0; i < questions.size(); i++) {
      GoldenQuestion question = questions.get(i);
      UUID answerId = question.answerId();
      batch
          .bind("tenant", tenantId)
          .bind("set", set)
          .bind("number", before + i + 1)
          .bind("id", question.id())
          .bind("question", question.question())
          .bind("answerable", question.answerable())
          .bind("relevant", Json.write(question.relevant()))
          .bind("answer", question.answer())
          .bind("answer_id", answerId == null ? null : answerId.toString())
          .add();
    }
    batch.execute();
  }

  /** Keeps others from adding questions until the transaction ends; says how many there are. */
  int lock(Handle handle, int tenantId, UUID set) {
    handle
        .createQuery("SELECT id FROM golden_set WHERE tenant_id = :tenant AND id = :id FOR UPDATE")
        .bind("tenant", tenantId)
        .bind("id", set)
        .mapTo(UUID.class)
        .findOne();
    return count(handle, tenantId, set);
  }

  private static int count(Handle handle, int tenantId, UUID set) {
    return handle
        .createQuery(
            "SELECT count(*) FROM golden_question WHERE tenant_id = :tenant AND golden_set_id = :set")
        .bind("tenant", tenantId)
        .bind("set", set)
        .mapTo(Integer.class)
        .one();
  }

  /** A tenant's golden sets by collection and name, of one collection if it is named. */
  List<GoldenSet> all(Handle handle, int tenantId, @Nullable String collection) {
    return handle
        .createQuery(
            SELECT
                + """
                WHERE s.tenant_id = :tenant AND (CAST(:collection AS text) IS NULL OR c.name = :collection)
                ORDER BY c.name, s.name
                """)
        .bind("tenant", tenantId)
        .bind("collection", collection)
        .map(GoldenSetRepository::set)
        .list();
  }

  /** A tenant's golden set; empty if it has none of that id. */
  Optional<GoldenSet> find(Handle handle, int tenantId, UUID id) {
    return handle
        .createQuery(SELECT + "WHERE s.tenant_id = :tenant AND s.id = :id")
        .bind("tenant", tenantId)
        .bind("id", id)
        .map(GoldenSetRepository::set)
        .findOne();
  }

  /** A collection's golden set of that name; empty if it has none. */
  Optional<GoldenSet> named(Handle handle, Scope scope, String name) {
    return handle
        .createQuery(
            SELECT
                + "WHERE s.tenant_id = :tenant AND s.collection_id = :collection AND s.name = :name")
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("name", name)
        .map(GoldenSetRepository::set)
        .findOne();
  }

  /** A set's first questions in their order. */
  List<GoldenQuestion> questions(Handle handle, int tenantId, UUID set, int most) {
    return handle
        .createQuery(
            """
            SELECT id, question, answerable, relevant, expected_answer, answer_id FROM golden_question
            WHERE tenant_id = :tenant AND golden_set_id = :set AND number <= :most
            ORDER BY number
            """)
        .bind("tenant", tenantId)
        .bind("set", set)
        .bind("most", most)
        .map(GoldenSetRepository::question)
        .list();
  }

  /** Deletes a set with its runs and baselines; false if there is none of that id. */
  boolean delete(Handle handle, int tenantId, UUID id) {
    return handle
            .createUpdate("DELETE FROM golden_set WHERE tenant_id = :tenant AND id = :id")
            .bind("tenant", tenantId)
            .bind("id", id)
            .execute()
        == 1;
  }

  private static GoldenSet set(ResultSet row, StatementContext context) throws SQLException {
    return new GoldenSet(
        new Scope(row.getInt("tenant_id"), row.getInt("collection_id")),
        row.getObject("id", UUID.class),
        row.getString("collection"),
        row.getString("name"),
        row.getInt("questions"),
        row.getInt("answerable"),
        row.getString("created_by"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  static GoldenQuestion question(ResultSet row, StatementContext context) throws SQLException {
    return new GoldenQuestion(
        row.getString("id"),
        row.getString("question"),
        row.getBoolean("answerable"),
        Json.read(row.getString("relevant"), new TypeReference<List<GoldenQuestion.Relevant>>() {}),
        row.getString("expected_answer"),
        row.getObject("answer_id", UUID.class));
  }
}
