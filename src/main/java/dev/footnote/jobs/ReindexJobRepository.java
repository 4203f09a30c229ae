package dev.footnote.jobs;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.footnote.document.DocumentKey;
import dev.footnote.store.Json;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reindex jobs and the documents they wait for. */
@ApplicationScoped
public class ReindexJobRepository {
  private static final String SELECT =
      """
      SELECT j.tenant_id, j.collection_id, j.id, c.name AS collection, j.request, j.requested_by, j.state, j.failure, j.paused_at,
        j.created_at, j.started_at, j.finished_at, i.*
      FROM reindex_job j
      JOIN collection c ON c.tenant_id = j.tenant_id AND c.id = j.collection_id
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(n) FILTER (WHERE state = 'in_progress'), 0) AS in_progress,
          coalesce(sum(n) FILTER (WHERE state = 'completed'), 0) AS completed,
          coalesce(sum(n) FILTER (WHERE state = 'failed'), 0) AS failed,
          coalesce(sum(n) FILTER (WHERE state = 'cancelled'), 0) AS cancelled,
          coalesce(sum(chunks), 0) AS chunks, coalesce(sum(embedded), 0) AS embedded, max(watermark) AS watermark,
          coalesce(jsonb_object_agg(outcome, n) FILTER (WHERE outcome IS NOT NULL), '{}') AS outcomes
        FROM (SELECT state, outcome, count(*) AS n, sum(chunks) AS chunks, sum(passages_embedded) AS embedded,
                max(watermark) AS watermark
              FROM reindex_item WHERE tenant_id = j.tenant_id AND job_id = j.id GROUP BY state, outcome) groups) i
      """;

  /** Adds a job; the one that has the same idempotency key already, if there is one. */
  ReindexJob add(
      Handle handle,
      Scope scope,
      ReindexRequest request,
      @Nullable String idempotencyKey,
      String requestedBy,
      Instant now) {
    UUID id =
        handle
            .createQuery(
                """
                INSERT INTO reindex_job
                  (tenant_id, collection_id, id, request, idempotency_key, requested_by, state, created_at)
                VALUES (:tenant, :collection, :id, CAST(:request AS jsonb), :key, :by, 'queued', :now)
                ON CONFLICT (tenant_id, collection_id, idempotency_key)
                  DO UPDATE SET idempotency_key = excluded.idempotency_key
                RETURNING id
                """)
            .bind("tenant", scope.tenantId())
            .bind("collection", scope.collectionId())
            .bind("id", UUID.randomUUID())
            .bind("request", Json.write(request))
            .bind("key", idempotencyKey)
            .bind("by", requestedBy)
            .bind("now", now)
            .mapTo(UUID.class)
            .one();
    return find(handle, scope.tenantId(), id).orElseThrow();
  }

  /** The job of that key ({@link ReindexJob#key}). */
  Optional<ReindexJob> find(Handle handle, String key) {
    int slash = key.indexOf('/');
    return find(
        handle,
        Integer.parseInt(key.substring(0, slash)),
        UUID.fromString(key.substring(slash + 1)));
  }

  /** A tenant's job; empty if it has none of that id. */
  public Optional<ReindexJob> find(Handle handle, int tenantId, UUID id) {
    return handle
        .createQuery(SELECT + "WHERE j.tenant_id = :tenant AND j.id = :id")
        .bind("tenant", tenantId)
        .bind("id", id)
        .map(ReindexJobRepository::job)
        .findOne();
  }

  /** A tenant's newest jobs, newest first. */
  public List<ReindexJob> newest(Handle handle, int tenantId, int limit) {
    return handle
        .createQuery(
            SELECT + "WHERE j.tenant_id = :tenant ORDER BY j.created_at DESC, j.id LIMIT :limit")
        .bind("tenant", tenantId)
        .bind("limit", limit)
        .map(ReindexJobRepository::job)
        .list();
  }

  /** Moves an unfinished job on; a finished one stays as it is. */
  public void advance(
      Handle handle,
      ReindexJob job,
      ReindexJob.State state,
      @Nullable String failure,
      Instant now) {
    handle
        .createUpdate(
            """
            UPDATE reindex_job SET state = :state, failure = :failure, started_at = coalesce(started_at, :now),
              finished_at = CASE WHEN :finished THEN CAST(:now AS timestamptz) END
            WHERE tenant_id = :tenant AND id = :id AND finished_at IS NULL
            """)
        .bind("state", state.name().toLowerCase(Locale.ROOT))
        .bind("failure", failure)
        .bind("finished", state.finished())
        .bind("now", now)
        .bind("tenant", job.scope().tenantId())
        .bind("id", job.id())
        .execute();
  }

  /** Says since when an unfinished job is paused; null for not any more. */
  void pause(Handle handle, ReindexJob job, @Nullable Instant since) {
    handle
        .createUpdate(
            """
            UPDATE reindex_job SET paused_at = :since
            WHERE tenant_id = :tenant AND id = :id AND finished_at IS NULL
            """)
        .bind("since", since)
        .bind("tenant", job.scope().tenantId())
        .bind("id", job.id())
        .execute();
  }

  /** Makes the job wait for these documents. */
  public void attach(Handle handle, ReindexJob job, Collection<UUID> documents) {
    handle
        .createUpdate(
            """
            INSERT INTO reindex_item (tenant_id, job_id, document_id, collection_id, state)
            SELECT :tenant, :job, document_id, :collection, 'in_progress' FROM unnest(:documents) AS document_id
            ON CONFLICT DO NOTHING
            """)
        .bind("tenant", job.scope().tenantId())
        .bind("job", job.id())
        .bind("collection", job.scope().collectionId())
        .bindArray("documents", UUID.class, documents)
        .execute();
  }

  /** Tells every job that waits for the document how it turned out. */
  public void settle(Handle handle, DocumentKey document, ItemOutcome outcome) {
    handle
        .createUpdate(
            """
            UPDATE reindex_item SET state = :state, outcome = :outcome, chunks = :chunks, passages_embedded = :embedded,
              watermark = :watermark
            WHERE tenant_id = :tenant AND document_id = :document AND state = 'in_progress'
            """)
        .bind("state", outcome.failed() ? "failed" : "completed")
        .bind("outcome", outcome.outcome())
        .bind("chunks", outcome.chunks())
        .bind("embedded", outcome.passagesEmbedded())
        .bind("watermark", outcome.watermark())
        .bind("tenant", document.scope().tenantId())
        .bind("document", document.id())
        .execute();
  }

  /** Completes those jobs of a tenant that wait for nothing any more. */
  public void complete(Handle handle, int tenantId, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE reindex_job j SET state = 'completed', finished_at = :now
            WHERE j.tenant_id = :tenant AND j.state = 'indexing' AND NOT EXISTS (
              SELECT FROM reindex_item i
              WHERE i.tenant_id = j.tenant_id AND i.job_id = j.id AND i.state = 'in_progress')
            """)
        .bind("tenant", tenantId)
        .bind("now", now)
        .execute();
  }

  /** Lets go of everything the job still waits for. */
  void cancelItems(Handle handle, ReindexJob job) {
    handle
        .createUpdate(
            """
            UPDATE reindex_item SET state = 'cancelled'
            WHERE tenant_id = :tenant AND job_id = :job AND state = 'in_progress'
            """)
        .bind("tenant", job.scope().tenantId())
        .bind("job", job.id())
        .execute();
  }

  private static ReindexJob job(ResultSet row, StatementContext context) throws SQLException {
    return new ReindexJob(
        new Scope(row.getInt("tenant_id"), row.getInt("collection_id")),
        row.getObject("id", UUID.class),
        row.getString("collection"),
        Json.read(row.getString("request"), ReindexRequest.class),
        row.getString("requested_by"),
        ReindexJob.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        new ReindexJob.Counts(
            row.getInt("in_progress"),
            row.getInt("completed"),
            row.getInt("failed"),
            row.getInt("cancelled")),
        Json.read(row.getString("outcomes"), new TypeReference<Map<String, Integer>>() {}),
        row.getLong("chunks"),
        row.getLong("embedded"),
        row.getObject("watermark", Long.class),
        row.getString("failure"),
        instant(row.getTimestamp("paused_at")),
        row.getTimestamp("created_at").toInstant(),
        instant(row.getTimestamp("started_at")),
        instant(row.getTimestamp("finished_at")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
