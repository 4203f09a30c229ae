package dev.footnote.staleness;

import dev.footnote.document.DocumentKey;
import dev.footnote.document.Moment;
import dev.footnote.history.CitedSpan;
import dev.footnote.history.DocumentState;
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
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** What the follower reads: changes by watermark, answers from their queue. */
@ApplicationScoped
class ProgressRepository {
  /** Names the one lock under which a process follows; any number that nothing else locks. */
  private static final long LOCK = 0x666f_6f74_7374_616cL;

  private static final String TURN =
      """
      SELECT ch.watermark, ch.at, ch.kind, ch.uri, ch.document_id,
        coalesce(ch.version, (
          SELECT v.number FROM document_version v
          WHERE v.tenant_id = ch.tenant_id AND v.collection_id = ch.collection_id AND v.document_id = ch.document_id
            AND v.watermark_from <= ch.watermark AND (v.watermark_to IS NULL OR v.watermark_to > ch.watermark)
          LIMIT 1)) AS version
      FROM change ch
      WHERE ch.tenant_id = :tenant AND ch.collection_id = :collection
      """;

  /** A citation of an answer that was not read yet. */
  record NewCitation(UUID answer, long watermark, Instant at, CitedSpan span) {}

  /** Becomes the one that follows until the transaction ends; false if another process is. */
  boolean lock(Handle handle) {
    return handle
        .createQuery("SELECT pg_try_advisory_xact_lock(:lock)")
        .bind("lock", LOCK)
        .mapTo(Boolean.class)
        .one();
  }

  /** Collections that have changes or answers to follow. */
  List<Scope> behind(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT c.tenant_id, c.id FROM collection c
            LEFT JOIN staleness_progress p ON p.tenant_id = c.tenant_id AND p.collection_id = c.id
            WHERE c.watermark IS DISTINCT FROM p.watermark
              OR EXISTS (SELECT FROM answer_unread u WHERE u.tenant_id = c.tenant_id AND u.collection_id = c.id)
            """)
        .map((row, context) -> new Scope(row.getInt("tenant_id"), row.getInt("id")))
        .list();
  }

  /** The watermark up to which the collection was followed; empty if it never was. */
  Optional<Long> followed(Handle handle, Scope scope) {
    return scoped(
            handle.createQuery(
                "SELECT watermark FROM staleness_progress WHERE tenant_id = :tenant AND collection_id = :collection"),
            scope)
        .mapTo(Long.class)
        .findOne();
  }

  void follow(Handle handle, Scope scope, long watermark) {
    scoped(
            handle.createUpdate(
                """
                INSERT INTO staleness_progress (tenant_id, collection_id, watermark)
                VALUES (:tenant, :collection, :watermark)
                ON CONFLICT (tenant_id, collection_id) DO UPDATE SET watermark = excluded.watermark
                """),
            scope)
        .bind("watermark", watermark)
        .execute();
  }

  /** Changes after one watermark and up to another of documents that are cited, in order. */
  List<DocumentTurn> turns(Handle handle, Scope scope, long after, long upTo, int limit) {
    return scoped(
            handle.createQuery(
                TURN
                    + """
                      AND ch.watermark > :after AND ch.watermark <= :upTo
                      AND EXISTS (SELECT FROM cited_span s WHERE s.document_id = ch.document_id
                        AND s.tenant_id = ch.tenant_id AND s.collection_id = ch.collection_id)
                    ORDER BY ch.watermark LIMIT :limit
                    """),
            scope)
        .bind("after", after)
        .bind("upTo", upTo)
        .bind("limit", limit)
        .map((row, context) -> turn(scope, row))
        .list();
  }

  /** Changes of one document after one watermark and up to another, in order. */
  List<DocumentTurn> turns(Handle handle, DocumentKey document, long after, long upTo) {
    return scoped(
            handle.createQuery(
                TURN
                    + """
                      AND ch.document_id = :document AND ch.watermark > :after AND ch.watermark <= :upTo
                    ORDER BY ch.watermark
                    """),
            document.scope())
        .bind("document", document.id())
        .bind("after", after)
        .bind("upTo", upTo)
        .map((row, context) -> turn(document.scope(), row))
        .list();
  }

  private static DocumentTurn turn(Scope scope, ResultSet row) throws SQLException {
    Integer version = row.getObject("version", Integer.class);
    return new DocumentTurn(
        new DocumentKey(scope, row.getObject("document_id", UUID.class)),
        new Moment(row.getLong("watermark"), row.getObject("at", OffsetDateTime.class).toInstant()),
        state("removed".equals(row.getString("kind")) ? null : version, row.getString("uri")));
  }

  private static DocumentState state(@Nullable Integer version, String uri) {
    return version == null ? new DocumentState.Gone() : new DocumentState.Present(version, uri);
  }

  /** What a document was once so many changes of its collection had been committed. */
  DocumentState at(Handle handle, DocumentKey document, long watermark) {
    return scoped(
            handle.createQuery(
                """
                SELECT v.number, coalesce((
                  SELECT ch.uri FROM change ch
                  WHERE ch.tenant_id = v.tenant_id AND ch.collection_id = v.collection_id
                    AND ch.document_id = v.document_id AND ch.watermark <= :watermark
                  ORDER BY ch.watermark DESC LIMIT 1), d.uri) AS uri
                FROM document_version v
                JOIN document d ON d.tenant_id = v.tenant_id AND d.collection_id = v.collection_id
                               AND d.id = v.document_id
                WHERE v.tenant_id = :tenant AND v.collection_id = :collection AND v.document_id = :document
                  AND v.watermark_from <= :watermark AND (v.watermark_to IS NULL OR v.watermark_to > :watermark)
                """),
            document.scope())
        .bind("document", document.id())
        .bind("watermark", watermark)
        .map((row, context) -> state(row.getInt("number"), row.getString("uri")))
        .findFirst()
        .orElseGet(DocumentState.Gone::new);
  }

  /** Some answers of the collection that were not read yet. */
  List<UUID> unread(Handle handle, Scope scope, int limit) {
    return scoped(
            handle.createQuery(
                """
                SELECT answer_id FROM answer_unread
                WHERE tenant_id = :tenant AND collection_id = :collection LIMIT :limit
                """),
            scope)
        .bind("limit", limit)
        .mapTo(UUID.class)
        .list();
  }

  /** The citations of answers, those of one document together. */
  List<NewCitation> citations(Handle handle, Scope scope, List<UUID> answers) {
    return scoped(
            handle.createQuery(
                """
                SELECT c.answer_id, a.at, greatest(a.watermark, coalesce(v.watermark_from, 0)) AS watermark,
                  c.document_id, c.version, c.span_start, c.span_end, c.uri
                FROM citation c
                JOIN answer a ON a.tenant_id = c.tenant_id AND a.id = c.answer_id
                LEFT JOIN document_version v ON v.tenant_id = c.tenant_id AND v.collection_id = c.collection_id
                  AND v.document_id = c.document_id AND v.number = c.version
                WHERE c.tenant_id = :tenant AND c.collection_id = :collection AND c.answer_id = ANY (:answers)
                ORDER BY c.document_id, c.version, c.span_start, a.at, c.answer_id
                """),
            scope)
        .bindArray("answers", UUID.class, answers)
        .map(
            (row, context) ->
                new NewCitation(
                    row.getObject("answer_id", UUID.class),
                    row.getLong("watermark"),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    new CitedSpan(
                        new DocumentKey(scope, row.getObject("document_id", UUID.class)),
                        row.getInt("version"),
                        row.getInt("span_start"),
                        row.getInt("span_end"),
                        row.getString("uri"))))
        .list();
  }

  void read(Handle handle, Scope scope, List<UUID> answers) {
    scoped(
            handle.createUpdate(
                """
                DELETE FROM answer_unread
                WHERE tenant_id = :tenant AND collection_id = :collection AND answer_id = ANY (:answers)
                """),
            scope)
        .bindArray("answers", UUID.class, answers)
        .execute();
  }

  /** Forgets what is left of collections that are gone; their documents are, too. */
  void forgetOrphans(Handle handle) {
    for (String table : List.of("answer_unread", "cited_span", "staleness_progress")) {
      handle.execute(
          """
          DELETE FROM %s o WHERE NOT EXISTS (
            SELECT FROM collection c WHERE c.tenant_id = o.tenant_id AND c.id = o.collection_id)
          """
              .formatted(table));
    }
  }

  private static <T extends SqlStatement<T>> T scoped(T statement, Scope scope) {
    return statement.bind("tenant", scope.tenantId()).bind("collection", scope.collectionId());
  }
}
