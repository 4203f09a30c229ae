package dev.footnote.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The hashes of entries as they are stored now, whatever was written down of them before. Columns
 * are read as the bytes that the database sends and never become Java texts: verifying a ledger is
 * mostly this.
 */
@ApplicationScoped
public class StoredEntries {
  private final Ledger ledger;

  StoredEntries(Ledger ledger) {
    this.ledger = ledger;
  }

  /** By entry; one that is not stored is missing. */
  public Map<EntryKey, byte[]> sha256s(Handle handle, int tenantId, Collection<EntryKey> keys) {
    var ids = new EnumMap<EntryKind, List<UUID>>(EntryKind.class);
    keys.forEach(key -> ids.computeIfAbsent(key.kind(), kind -> new ArrayList<>()).add(key.id()));
    var found = new HashMap<EntryKey, byte[]>(2 * keys.size());
    ids.forEach(
        (kind, some) -> {
          switch (kind) {
            case ANSWER -> answers(handle, tenantId, some, found);
            case PART -> parts(handle, tenantId, some, found);
            case FEEDBACK -> feedback(handle, tenantId, some, found);
            case ERASURE -> erasures(handle, tenantId, some, found);
          }
        });
    return found;
  }

  private record CitationBytes(int[] count, EntryBytes bytes) {}

  private void answers(Handle handle, int tenant, List<UUID> ids, Map<EntryKey, byte[]> found) {
    Map<UUID, CitationBytes> citations = citations(handle, tenant, ids);
    var none = new CitationBytes(new int[1], new EntryBytes());
    var canonical = new ArrayList<UUID>();
    handle
        .createQuery(
            """
            SELECT id, form, salt, collection_id, at, caller, question, outcome, text, generation_id, watermark, record,
              prompt_sha256
            FROM answer WHERE tenant_id = :tenant AND id = ANY (:ids)
            """)
        .bind("tenant", tenant)
        .bindArray("ids", UUID.class, ids)
        .map(
            (row, context) -> {
              UUID id = row.getObject(1, UUID.class);
              if (row.getInt(2) == 1) {
                canonical.add(id);
                return false;
              }
              CitationBytes cited = citations.getOrDefault(id, none);
              found.put(EntryKey.answer(id), answer(row, tenant, id, cited).sha256());
              return true;
            })
        .forEach(hashed -> {});
    canonical.forEach(
        id ->
            ledger
                .sha256(handle, tenant, id)
                .ifPresent(sha256 -> found.put(EntryKey.answer(id), sha256)));
  }

  private static EntryBytes answer(ResultSet row, int tenant, UUID id, CitationBytes cited)
      throws SQLException {
    boolean prompted = row.getInt(2) == 3;
    EntryBytes bytes =
        new EntryBytes()
            .text(prompted ? LedgerRow.ANSWER_FORM_WITH_PROMPT : LedgerRow.ANSWER_FORM)
            .bytes(row.getBytes(3))
            .number(tenant)
            .uuid(id)
            .number(row.getInt(4))
            .time(time(row, 5))
            .bytes(row.getBytes(6))
            .bytes(row.getBytes(7))
            .bytes(row.getBytes(8))
            .bytes(row.getBytes(9))
            .number(row.getInt(10))
            .number(row.getLong(11))
            .bytes(row.getBytes(12));
    if (prompted) {
      bytes.bytes(row.getBytes(13));
    }
    return bytes.number(cited.count[0]).append(cited.bytes);
  }

  private static Map<UUID, CitationBytes> citations(Handle handle, int tenant, List<UUID> ids) {
    var citations = new HashMap<UUID, CitationBytes>(2 * ids.size());
    handle
        .createQuery(
            """
            SELECT answer_id, n, collection_id, document_id, version, chunk_id, content_sha256, uri, title, heading_path,
                   page, span_start, span_end, answer_start, answer_end, quote, verified
            FROM citation WHERE tenant_id = :tenant AND answer_id = ANY (:ids) ORDER BY answer_id, n
            """)
        .bind("tenant", tenant)
        .bindArray("ids", UUID.class, ids)
        .map(
            (row, context) -> {
              CitationBytes cited =
                  citations.computeIfAbsent(
                      row.getObject(1, UUID.class),
                      id -> new CitationBytes(new int[1], new EntryBytes()));
              cited.count[0]++;
              return citation(row, cited.bytes);
            })
        .forEach(written -> {});
    return citations;
  }

  private static EntryBytes citation(ResultSet row, EntryBytes bytes) throws SQLException {
    bytes
        .number(row.getInt(2))
        .number(row.getInt(3))
        .uuid(row.getObject(4, UUID.class))
        .number(row.getInt(5))
        .number(row.getLong(6))
        .bytes(row.getBytes(7))
        .bytes(row.getBytes(8))
        .bytes(row.getBytes(9));
    var headings = (@Nullable String[]) row.getArray(10).getArray();
    bytes.number(headings.length);
    for (String heading : headings) {
      bytes.text(heading);
    }
    return bytes
        .numberOrNull(row.getObject(11, Integer.class))
        .number(row.getInt(12))
        .number(row.getInt(13))
        .number(row.getInt(14))
        .number(row.getInt(15))
        .bytes(row.getBytes(16))
        .truth(row.getBoolean(17));
  }

  private static void parts(
      Handle handle, int tenant, List<UUID> ids, Map<EntryKey, byte[]> found) {
    handle
        .createQuery(
            """
            SELECT answer_id, n, salt, collection_id, at, caller, question, text
            FROM answer_part WHERE tenant_id = :tenant AND answer_id = ANY (:ids)
            """)
        .bind("tenant", tenant)
        .bindArray("ids", UUID.class, ids.stream().distinct().toList())
        .map(
            (row, context) -> {
              var key = new EntryKey(EntryKind.PART, row.getObject(1, UUID.class), row.getInt(2));
              byte[] sha256 =
                  new EntryBytes()
                      .text(Ledger.PART_FORM)
                      .bytes(row.getBytes(3))
                      .number(tenant)
                      .uuid(key.id())
                      .number(key.n())
                      .number(row.getInt(4))
                      .time(time(row, 5))
                      .bytes(row.getBytes(6))
                      .bytes(row.getBytes(7))
                      .bytes(row.getBytes(8))
                      .sha256();
              return Map.entry(key, sha256);
            })
        .forEach(part -> found.put(part.getKey(), part.getValue()));
  }

  private static void feedback(
      Handle handle, int tenant, List<UUID> ids, Map<EntryKey, byte[]> found) {
    handle
        .createQuery(
            """
            SELECT id, salt, answer_id, at, key_id, caller, end_user, rating, comment, corrected_answer
            FROM answer_feedback WHERE tenant_id = :tenant AND id = ANY (:ids)
            """)
        .bind("tenant", tenant)
        .bindArray("ids", UUID.class, ids)
        .map(
            (row, context) -> {
              UUID id = row.getObject(1, UUID.class);
              byte[] sha256 =
                  new EntryBytes()
                      .text("footnote.feedback.2")
                      .bytes(row.getBytes(2))
                      .number(tenant)
                      .uuid(id)
                      .uuid(row.getObject(3, UUID.class))
                      .time(time(row, 4))
                      .uuid(row.getObject(5, UUID.class))
                      .bytes(row.getBytes(6))
                      .bytes(row.getBytes(7))
                      .bytes(row.getBytes(8))
                      .bytes(row.getBytes(9))
                      .bytes(row.getBytes(10))
                      .sha256();
              return Map.entry(new EntryKey(EntryKind.FEEDBACK, id, 0), sha256);
            })
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
  }

  private static void erasures(
      Handle handle, int tenant, List<UUID> ids, Map<EntryKey, byte[]> found) {
    for (UUID id : ids) {
      Tombstone.find(handle, tenant, id)
          .ifPresent(
              tombstone ->
                  found.put(new EntryKey(EntryKind.ERASURE, id, 0), tombstone.sha256(tenant)));
    }
  }

  private static Instant time(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
