package dev.footnote.erasure;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Which answers an erasure means; none of these statements changes anything. */
final class Selection {
  private Selection() {}

  static List<UUID> ofCaller(Handle handle, int tenantId, String caller, int limit) {
    return handle
        .createQuery(
            """
            SELECT id FROM answer WHERE tenant_id = :tenant AND caller = :caller
            UNION SELECT answer_id FROM answer_part p WHERE tenant_id = :tenant AND caller = :caller
            LIMIT :limit
            """)
        .bind("tenant", tenantId)
        .bind("caller", caller)
        .bind("limit", limit)
        .mapTo(UUID.class)
        .list();
  }

  /**
   * Answers that may hold a document's text: those that cite it; those that were made with it
   * before a language model, or with statements left out, since their records hold that; those that
   * a language model gave later in the same conversations, since it was told what was said before;
   * and answers of the collection that were broken off since the document was first read, as nobody
   * noted what they were made from.
   */
  static List<UUID> ofDocument(Handle handle, int tenantId, UUID document, int limit) {
    return handle
        .createQuery(
            """
            WITH direct AS (
              SELECT answer_id AS id FROM citation WHERE tenant_id = :tenant AND document_id = :document
              UNION
              SELECT a.id FROM answer a
              WHERE a.tenant_id = :tenant AND position(CAST(:document AS text) IN CAST(a.record AS text)) > 0
                AND EXISTS (SELECT FROM json_array_elements(a.record -> 'evidence') e
                  WHERE e ->> 'document_id' = CAST(:document AS text))
                AND (a.record -> 'answerer' ->> 'kind' = 'llm' OR json_array_length(a.record -> 'dropped') > 0))
            SELECT id FROM direct
            UNION
            SELECT later.id FROM direct
            JOIN conversation_turn t ON t.tenant_id = :tenant AND t.answer_id = direct.id
            JOIN conversation_turn u ON u.tenant_id = t.tenant_id AND u.conversation_id = t.conversation_id AND u.n > t.n
            JOIN answer later ON later.tenant_id = u.tenant_id AND later.id = u.answer_id
            WHERE later.record -> 'answerer' ->> 'kind' = 'llm'
            UNION
            SELECT p.answer_id FROM answer_part p
            JOIN document d ON d.tenant_id = p.tenant_id AND d.collection_id = p.collection_id AND d.id = :document
            WHERE p.tenant_id = :tenant AND p.at >= d.created_at
              AND NOT EXISTS (SELECT FROM answer a WHERE a.tenant_id = p.tenant_id AND a.id = p.answer_id)
            LIMIT :limit
            """)
        .bind("tenant", tenantId)
        .bind("document", document)
        .bind("limit", limit)
        .mapTo(UUID.class)
        .list();
  }

  /** Answers of a collection from before a moment that no hold keeps. */
  static List<UUID> olderThan(
      Handle handle, int tenantId, int collectionId, Instant before, int limit) {
    return handle
        .createQuery(
            """
            SELECT a.id FROM (
              SELECT id, caller, at FROM answer
              WHERE tenant_id = :tenant AND collection_id = :collection AND at < :before
              UNION ALL
              SELECT DISTINCT answer_id, caller, min(at) OVER (PARTITION BY answer_id) FROM answer_part p
              WHERE tenant_id = :tenant AND collection_id = :collection AND at < :before
                AND NOT EXISTS (SELECT FROM answer w WHERE w.tenant_id = p.tenant_id AND w.id = p.answer_id)) a
            WHERE NOT EXISTS (
              SELECT FROM legal_hold h WHERE h.tenant_id = :tenant AND h.released_at IS NULL
                AND (h.collection_id = :collection OR h.caller = a.caller
                  OR h.document_id IN (SELECT c.document_id FROM citation c
                    WHERE c.tenant_id = :tenant AND c.answer_id = a.id)))
            ORDER BY a.at
            LIMIT :limit
            """)
        .bind("tenant", tenantId)
        .bind("collection", collectionId)
        .bind("before", OffsetDateTime.ofInstant(before, ZoneOffset.UTC))
        .bind("limit", limit)
        .mapTo(UUID.class)
        .list();
  }

  static List<UUID> feedbackOfCaller(Handle handle, int tenantId, String caller, int limit) {
    return feedback(handle, tenantId, "caller", caller, limit);
  }

  static List<UUID> feedbackOfEndUser(Handle handle, int tenantId, String endUser, int limit) {
    return feedback(handle, tenantId, "end_user", endUser, limit);
  }

  /** The answers that feedback is about. */
  static List<UUID> answersOf(Handle handle, int tenantId, List<UUID> feedback) {
    return handle
        .createQuery(
            "SELECT DISTINCT answer_id FROM answer_feedback WHERE tenant_id = :tenant AND id = ANY (:ids)")
        .bind("tenant", tenantId)
        .bindArray("ids", UUID.class, feedback)
        .mapTo(UUID.class)
        .list();
  }

  private static List<UUID> feedback(
      Handle handle, int tenantId, String column, String who, int limit) {
    return handle
        .createQuery(
            "SELECT id FROM answer_feedback WHERE tenant_id = :tenant AND %s = :who LIMIT :limit"
                .formatted(column))
        .bind("tenant", tenantId)
        .bind("who", who)
        .bind("limit", limit)
        .mapTo(UUID.class)
        .list();
  }
}
