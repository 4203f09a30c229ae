package dev.footnote.document;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.footnote.store.Json;
import dev.footnote.store.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The versions of documents. */
@ApplicationScoped
public class VersionRepository {

  /**
   * Adds a version that holds from now on. The version before must have been closed.
   *
   * @param modifiedNs when its file was modified, in nanoseconds since 1970
   */
  public void add(
      Handle handle, DocumentKey key, int number, Version version, long modifiedNs, Moment moment) {
    handle
        .createUpdate(
            """
            INSERT INTO document_version (tenant_id, collection_id, document_id, number, title, format, metadata,
              content_sha256, byte_size, text, outline, pages, parser, blocks, file_modified_ns, valid_from,
              watermark_from)
            VALUES (:tenant, :collection, :document, :number, :title, :format, CAST(:metadata AS jsonb),
              :content, :bytes, :text, CAST(:outline AS jsonb), :pages, :parser, :blocks, :modified, :now, :watermark)
            """)
        .bind("tenant", key.scope().tenantId())
        .bind("collection", key.scope().collectionId())
        .bind("document", key.id())
        .bind("number", number)
        .bind("title", version.title())
        .bind("format", version.format())
        .bind("metadata", Json.write(version.metadata()))
        .bind("content", version.contentSha256().bytes())
        .bind("bytes", version.byteSize())
        .bind("text", version.text())
        .bind("outline", Json.write(version.outline()))
        .bindArray("pages", Integer.class, version.pages())
        .bind("parser", version.parser())
        .bind("blocks", ints(version.blocks()))
        .bind("modified", modifiedNs)
        .bind("now", moment.at())
        .bind("watermark", moment.watermark())
        .execute();
  }

  /** Ends the current version, if there is one. */
  public void close(Handle handle, DocumentKey key, Moment moment) {
    handle
        .createUpdate(
            """
            UPDATE document_version SET valid_to = :now, watermark_to = :watermark
            WHERE tenant_id = :tenant AND collection_id = :collection AND document_id = :document AND valid_to IS NULL
            """)
        .bind("now", moment.at())
        .bind("watermark", moment.watermark())
        .bind("tenant", key.scope().tenantId())
        .bind("collection", key.scope().collectionId())
        .bind("document", key.id())
        .execute();
  }

  /** The number of the document's current version; empty if it has none. */
  public Optional<Integer> currentNumber(Handle handle, DocumentKey key) {
    return handle
        .createQuery(
            """
            SELECT current_version FROM document
            WHERE tenant_id = :tenant AND collection_id = :collection AND id = :document
            """)
        .bind("tenant", key.scope().tenantId())
        .bind("collection", key.scope().collectionId())
        .bind("document", key.id())
        .mapTo(Integer.class)
        .findOne();
  }

  /** Locks the document; false if that version is not its current one. */
  public boolean lockCurrent(Handle handle, DocumentKey key, int number) {
    return handle
        .createQuery(
            """
            SELECT coalesce(current_version = :number, false) FROM document
            WHERE tenant_id = :tenant AND collection_id = :collection AND id = :document FOR UPDATE
            """)
        .bind("number", number)
        .bind("tenant", key.scope().tenantId())
        .bind("collection", key.scope().collectionId())
        .bind("document", key.id())
        .mapTo(Boolean.class)
        .findOne()
        .orElse(false);
  }

  /** A version; empty if there is no such number. */
  public Optional<Version> find(Handle handle, DocumentKey key, int number) {
    return handle
        .createQuery(
            """
            SELECT title, format, metadata, content_sha256, byte_size, text, outline, pages, parser, blocks
            FROM document_version
            WHERE tenant_id = :tenant AND collection_id = :collection AND document_id = :document AND number = :number
            """)
        .bind("tenant", key.scope().tenantId())
        .bind("collection", key.scope().collectionId())
        .bind("document", key.id())
        .bind("number", number)
        .map(VersionRepository::version)
        .findOne();
  }

  private static int @Nullable [] ints(@Nullable List<Integer> numbers) {
    return numbers == null ? null : numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  static Version version(ResultSet row, StatementContext context) throws SQLException {
    Array blocks = row.getArray("blocks");
    return new Version(
        row.getString("title"),
        row.getString("format"),
        Json.read(row.getString("metadata"), new TypeReference<Map<String, Object>>() {}),
        Sha256.fromBytes(row.getBytes("content_sha256")),
        row.getLong("byte_size"),
        row.getString("text"),
        Json.read(row.getString("outline"), new TypeReference<List<Version.OutlineEntry>>() {}),
        Arrays.asList((Integer[]) row.getArray("pages").getArray()),
        row.getString("parser"),
        blocks == null ? null : Arrays.asList((Integer[]) blocks.getArray()));
  }
}
