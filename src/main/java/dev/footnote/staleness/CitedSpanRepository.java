package dev.footnote.staleness;

import dev.footnote.audit.CitationStatus;
import dev.footnote.document.DocumentKey;
import dev.footnote.document.Moment;
import dev.footnote.history.CitedSpan;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The spans that answers cite, with what became of each, and the events of that. */
@ApplicationScoped
class CitedSpanRepository {

  /** The cited spans of a document, by version. */
  List<FollowedSpan> of(Handle handle, DocumentKey document) {
    return document(
            handle.createQuery(
                """
                SELECT id, version, span_start, span_end, uri, status FROM cited_span
                WHERE tenant_id = :tenant AND collection_id = :collection AND document_id = :document
                ORDER BY version, span_start, id
                """),
            document)
        .map((row, context) -> followed(document, row))
        .list();
  }

  /** The row of a span; empty if no answer that was read cites it. */
  Optional<FollowedSpan> find(Handle handle, CitedSpan span) {
    return document(
            handle.createQuery(
                """
                SELECT id, version, span_start, span_end, uri, status FROM cited_span
                WHERE tenant_id = :tenant AND collection_id = :collection AND document_id = :document
                  AND version = :version AND span_start = :start AND span_end = :end AND uri = :uri
                """),
            span.document())
        .bind("version", span.version())
        .bind("start", span.start())
        .bind("end", span.end())
        .bind("uri", span.uri())
        .map((row, context) -> followed(span.document(), row))
        .findOne();
  }

  private static FollowedSpan followed(DocumentKey document, ResultSet row) throws SQLException {
    return new FollowedSpan(
        row.getLong("id"),
        new CitedSpan(
            document,
            row.getInt("version"),
            row.getInt("span_start"),
            row.getInt("span_end"),
            row.getString("uri")),
        CitationStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)));
  }

  /**
   * Adds a span.
   *
   * @param since the change that gave it that state, or when it was first cited
   */
  FollowedSpan add(Handle handle, CitedSpan span, SpanState state, Moment since) {
    long id =
        state(
                document(
                    handle.createQuery(
                        """
                        INSERT INTO cited_span (tenant_id, collection_id, document_id, version, span_start, span_end, uri,
                          status, now_version, now_uri, now_start, now_end, watermark, changed_at)
                        VALUES (:tenant, :collection, :document, :version, :start, :end, :uri,
                          :status, :nowVersion, :nowUri, :nowStart, :nowEnd, :watermark, :at)
                        RETURNING id
                        """),
                    span.document()),
                state)
            .bind("version", span.version())
            .bind("start", span.start())
            .bind("end", span.end())
            .bind("uri", span.uri())
            .bind("watermark", since.watermark())
            .bind("at", OffsetDateTime.ofInstant(since.at(), ZoneOffset.UTC))
            .mapTo(Long.class)
            .one();
    return new FollowedSpan(id, span, state.status());
  }

  /** Records what a span is now; the time of its status stays if the status does. */
  void update(Handle handle, long id, SpanState state, Moment moment) {
    state(
            handle.createUpdate(
                """
                UPDATE cited_span SET now_version = :nowVersion, now_uri = :nowUri, now_start = :nowStart,
                  now_end = :nowEnd, status = :status,
                  watermark = CASE WHEN status = :status THEN watermark ELSE :watermark END,
                  changed_at = CASE WHEN status = :status THEN changed_at ELSE :at END
                WHERE id = :id
                """),
            state)
        .bind("id", id)
        .bind("watermark", moment.watermark())
        .bind("at", OffsetDateTime.ofInstant(moment.at(), ZoneOffset.UTC))
        .execute();
  }

  /**
   * Adds an event to the feed.
   *
   * @param answer the one answer that it is about; null for all that cite the span
   */
  void tell(
      Handle handle,
      FollowedSpan span,
      CitationStatus from,
      SpanState to,
      Moment moment,
      @Nullable UUID answer) {
    state(
            handle.createUpdate(
                """
                INSERT INTO staleness_event (tenant_id, collection_id, span_id, at, watermark, from_status, to_status,
                  now_version, now_uri, now_start, now_end, answer_id)
                VALUES (:tenant, :collection, :span, :at, :watermark, :from, :status,
                  :nowVersion, :nowUri, :nowStart, :nowEnd, CAST(:answer AS uuid))
                """),
            to)
        .bind("tenant", span.span().document().scope().tenantId())
        .bind("collection", span.span().document().scope().collectionId())
        .bind("span", span.id())
        .bind("at", OffsetDateTime.ofInstant(moment.at(), ZoneOffset.UTC))
        .bind("watermark", moment.watermark())
        .bind("from", name(from))
        .bind("answer", answer == null ? null : answer.toString())
        .execute();
  }

  /**
   * Forgets events of before a time; how many.
   *
   * @param limit how many of each tenant's oldest events are looked at
   */
  int forget(Handle handle, Instant before, int limit) {
    return handle
        .createUpdate(
            """
            DELETE FROM staleness_event WHERE (tenant_id, number) IN (
              SELECT t.id, e.number FROM tenant t
              CROSS JOIN LATERAL (
                SELECT number, at FROM staleness_event WHERE tenant_id = t.id ORDER BY number LIMIT :limit) e
              WHERE e.at < :before)
            """)
        .bind("before", OffsetDateTime.ofInstant(before, ZoneOffset.UTC))
        .bind("limit", limit)
        .execute();
  }

  static String name(CitationStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static <T extends SqlStatement<T>> T document(T statement, DocumentKey document) {
    return statement
        .bind("tenant", document.scope().tenantId())
        .bind("collection", document.scope().collectionId())
        .bind("document", document.id());
  }

  private static <T extends SqlStatement<T>> T state(T statement, SpanState state) {
    return statement
        .bind("status", name(state.status()))
        .bind("nowVersion", state.nowVersion())
        .bind("nowUri", state.nowUri())
        .bind("nowStart", state.nowStart())
        .bind("nowEnd", state.nowEnd());
  }
}
