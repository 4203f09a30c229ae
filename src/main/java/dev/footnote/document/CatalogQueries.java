package dev.footnote.document;

import dev.footnote.store.Json;
import dev.footnote.store.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** What is asked of the catalog, in SQL. */
final class CatalogQueries {
  private static final String DOCUMENT =
      """
      SELECT d.id, c.name AS collection, d.uri, d.state, d.current_version, d.updated_at, d.handled < d.noticed AS due,
        d.problem, v.title, v.format, v.byte_size
      FROM document d
      JOIN collection c ON c.tenant_id = d.tenant_id AND c.id = d.collection_id
      LEFT JOIN LATERAL (
        SELECT title, format, byte_size FROM document_version
        WHERE tenant_id = d.tenant_id AND collection_id = d.collection_id AND document_id = d.id
        ORDER BY number DESC LIMIT 1) v ON true
      """;

  private static final String ORIGIN =
      """
      LEFT JOIN version_origin o ON o.tenant_id = v.tenant_id AND o.collection_id = v.collection_id
        AND o.document_id = v.document_id AND o.version = v.number
      """;

  private CatalogQueries() {}

  static List<DocumentSummary> documents(
      Handle handle,
      int tenantId,
      DocumentFilter filter,
      @Nullable DocumentCursor after,
      int limit) {
    return handle
        .createQuery(
            DOCUMENT
                + """
                WHERE d.tenant_id = :tenant
                  AND (CAST(:collection AS text) IS NULL OR c.name = :collection)
                  AND CASE CAST(:state AS text)
                        WHEN 'problem' THEN d.problem IS NOT NULL AND d.state <> 'removed'
                        ELSE d.state = coalesce(CAST(:state AS text), CASE WHEN d.state <> 'removed' THEN d.state END) END
                  AND (CAST(:text AS text) IS NULL
                       OR position(lower(:text) IN lower(d.uri || ' ' || coalesce(v.title, ''))) > 0)
                  AND (CAST(:after_id AS uuid) IS NULL OR (d.uri, d.id) > (:after_uri, CAST(:after_id AS uuid)))
                ORDER BY d.uri, d.id
                LIMIT :limit
                """)
        .bind("tenant", tenantId)
        .bind("collection", filter.collection())
        .bind(
            "state", filter.state() == null ? null : filter.state().name().toLowerCase(Locale.ROOT))
        .bind("text", filter.text())
        .bind("after_uri", after == null ? null : after.uri())
        .bind("after_id", after == null ? null : after.id().toString())
        .bind("limit", limit)
        .map(CatalogQueries::documentRow)
        .list();
  }

  static Optional<DocumentSummary> document(Handle handle, int tenantId, UUID id) {
    return handle
        .createQuery(DOCUMENT + "WHERE d.tenant_id = :tenant AND d.id = :id")
        .bind("tenant", tenantId)
        .bind("id", id)
        .map(CatalogQueries::documentRow)
        .findOne();
  }

  static List<VersionSummary> versions(Handle handle, int tenantId, UUID document, int limit) {
    return handle
        .createQuery(
            """
            SELECT v.number, v.title, v.format, v.byte_size, v.content_sha256, v.valid_from, v.valid_to, %s
            FROM document_version v %s
            WHERE v.tenant_id = :tenant AND v.document_id = :document
            ORDER BY v.number DESC LIMIT :limit
            """
                .formatted(VersionOrigin.COLUMNS, ORIGIN))
        .bind("tenant", tenantId)
        .bind("document", document)
        .bind("limit", limit)
        .map(CatalogQueries::versionRow)
        .list();
  }

  static Optional<VersionInContext> version(
      Handle handle, int tenantId, UUID document, int number) {
    return document(handle, tenantId, document)
        .flatMap(
            summary ->
                handle
                    .createQuery(
                        """
                        SELECT v.*, %s
                        FROM document_version v %s
                        WHERE v.tenant_id = :tenant AND v.document_id = :document AND v.number = :number
                        """
                            .formatted(VersionOrigin.COLUMNS, ORIGIN))
                    .bind("tenant", tenantId)
                    .bind("document", document)
                    .bind("number", number)
                    .map(
                        (row, context) ->
                            new VersionInContext(
                                summary,
                                versionRow(row, context),
                                VersionRepository.version(row, context)))
                    .findOne());
  }

  private static DocumentSummary documentRow(ResultSet row, StatementContext context)
      throws SQLException {
    String uri = row.getString("uri");
    String title = row.getString("title");
    String problem = row.getString("problem");
    return new DocumentSummary(
        row.getObject("id", UUID.class),
        row.getString("collection"),
        uri,
        title == null ? uri.substring(uri.lastIndexOf('/') + 1) : title,
        row.getString("state"),
        row.getString("format"),
        row.getObject("current_version", Integer.class),
        row.getObject("byte_size", Long.class),
        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("due"),
        problem == null ? null : Json.read(problem, Problem.class));
  }

  private static VersionSummary versionRow(ResultSet row, StatementContext context)
      throws SQLException {
    return new VersionSummary(
        row.getInt("number"),
        row.getString("title"),
        row.getString("format"),
        row.getLong("byte_size"),
        Sha256.fromBytes(row.getBytes("content_sha256")).hex(),
        row.getObject("valid_from", OffsetDateTime.class).toInstant(),
        instant(row.getObject("valid_to", OffsetDateTime.class)),
        VersionOrigin.read(row));
  }

  static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
