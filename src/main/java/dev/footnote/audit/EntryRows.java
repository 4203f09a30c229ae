package dev.footnote.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Entries with every field that is hashed, by the names and in the forms that an export has
 * (docs/ledger-format.md): bytes in hex, times as RFC 3339, an answer's record as the text that is
 * stored. A field that is null is left out.
 */
@ApplicationScoped
public class EntryRows {
  private static final HexFormat HEX = HexFormat.of();

  /** By entry; one that is not stored is missing. */
  public Map<EntryKey, Map<String, Object>> of(
      Handle handle, int tenantId, Collection<EntryKey> keys) {
    var found = new HashMap<EntryKey, Map<String, Object>>();
    for (EntryKind kind : EntryKind.values()) {
      List<UUID> ids =
          keys.stream().filter(key -> key.kind() == kind).map(EntryKey::id).distinct().toList();
      if (!ids.isEmpty()) {
        switch (kind) {
          case ANSWER -> answers(handle, tenantId, ids, found);
          case PART -> read(handle, tenantId, ids, "answer_part", "answer_id", "n", kind, found);
          case FEEDBACK -> read(handle, tenantId, ids, "answer_feedback", "id", "0", kind, found);
          case ERASURE -> erasures(handle, tenantId, ids, found);
        }
      }
    }
    return found;
  }

  /** By which erasure entries went; one that was not erased is missing. */
  public Map<EntryKey, UUID> tombstones(Handle handle, int tenantId, Collection<EntryKey> keys) {
    var found = new HashMap<EntryKey, UUID>();
    handle
        .createQuery(
            """
            SELECT kind, id, n, erasure_id FROM ledger_erased WHERE tenant_id = :tenant AND id = ANY (:ids)
            """)
        .bind("tenant", tenantId)
        .bindArray("ids", UUID.class, keys.stream().map(EntryKey::id).distinct().toList())
        .map(
            (row, context) ->
                Map.entry(
                    new EntryKey(
                        EntryKind.byCode(row.getString(1)),
                        row.getObject(2, UUID.class),
                        row.getInt(3)),
                    row.getObject(4, UUID.class)))
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  private static void answers(
      Handle handle, int tenantId, List<UUID> ids, Map<EntryKey, Map<String, Object>> found) {
    read(handle, tenantId, ids, "answer", "id", "0", EntryKind.ANSWER, found);
    var citations = new HashMap<UUID, List<Map<String, Object>>>();
    handle
        .createQuery(
            """
            SELECT answer_id, n, collection_id, document_id, version, chunk_id, content_sha256, uri, title, heading_path,
                   page, span_start, span_end, answer_start, answer_end, quote, verified
            FROM citation WHERE tenant_id = :tenant AND answer_id = ANY (:ids) ORDER BY answer_id, n
            """)
        .bind("tenant", tenantId)
        .bindArray("ids", UUID.class, ids)
        .map((row, context) -> Map.entry(row.getObject(1, UUID.class), fields(row, 2)))
        .forEach(
            citation ->
                citations
                    .computeIfAbsent(citation.getKey(), id -> new ArrayList<>())
                    .add(citation.getValue()));
    for (UUID id : ids) {
      Map<String, Object> answer = found.get(EntryKey.answer(id));
      if (answer != null) {
        answer.put("citations", citations.getOrDefault(id, List.of()));
      }
    }
  }

  private static void read(
      Handle handle,
      int tenantId,
      List<UUID> ids,
      String table,
      String id,
      String n,
      EntryKind kind,
      Map<EntryKey, Map<String, Object>> found) {
    handle
        .createQuery(
            "SELECT %s AS key_id_of_row, %s AS key_n_of_row, * FROM %s WHERE tenant_id = :tenant AND %s = ANY (:ids)"
                .formatted(id, n, table, id))
        .bind("tenant", tenantId)
        .bindArray("ids", UUID.class, ids)
        .map(
            (row, context) ->
                Map.entry(
                    new EntryKey(kind, row.getObject(1, UUID.class), row.getInt(2)),
                    fields(row, 3)))
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
  }

  private static void erasures(
      Handle handle, int tenantId, List<UUID> ids, Map<EntryKey, Map<String, Object>> found) {
    for (UUID id : ids) {
      Tombstone.find(handle, tenantId, id)
          .ifPresent(
              tombstone -> {
                var fields = new LinkedHashMap<String, Object>();
                fields.put("tenant_id", tenantId);
                fields.put("id", id.toString());
                fields.put("at", tombstone.at().toString());
                fields.put("by", tombstone.by());
                fields.put("reason", tombstone.reason());
                fields.put("what", tombstone.what());
                UUID subject = tombstone.subject();
                if (subject != null) {
                  fields.put("subject", subject.toString());
                }
                fields.put(
                    "entries",
                    tombstone.entries().stream()
                        .map(
                            erased ->
                                Map.of(
                                    "kind", erased.key().kind().code(),
                                    "id", erased.key().id().toString(),
                                    "n", erased.key().n(),
                                    "at", erased.at().toString()))
                        .toList());
                found.put(new EntryKey(EntryKind.ERASURE, id, 0), fields);
              });
    }
  }

  private static Map<String, Object> fields(ResultSet row, int from) throws SQLException {
    var fields = new LinkedHashMap<String, Object>();
    for (int column = from; column <= row.getMetaData().getColumnCount(); column++) {
      Object value = value(row, column, row.getMetaData().getColumnTypeName(column));
      if (value != null) {
        fields.put(row.getMetaData().getColumnName(column), value);
      }
    }
    return fields;
  }

  private static @Nullable Object value(ResultSet row, int column, String type)
      throws SQLException {
    if (row.getObject(column) == null) {
      return null;
    }
    return switch (type) {
      case "bytea" -> HEX.formatHex(row.getBytes(column));
      case "timestamptz" -> row.getObject(column, OffsetDateTime.class).toInstant().toString();
      case "_text" -> List.of((String[]) row.getArray(column).getArray());
      case "int2", "int4", "int8" -> row.getLong(column);
      case "bool" -> row.getBoolean(column);
      default -> row.getString(column);
    };
  }
}
