package dev.footnote.document;

import dev.footnote.store.Json;
import dev.footnote.store.Scope;
import dev.footnote.store.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The work on documents: what is due, who has taken it, and the only ways in which it ends. */
@ApplicationScoped
public class DocumentLeases {

  /** Documents on which work is due, oldest first; for the sweep that heals a lost task. */
  public List<DocumentKey> due(Handle handle, int limit) {
    return handle
        .createQuery(
            """
            SELECT tenant_id, collection_id, id FROM document WHERE handled < noticed ORDER BY updated_at LIMIT :limit
            """)
        .bind("limit", limit)
        .map(
            (row, context) ->
                new DocumentKey(
                    new Scope(row.getInt("tenant_id"), row.getInt("collection_id")),
                    row.getObject("id", UUID.class)))
        .list();
  }

  /** Documents on which work is due and was last prevented by a problem of this code. */
  public List<DocumentKey> dueBecauseOf(Handle handle, String problem, int limit) {
    return handle
        .createQuery(
            """
            SELECT tenant_id, collection_id, id FROM document
            WHERE handled < noticed AND problem ->> 'code' = :problem ORDER BY updated_at LIMIT :limit
            """)
        .bind("problem", problem)
        .bind("limit", limit)
        .map(
            (row, context) ->
                new DocumentKey(
                    new Scope(row.getInt("tenant_id"), row.getInt("collection_id")),
                    row.getObject("id", UUID.class)))
        .list();
  }

  /** On how many documents work is due, in all collections. */
  public long dueCount(Handle handle) {
    return handle
        .createQuery("SELECT count(*) FROM document WHERE handled < noticed")
        .mapTo(Long.class)
        .one();
  }

  /** Whether work is due on the document. */
  public boolean isDue(Handle handle, DocumentKey key) {
    return query(handle, "SELECT handled < noticed FROM document", key)
        .mapTo(Boolean.class)
        .findOne()
        .orElse(false);
  }

  /**
   * Whether documents that were added shortly before a moment, in the same source, are still to be
   * answered from for the first time, and nothing is known that prevents it.
   */
  public boolean isAdding(Handle handle, DocumentLease lease, Instant before, Duration shortly) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (SELECT FROM document
              WHERE tenant_id = :tenant AND collection_id = :collection AND source_id = :source
                AND handled < noticed AND state = 'pending' AND problem IS NULL
                AND created_at > :since AND created_at <= :before)
            """)
        .bind("tenant", lease.key().scope().tenantId())
        .bind("collection", lease.key().scope().collectionId())
        .bind("source", lease.sourceId())
        .bind("since", before.minus(shortly))
        .bind("before", before)
        .mapTo(Boolean.class)
        .one();
  }

  /** Takes the document for one worker: every worker that took it before can't commit any more. */
  public Optional<DocumentLease> take(Handle handle, DocumentKey key) {
    return handle
        .createQuery(
            """
            UPDATE document d SET fence = fence + 1
            WHERE d.tenant_id = :tenant AND d.collection_id = :collection AND d.id = :id
            RETURNING d.source_id, d.uri, d.state, d.fence, d.noticed, d.noticed_at, d.current_version, d.content_sha256, d.problem,
              (SELECT c.name FROM collection c WHERE c.tenant_id = d.tenant_id AND c.id = d.collection_id) AS collection,
              coalesce((SELECT max(v.number) FROM document_version v WHERE v.tenant_id = d.tenant_id
                AND v.collection_id = d.collection_id AND v.document_id = d.id), 0) AS last_version,
              (SELECT array[v.format, v.parser] FROM document_version v WHERE v.tenant_id = d.tenant_id
                AND v.collection_id = d.collection_id AND v.document_id = d.id AND v.valid_to IS NULL) AS made_by,
              EXISTS (SELECT FROM reindex_item i JOIN reindex_job j ON j.tenant_id = i.tenant_id AND j.id = i.job_id
                WHERE i.tenant_id = d.tenant_id AND i.document_id = d.id AND i.state = 'in_progress'
                  AND (j.request ->> 'force')::boolean) AS forced
            """)
        .bind("tenant", key.scope().tenantId())
        .bind("collection", key.scope().collectionId())
        .bind("id", key.id())
        .map((row, context) -> lease(key, row))
        .findOne();
  }

  /** Locks the document for a commit; false if a later worker has taken it. */
  public boolean lock(Handle handle, DocumentLease lease) {
    return query(handle, "SELECT fence FROM document", lease.key(), "FOR UPDATE")
        .mapTo(Long.class)
        .findOne()
        .map(fence -> fence == lease.fence())
        .orElse(false);
  }

  /** Points the document at a version, with the stamp of the bytes it was made from. */
  public void settle(
      Handle handle,
      DocumentLease lease,
      int version,
      FileStamp stamp,
      Sha256 content,
      Instant now) {
    handle
        .createUpdate(
            """
            UPDATE document SET state = 'indexed', current_version = :version, problem = NULL, handled = :noticed,
              file_size = :size, file_modified_ns = :modified, file_changed_ns = :changed,
              file_key = :key, content_sha256 = :content,
              updated_at = CASE WHEN current_version = :version THEN updated_at ELSE :now END
            WHERE tenant_id = :tenant AND collection_id = :collection AND id = :id
            """)
        .bind("version", version)
        .bind("noticed", lease.noticed())
        .bind("size", stamp.size())
        .bind("modified", stamp.modifiedNs())
        .bind("changed", stamp.changedNs())
        .bind("key", stamp.key())
        .bind("content", content.bytes())
        .bind("now", now)
        .bind("tenant", lease.key().scope().tenantId())
        .bind("collection", lease.key().scope().collectionId())
        .bind("id", lease.key().id())
        .execute();
  }

  /**
   * Marks what was noticed as handled without any other effect: the file's bytes are those last
   * dealt with.
   */
  public void acknowledge(Handle handle, DocumentLease lease, @Nullable FileStamp stamp) {
    handle
        .createUpdate(
            """
            UPDATE document SET handled = :noticed, file_size = coalesce(:size, file_size),
              file_modified_ns = coalesce(:modified, file_modified_ns),
              file_changed_ns = coalesce(:changed, file_changed_ns), file_key = coalesce(:key, file_key)
            WHERE tenant_id = :tenant AND collection_id = :collection AND id = :id
            """)
        .bind("noticed", lease.noticed())
        .bind("size", stamp == null ? null : stamp.size())
        .bind("modified", stamp == null ? null : stamp.modifiedNs())
        .bind("changed", stamp == null ? null : stamp.changedNs())
        .bind("key", stamp == null ? null : stamp.key())
        .bind("tenant", lease.key().scope().tenantId())
        .bind("collection", lease.key().scope().collectionId())
        .bind("id", lease.key().id())
        .execute();
  }

  /**
   * Records why the newest bytes are not answered from; what was answered from before stays. A
   * passing problem leaves the work due.
   *
   * @param stamp of the bytes that were refused; null if they could not be read
   */
  public void refuse(
      Handle handle,
      DocumentLease lease,
      Problem problem,
      @Nullable FileStamp stamp,
      @Nullable Sha256 content) {
    handle
        .createUpdate(
            """
            UPDATE document SET problem = CAST(:problem AS jsonb), updated_at = :now,
              handled = CASE WHEN :passing THEN handled ELSE :noticed END,
              file_size = :size, file_modified_ns = :modified, file_changed_ns = :changed,
              file_key = :key, content_sha256 = :content
            WHERE tenant_id = :tenant AND collection_id = :collection AND id = :id
            """)
        .bind("problem", Json.write(problem))
        .bind("passing", problem.passing())
        .bind("now", problem.at())
        .bind("noticed", lease.noticed())
        .bind("size", stamp == null ? null : stamp.size())
        .bind("modified", stamp == null ? null : stamp.modifiedNs())
        .bind("changed", stamp == null ? null : stamp.changedNs())
        .bind("key", stamp == null ? null : stamp.key())
        .bind("content", content == null ? null : content.bytes())
        .bind("tenant", lease.key().scope().tenantId())
        .bind("collection", lease.key().scope().collectionId())
        .bind("id", lease.key().id())
        .execute();
  }

  /** Takes the document out of what is answered from; its versions stay. */
  public void remove(Handle handle, DocumentLease lease, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE document SET state = 'removed', current_version = NULL, problem = NULL, handled = :noticed,
              updated_at = :now
            WHERE tenant_id = :tenant AND collection_id = :collection AND id = :id
            """)
        .bind("noticed", lease.noticed())
        .bind("now", now)
        .bind("tenant", lease.key().scope().tenantId())
        .bind("collection", lease.key().scope().collectionId())
        .bind("id", lease.key().id())
        .execute();
  }

  private static Query query(Handle handle, String select, DocumentKey key, String... tail) {
    return handle
        .createQuery(
            select
                + " WHERE tenant_id = :tenant AND collection_id = :collection AND id = :id "
                + String.join(" ", tail))
        .bind("tenant", key.scope().tenantId())
        .bind("collection", key.scope().collectionId())
        .bind("id", key.id());
  }

  private static DocumentLease lease(DocumentKey key, ResultSet row) throws SQLException {
    return new DocumentLease(
        key,
        row.getString("collection"),
        row.getInt("source_id"),
        row.getString("uri"),
        row.getString("state"),
        row.getLong("fence"),
        row.getLong("noticed"),
        instant(row.getObject("noticed_at", OffsetDateTime.class)),
        row.getObject("current_version", Integer.class),
        row.getInt("last_version"),
        madeBy(row, 0),
        madeBy(row, 1),
        DocumentRepository.sha256(row),
        DocumentRepository.problem(row),
        row.getBoolean("forced"));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static @Nullable String madeBy(ResultSet row, int part) throws SQLException {
    var madeBy = row.getArray("made_by");
    return madeBy == null ? null : ((String[]) madeBy.getArray())[part];
  }
}
