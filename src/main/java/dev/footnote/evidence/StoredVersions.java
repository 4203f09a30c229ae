package dev.footnote.evidence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.footnote.audit.CitationStatus;
import dev.footnote.store.Json;
import dev.footnote.store.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Reads versions with their whole text: spans count UTF-16 code units, which SQL can't. */
public final class StoredVersions {
  private StoredVersions() {}

  /** The versions that are stored, by key; one that is not is left out. */
  public static Map<VersionKey, StoredVersion> load(
      Handle handle, Scope scope, Collection<VersionKey> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    return handle
        .createQuery(
            """
            SELECT v.document_id, v.number, v.content_sha256, v.text, v.outline, v.pages,
                   CASE WHEN d.state = 'removed' THEN 'DELETED'
                        WHEN d.current_version = v.number THEN 'CURRENT'
                        ELSE 'SUPERSEDED' END AS status,
                   CASE WHEN d.current_version IS NOT NULL THEN d.uri END AS uri_now, n.text AS text_now
            FROM unnest(:documents, :numbers) AS wanted (document_id, number)
            JOIN document_version v ON v.tenant_id = :tenant AND v.collection_id = :collection
                                   AND v.document_id = wanted.document_id AND v.number = wanted.number
            JOIN document d ON d.tenant_id = v.tenant_id AND d.collection_id = v.collection_id
                           AND d.id = v.document_id
            LEFT JOIN document_version n ON n.tenant_id = d.tenant_id AND n.collection_id = d.collection_id
                                        AND n.document_id = d.id AND n.number = d.current_version
                                        AND n.number <> v.number
            """)
        .bindArray("documents", UUID.class, keys.stream().map(VersionKey::documentId).toList())
        .bindArray("numbers", Integer.class, keys.stream().map(VersionKey::number).toList())
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .map((row, context) -> version(row))
        .stream()
        .collect(Collectors.toMap(StoredVersion::key, Function.identity()));
  }

  private static StoredVersion version(ResultSet row) throws SQLException {
    String uri = row.getString("uri_now");
    return new StoredVersion(
        new VersionKey(row.getObject("document_id", UUID.class), row.getInt("number")),
        HexFormat.of().formatHex(row.getBytes("content_sha256")),
        row.getString("text"),
        Json.read(row.getString("outline"), new TypeReference<List<StoredVersion.Section>>() {}),
        List.of((Integer[]) row.getArray("pages").getArray()),
        CitationStatus.valueOf(row.getString("status")),
        uri == null ? null : new StoredVersion.Current(uri, row.getString("text_now")));
  }
}
