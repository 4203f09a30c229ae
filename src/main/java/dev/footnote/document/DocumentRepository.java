package dev.footnote.document;

import dev.footnote.store.Json;
import dev.footnote.store.Scope;
import dev.footnote.store.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Documents: where they lie, and what was noticed about them. */
@ApplicationScoped
public class DocumentRepository {

  /**
   * Adds a document that was seen for the first time; the one that is there if another scan was
   * quicker.
   */
  public UUID add(Handle handle, Scope scope, int sourceId, String uri, Instant now) {
    return handle
        .createQuery(
            """
            INSERT INTO document (tenant_id, collection_id, id, source_id, uri, state, created_at, updated_at)
            VALUES (:tenant, :collection, :id, :source, :uri, 'pending', :now, :now)
            ON CONFLICT (tenant_id, collection_id, source_id, uri) WHERE state <> 'removed'
              DO UPDATE SET updated_at = excluded.updated_at
            RETURNING id
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("id", UUID.randomUUID())
        .bind("source", sourceId)
        .bind("uri", uri)
        .bind("now", now)
        .mapTo(UUID.class)
        .one();
  }

  /** Notes that these documents may have changed. */
  public void notice(Handle handle, Scope scope, Collection<UUID> ids, Instant now) {
    // In key order, so that two that notice the same documents can't deadlock.
    handle
        .createUpdate(
            """
            UPDATE document SET noticed = noticed + 1,
              noticed_at = CASE WHEN handled < noticed THEN noticed_at ELSE :now END
            WHERE (tenant_id, collection_id, id) IN (
              SELECT tenant_id, collection_id, id FROM document
              WHERE tenant_id = :tenant AND collection_id = :collection AND id = ANY (:ids)
              ORDER BY id FOR UPDATE)
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bindArray("ids", UUID.class, ids)
        .bind("now", now)
        .execute();
  }

  /**
   * Says that the document lies elsewhere now; a worker that took it at its old place can't commit.
   *
   * @return false, and nothing is changed, if another live document lies there already
   */
  public boolean move(
      Handle handle, DocumentKey key, int sourceId, String uri, FileStamp stamp, Instant now) {
    return handle
            .createUpdate(
                """
            UPDATE document d SET uri = :uri, fence = fence + 1, file_size = :size, file_modified_ns = :modified,
              file_changed_ns = :changed, file_key = :key, updated_at = :now
            WHERE d.tenant_id = :tenant AND d.collection_id = :collection AND d.id = :id AND NOT EXISTS (
              SELECT FROM document other
              WHERE other.source_id = :source AND other.uri = :uri AND other.tenant_id = d.tenant_id
                AND other.collection_id = d.collection_id AND other.state <> 'removed')
            """)
            .bind("source", sourceId)
            .bind("uri", uri)
            .bind("size", stamp.size())
            .bind("modified", stamp.modifiedNs())
            .bind("changed", stamp.changedNs())
            .bind("key", stamp.key())
            .bind("now", now)
            .bind("tenant", key.scope().tenantId())
            .bind("collection", key.scope().collectionId())
            .bind("id", key.id())
            .execute()
        == 1;
  }

  /**
   * What is known of the files at or below a path of a source; of all of them for the empty path.
   */
  public List<KnownFile> files(Handle handle, Scope scope, int sourceId, String path) {
    return handle
        .createQuery(
            """
            SELECT id, uri, file_size, file_modified_ns, file_changed_ns, file_key, content_sha256,
              handled < noticed AS due, problem
            FROM document
            WHERE tenant_id = :tenant AND collection_id = :collection AND source_id = :source AND state <> 'removed'
              AND (:path = '' OR uri = :path OR starts_with(uri, :path || '/'))
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("source", sourceId)
        .bind("path", path)
        .map(DocumentRepository::knownFile)
        .list();
  }

  /** What is known of a source's files with these identities, wherever they lay. */
  public List<KnownFile> filesByKey(
      Handle handle, Scope scope, int sourceId, Collection<String> keys) {
    return handle
        .createQuery(
            """
            SELECT id, uri, file_size, file_modified_ns, file_changed_ns, file_key, content_sha256,
              handled < noticed AS due, problem
            FROM document
            WHERE tenant_id = :tenant AND collection_id = :collection AND source_id = :source AND state <> 'removed'
              AND file_key = ANY (:keys)
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("source", sourceId)
        .bindArray("keys", String.class, keys)
        .map(DocumentRepository::knownFile)
        .list();
  }

  /** What is known of a source's files whose path comes after another, by path. */
  public List<KnownFile> filesAfter(
      Handle handle, Scope scope, int sourceId, String uri, int limit) {
    return handle
        .createQuery(
            """
            SELECT id, uri, file_size, file_modified_ns, file_changed_ns, file_key, content_sha256,
              handled < noticed AS due, problem
            FROM document
            WHERE tenant_id = :tenant AND collection_id = :collection AND source_id = :source AND state <> 'removed'
              AND uri > :uri
            ORDER BY uri LIMIT :limit
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("source", sourceId)
        .bind("uri", uri)
        .bind("limit", limit)
        .map(DocumentRepository::knownFile)
        .list();
  }

  /** How many live documents a source has. */
  public int count(Handle handle, Scope scope, int sourceId) {
    return handle
        .createQuery(
            """
            SELECT count(*) FROM document
            WHERE tenant_id = :tenant AND collection_id = :collection AND source_id = :source AND state <> 'removed'
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("source", sourceId)
        .mapTo(Integer.class)
        .one();
  }

  /** How many documents of a source were first seen after a moment, removed ones included. */
  public int createdSince(Handle handle, Scope scope, int sourceId, Instant since) {
    return handle
        .createQuery(
            """
            SELECT count(*) FROM document
            WHERE tenant_id = :tenant AND collection_id = :collection AND source_id = :source AND created_at > :since
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("source", sourceId)
        .bind("since", since)
        .mapTo(Integer.class)
        .one();
  }

  private static KnownFile knownFile(ResultSet row, StatementContext context) throws SQLException {
    Long size = row.getObject("file_size", Long.class);
    return new KnownFile(
        row.getObject("id", UUID.class),
        row.getString("uri"),
        size == null
            ? null
            : new FileStamp(
                size,
                row.getLong("file_modified_ns"),
                row.getObject("file_changed_ns", Long.class),
                row.getString("file_key")),
        sha256(row),
        row.getBoolean("due"),
        problem(row));
  }

  static @Nullable Sha256 sha256(ResultSet row) throws SQLException {
    byte[] content = row.getBytes("content_sha256");
    return content == null ? null : Sha256.fromBytes(content);
  }

  static @Nullable Problem problem(ResultSet row) throws SQLException {
    String problem = row.getString("problem");
    return problem == null ? null : Json.read(problem, Problem.class);
  }
}
