package dev.footnote.erasure;

import dev.footnote.store.Scope;
import dev.footnote.store.SharedWords;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Takes what was kept of a document that is no longer in its source: its versions, chunks, the
 * passages that stand nowhere else with vectors, words and acronyms, and its names.
 */
final class EraseDocument {
  private final Handle handle;
  private final int tenantId;
  private final UUID document;
  private final int collection;

  /** A document as it is now. */
  record Known(int collection, String uri, boolean removed) {}

  EraseDocument(Handle handle, int tenantId, UUID document, int collection) {
    this.handle = handle;
    this.tenantId = tenantId;
    this.document = document;
    this.collection = collection;
  }

  /** The document, locked until the transaction ends; empty if the tenant has none. */
  static Optional<Known> lock(Handle handle, int tenantId, UUID document) {
    return handle
        .createQuery(
            """
            SELECT collection_id, uri, state = 'removed' AS removed FROM document
            WHERE tenant_id = :tenant AND id = :document FOR UPDATE
            """)
        .bind("tenant", tenantId)
        .bind("document", document)
        .map((row, context) -> new Known(row.getInt(1), row.getString(2), row.getBoolean(3)))
        .findOne();
  }

  /** Everything but the row that says that there was one. */
  ErasedThings erase() {
    SharedWords.seize(handle, new Scope(tenantId, collection));
    int golden = blankEvaluations();
    forgetPast();
    List<Long> passages = chunksGone();
    List<Long> stale = neverShown();
    int chunks = passages.size();
    List<Long> all = Stream.concat(passages.stream(), stale.stream()).toList();
    List<Gone> gone = passagesGone(all);
    int words = gone.isEmpty() ? 0 : wordsGone(gone);
    int versions =
        update(
            """
            DELETE FROM document_version
            WHERE tenant_id = :tenant AND collection_id = :collection AND document_id = :document
            """);
    forgetNames();
    return new ErasedThings(0, 0, 0, 0, golden, versions, chunks, gone.size(), words, List.of());
  }

  private record Gone(long id, int generation, List<Integer> terms) {}

  /** Moments at which the document still stood can't be searched as they were any more. */
  private void forgetPast() {
    handle
        .createQuery(
            "SELECT 1 FROM collection WHERE tenant_id = :tenant AND id = :collection FOR UPDATE")
        .bind("tenant", tenantId)
        .bind("collection", collection)
        .mapTo(Integer.class)
        .one();
    update(
        """
        UPDATE generation SET past_from = greatest(past_from, (SELECT coalesce(max(v.watermark_to), 0)
          FROM document_version v
          WHERE v.tenant_id = :tenant AND v.collection_id = :collection AND v.document_id = :document))
        WHERE tenant_id = :tenant AND collection_id = :collection AND id IN (SELECT generation_id FROM chunk
          WHERE tenant_id = :tenant AND collection_id = :collection AND document_id = :document)
        """);
  }

  private List<Long> chunksGone() {
    return handle
        .createQuery(
            """
            DELETE FROM chunk
            WHERE tenant_id = :tenant AND collection_id = :collection AND document_id = :document
            RETURNING passage_id
            """)
        .bind("tenant", tenantId)
        .bind("collection", collection)
        .bind("document", document)
        .mapTo(Long.class)
        .list();
  }

  /** Passages that were made for a version and never shown, or whose chunks were cleared away. */
  private List<Long> neverShown() {
    return handle
        .createQuery(
            """
            SELECT p.id FROM passage_ever p
            WHERE p.tenant_id = :tenant AND p.collection_id = :collection
              AND NOT EXISTS (SELECT FROM chunk c WHERE c.passage_id = p.id AND c.tenant_id = p.tenant_id
                AND c.collection_id = p.collection_id)
              AND EXISTS (SELECT FROM document_version v WHERE v.tenant_id = :tenant
                AND v.collection_id = :collection AND v.document_id = :document AND position(p.body IN v.text) > 0)
            """)
        .bind("tenant", tenantId)
        .bind("collection", collection)
        .bind("document", document)
        .mapTo(Long.class)
        .list();
  }

  private List<Gone> passagesGone(List<Long> ids) {
    List<Gone> gone =
        Stream.of("passage", "passage_past").flatMap(table -> gone(table, ids).stream()).toList();
    for (String table : List.of("acronym", "passage_leaving")) {
      handle
          .createUpdate(
              "DELETE FROM " + table + " WHERE tenant_id = :tenant AND passage_id = ANY (:ids)")
          .bind("tenant", tenantId)
          .bindArray("ids", Long.class, gone.stream().map(Gone::id).toList())
          .execute();
    }
    return gone;
  }

  private List<Gone> gone(String table, List<Long> ids) {
    return handle
        .createQuery(
            """
            DELETE FROM %s p
            WHERE p.tenant_id = :tenant AND p.collection_id = :collection AND p.id = ANY (:ids)
              AND NOT EXISTS (SELECT FROM chunk c WHERE c.passage_id = p.id
                AND c.tenant_id = p.tenant_id AND c.collection_id = p.collection_id)
            RETURNING p.id, p.generation_id, p.terms
            """
                .formatted(table))
        .bind("tenant", tenantId)
        .bind("collection", collection)
        .bindArray("ids", Long.class, ids)
        .map(
            (row, context) ->
                new Gone(
                    row.getLong(1), row.getInt(2), List.of((Integer[]) row.getArray(3).getArray())))
        .list();
  }

  private int wordsGone(List<Gone> passages) {
    int words = 0;
    for (int generation : passages.stream().map(Gone::generation).distinct().toList()) {
      List<Integer> terms =
          passages.stream()
              .filter(passage -> passage.generation() == generation)
              .flatMap(passage -> passage.terms().stream())
              .distinct()
              .toList();
      words +=
          handle
              .createUpdate(
                  """
                  DELETE FROM vocabulary v
                  WHERE v.tenant_id = :tenant AND v.collection_id = :collection AND v.generation_id = :generation
                    AND v.term = ANY (:terms)
                    AND NOT EXISTS (SELECT FROM passage_ever p WHERE p.tenant_id = :tenant
                      AND p.collection_id = :collection AND p.generation_id = :generation AND p.terms @> ARRAY[v.term])
                  """)
              .bind("tenant", tenantId)
              .bind("collection", collection)
              .bind("generation", generation)
              .bindArray("terms", Integer.class, terms)
              .execute();
    }
    return words;
  }

  /**
   * Questions about the document, and what evaluations asked and answered of it. Golden sets name
   * it by a path that it had, or by its file name, or by that without its ending, where no other
   * document is meant.
   */
  private int blankEvaluations() {
    return handle
        .createQuery(
            """
            WITH path AS (
              SELECT uri, regexp_replace(uri, '^.*/', '') AS file_name FROM (
                SELECT uri FROM document
                WHERE tenant_id = :tenant AND collection_id = :collection AND id = :document
                UNION SELECT unnest(ARRAY[uri, previous_uri]) FROM change
                WHERE tenant_id = :tenant AND collection_id = :collection AND document_id = :document) p
              WHERE uri IS NOT NULL),
            other AS (
              SELECT regexp_replace(uri, '^.*/', '') AS file_name FROM document
              WHERE tenant_id = :tenant AND collection_id = :collection AND state <> 'removed'),
            called AS (
              SELECT uri AS name FROM path
              UNION SELECT short.name
              FROM path, LATERAL (VALUES (file_name), (regexp_replace(file_name, '\\.[^.]*$', ''))) short (name)
              WHERE NOT EXISTS (SELECT FROM other
                WHERE short.name IN (other.file_name, regexp_replace(other.file_name, '\\.[^.]*$', '')))),
            made AS (
              UPDATE golden_question q SET question = '(erased)', answerable = false, relevant = '[]',
                expected_answer = NULL, answer_id = NULL
              FROM golden_set s
              WHERE s.tenant_id = :tenant AND s.collection_id = :collection AND q.tenant_id = s.tenant_id
                AND q.golden_set_id = s.id
                AND EXISTS (SELECT FROM jsonb_array_elements(q.relevant) r JOIN called ON called.name = r ->> 'doc')
              RETURNING q.golden_set_id, q.id),
            asked AS (
              UPDATE evaluation_result r SET question = '(erased)', answer = NULL, problem = NULL, hits = '[]'
              FROM evaluation_run run
              WHERE run.tenant_id = :tenant AND run.collection_id = :collection AND r.tenant_id = run.tenant_id
                AND r.run_id = run.id
                AND (position(CAST(:document AS text) IN CAST(r.hits AS text)) > 0
                  OR (run.golden_set_id, r.question_id) IN (SELECT golden_set_id, id FROM made))
              RETURNING 1)
            SELECT (SELECT count(*) FROM made) + (SELECT count(*) FROM asked)
            """)
        .bind("tenant", tenantId)
        .bind("collection", collection)
        .bind("document", document)
        .mapTo(Integer.class)
        .one();
  }

  /** A path can hold a name, and a problem can quote. */
  private void forgetNames() {
    update(
        """
        UPDATE document SET uri = 'erased/' || id, problem = NULL, content_sha256 = NULL, file_key = NULL
        WHERE tenant_id = :tenant AND collection_id = :collection AND id = :document
        """);
    update(
        """
        UPDATE change SET uri = 'erased/' || document_id, previous_uri = NULL
        WHERE tenant_id = :tenant AND collection_id = :collection AND document_id = :document
        """);
    update(
        """
        DELETE FROM cited_span
        WHERE tenant_id = :tenant AND collection_id = :collection AND document_id = :document
        """);
    update(
        """
        DELETE FROM generation_pending
        WHERE tenant_id = :tenant AND collection_id = :collection AND document_id = :document
        """);
  }

  private int update(String sql) {
    return handle
        .createUpdate(sql)
        .bind("tenant", tenantId)
        .bind("collection", collection)
        .bind("document", document)
        .execute();
  }
}
