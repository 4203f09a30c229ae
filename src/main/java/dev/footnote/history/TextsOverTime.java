package dev.footnote.history;

import dev.footnote.document.VersionOrigin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The texts that a document had, in SQL. */
final class TextsOverTime {
  private static final String SELECT =
      """
      SELECT v.number, v.valid_from, v.valid_to, v.text, %s
      FROM document_version v
      LEFT JOIN version_origin o ON o.tenant_id = v.tenant_id AND o.collection_id = v.collection_id
        AND o.document_id = v.document_id AND o.version = v.number
      WHERE v.tenant_id = :tenant AND v.document_id = :document
      """
          .formatted(VersionOrigin.COLUMNS);

  private TextsOverTime() {}

  static Optional<DatedText> find(
      Handle handle, int tenantId, UUID document, VersionChoice choice) {
    return switch (choice) {
      case VersionChoice.Numbered(int number) ->
          first(query(handle, tenantId, document, "AND number = :number").bind("number", number));
      case VersionChoice.CurrentAt(Instant moment) ->
          first(
              query(
                      handle,
                      tenantId,
                      document,
                      """
                      AND valid_from <= :moment AND (valid_to IS NULL OR valid_to > :moment)
                      ORDER BY number DESC LIMIT 1
                      """)
                  .bind("moment", OffsetDateTime.ofInstant(moment, ZoneOffset.UTC)));
      case VersionChoice.Newest() ->
          first(query(handle, tenantId, document, "ORDER BY number DESC LIMIT 1"));
    };
  }

  /** The version before; empty if that was the first. */
  static Optional<DatedText> before(Handle handle, int tenantId, UUID document, int number) {
    return first(
        query(handle, tenantId, document, "AND number < :number ORDER BY number DESC LIMIT 1")
            .bind("number", number));
  }

  private static Query query(Handle handle, int tenantId, UUID document, String which) {
    return handle.createQuery(SELECT + which).bind("tenant", tenantId).bind("document", document);
  }

  private static Optional<DatedText> first(Query query) {
    return query.map(TextsOverTime::text).findOne();
  }

  private static DatedText text(ResultSet row, StatementContext context) throws SQLException {
    return new DatedText(
        row.getInt("number"),
        row.getObject("valid_from", OffsetDateTime.class).toInstant(),
        instant(row.getObject("valid_to", OffsetDateTime.class)),
        row.getString("text"),
        VersionOrigin.read(row));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
