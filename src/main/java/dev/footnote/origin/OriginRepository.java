package dev.footnote.origin;

import dev.footnote.document.DocumentKey;
import dev.footnote.document.Source;
import dev.footnote.document.VersionOrigin;
import dev.footnote.store.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Who brought which version, and how far each source was looked up. */
@ApplicationScoped
class OriginRepository {

  /**
   * How far a source was looked up.
   *
   * @param watermark the change of its collection up to which versions were
   * @param head name of the commit that was checked out; null if there was none
   */
  record Progress(long watermark, @Nullable String head) {}

  /** Where the last look at the source ended; at the beginning before the first one. */
  Progress progress(Handle handle, Source source) {
    return of(
            handle.createQuery(
                """
                SELECT watermark, head FROM origin_progress
                WHERE tenant_id = :tenant AND collection_id = :collection AND source_id = :source
                """),
            source)
        .map((row, context) -> new Progress(row.getLong("watermark"), row.getString("head")))
        .findOne()
        .orElse(new Progress(0, null));
  }

  /** Records where a look ended. */
  void progress(Handle handle, Source source, Progress progress) {
    of(
            handle.createUpdate(
                """
                INSERT INTO origin_progress (tenant_id, collection_id, source_id, watermark, head)
                VALUES (:tenant, :collection, :source, :watermark, :head)
                ON CONFLICT (tenant_id, collection_id, source_id)
                DO UPDATE SET watermark = excluded.watermark, head = excluded.head
                """),
            source)
        .bind("watermark", progress.watermark())
        .bind("head", progress.head())
        .execute();
  }

  /** The collection's last change. */
  long watermark(Handle handle, Source source) {
    return handle
        .createQuery(
            "SELECT watermark FROM collection WHERE tenant_id = :tenant AND id = :collection")
        .bind("tenant", source.scope().tenantId())
        .bind("collection", source.scope().collectionId())
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  /**
   * A version that came by a change.
   *
   * @param watermark the change
   */
  record Came(long watermark, AskedVersion version) {}

  /** The source's versions that came after a change, in order. */
  List<Came> cameAfter(Handle handle, Source source, long watermark, int limit) {
    return of(
            handle.createQuery(
                VERSION
                    + """
                    WHERE ch.tenant_id = :tenant AND ch.collection_id = :collection AND ch.watermark > :watermark
                      AND ch.kind = 'indexed' AND d.source_id = :source
                    ORDER BY ch.watermark LIMIT :limit
                    """),
            source)
        .bind("watermark", watermark)
        .bind("limit", limit)
        .map((row, context) -> new Came(row.getLong("watermark"), version(source, row)))
        .list();
  }

  /**
   * Versions that no commit had, the newest first.
   *
   * @param uris files of which they are; null for any
   */
  List<AskedVersion> uncommitted(
      Handle handle, Source source, @Nullable List<String> uris, int limit) {
    return of(
            handle.createQuery(
                VERSION
                    + """
                    JOIN version_origin o ON o.tenant_id = v.tenant_id AND o.collection_id = v.collection_id
                      AND o.document_id = v.document_id AND o.version = v.number AND o.commit_id IS NULL
                    WHERE ch.tenant_id = :tenant AND ch.collection_id = :collection
                      AND ch.kind = 'indexed' AND d.source_id = :source
                      AND (:any OR d.uri = ANY (:uris) OR ch.uri = ANY (:uris))
                    ORDER BY ch.watermark DESC LIMIT :limit
                    """),
            source)
        .bind("any", uris == null)
        .bindArray("uris", String.class, uris == null ? List.of() : uris)
        .bind("limit", limit)
        .map((row, context) -> version(source, row))
        .list();
  }

  private static final String VERSION =
      """
      SELECT ch.watermark, v.document_id, v.number, v.content_sha256, v.byte_size, v.valid_from, v.valid_to,
        CASE WHEN v.valid_to IS NULL THEN d.uri ELSE ch.uri END AS uri
      FROM change ch
      JOIN document d ON d.tenant_id = ch.tenant_id AND d.collection_id = ch.collection_id AND d.id = ch.document_id
      JOIN document_version v ON v.tenant_id = ch.tenant_id AND v.collection_id = ch.collection_id
        AND v.document_id = ch.document_id AND v.number = ch.version
      """;

  private static AskedVersion version(Source source, ResultSet row) throws SQLException {
    OffsetDateTime validTo = row.getObject("valid_to", OffsetDateTime.class);
    return new AskedVersion(
        new DocumentKey(source.scope(), row.getObject("document_id", UUID.class)),
        row.getInt("number"),
        row.getString("uri"),
        Sha256.fromBytes(row.getBytes("content_sha256")),
        row.getLong("byte_size"),
        row.getObject("valid_from", OffsetDateTime.class).toInstant(),
        validTo == null ? null : validTo.toInstant());
  }

  /** Keeps who brought a version, unless the version was erased meanwhile. */
  void keep(Handle handle, AskedVersion version, VersionOrigin origin) {
    var committed = origin instanceof VersionOrigin.Committed commit ? commit : null;
    handle
        .createUpdate(
            """
            INSERT INTO version_origin (tenant_id, collection_id, document_id, version, commit_id, author, author_email,
              authored_at, message)
            SELECT v.tenant_id, v.collection_id, v.document_id, v.number, CAST(:commit AS text), CAST(:author AS text),
              CAST(:email AS text), CAST(:at AS timestamptz), CAST(:message AS text)
            FROM (SELECT * FROM document_version
                  WHERE tenant_id = :tenant AND collection_id = :collection AND document_id = :document
                    AND number = :version FOR KEY SHARE) v
            ON CONFLICT (tenant_id, collection_id, document_id, version) DO UPDATE SET commit_id = excluded.commit_id,
              author = excluded.author, author_email = excluded.author_email, authored_at = excluded.authored_at,
              message = excluded.message
            """)
        .bind("tenant", version.document().scope().tenantId())
        .bind("collection", version.document().scope().collectionId())
        .bind("document", version.document().id())
        .bind("version", version.version())
        .bind("commit", committed == null ? null : committed.commit())
        .bind("author", committed == null ? null : committed.author())
        .bind("email", committed == null ? null : committed.email())
        .bind(
            "at",
            committed == null ? null : OffsetDateTime.ofInstant(committed.at(), ZoneOffset.UTC))
        .bind("message", committed == null ? null : committed.message())
        .execute();
  }

  private static <T extends SqlStatement<T>> T of(T statement, Source source) {
    return statement
        .bind("tenant", source.scope().tenantId())
        .bind("collection", source.scope().collectionId())
        .bind("source", source.id());
  }
}
