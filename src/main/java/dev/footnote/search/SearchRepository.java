package dev.footnote.search;

import dev.footnote.document.DocumentCollection;
import dev.footnote.document.Generation;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * The questions that a search asks of the database, all on the live generation of one collection
 * and on current places alone. The statements are planned once, without looking at their values
 * ({@link #prepare}), so each is written to have one plan that is right for all values.
 */
@ApplicationScoped
class SearchRepository {
  /** A chunk c that stands in the current version of a document. */
  private static final String CURRENT =
      """
      c.tenant_id = :tenant AND c.collection_id = :collection AND c.generation_id = :generation
        AND c.to_version IS NULL
      """;

  /** From passing documents to their places, never the other way round. */
  private static final String PLACES_OF_PASSING_DOCUMENTS =
      """
      (
          SELECT d.id
          FROM document d
          JOIN document_version v
            ON v.tenant_id = d.tenant_id AND v.collection_id = d.collection_id
           AND v.document_id = d.id AND v.number = d.current_version
          WHERE d.tenant_id = :tenant AND d.collection_id = :collection
            AND d.state = 'indexed' %2$s
          OFFSET 0) passing
        CROSS JOIN LATERAL (
          SELECT c.passage_id FROM chunk c WHERE c.document_id = passing.id AND %1$s OFFSET 0) c
      """;

  // OFFSET 0 keeps the planner from turning the look-up of a row into a join over all rows.
  private static final String PASSING_DOCUMENT =
      """
        AND EXISTS (
          SELECT
          FROM document d
          JOIN document_version v
            ON v.tenant_id = d.tenant_id AND v.collection_id = d.collection_id
           AND v.document_id = d.id AND v.number = d.current_version
          WHERE d.tenant_id = :tenant AND d.collection_id = :collection AND d.id = c.document_id
            AND d.state = 'indexed' %s
          OFFSET 0)
      """;

  private static final String SCORES =
      """
      SELECT p.id,
             -((p.embedding::halfvec(%1$d)) <#> (SELECT embedding FROM question)) AS dense,
             -(p.bm25 <#> (SELECT idf FROM question))                             AS lexical,
             p.id IN (SELECT id FROM dense)   AS by_dense,
             p.id IN (SELECT id FROM lexical) AS by_lexical
      FROM (SELECT id FROM dense UNION SELECT id FROM lexical) found
      JOIN passage p ON p.tenant_id = :tenant AND p.collection_id = :collection AND p.id = found.id
      """;

  /** %1$d dimensions, %2$s a current place of a passage that passes the filter. */
  private static final String BY_INDEX =
      """
      WITH question AS MATERIALIZED (
        SELECT :embedding::halfvec(%1$d) AS embedding, :idf::sparsevec AS idf
      ), dense AS MATERIALIZED (
        SELECT p.id
        FROM passage p
        WHERE p.tenant_id = :tenant AND p.collection_id = :collection
          AND p.generation_id = :generation AND p.dimensions = %1$d
          AND EXISTS (SELECT FROM chunk c WHERE c.passage_id = p.id AND %2$s OFFSET 0)
        ORDER BY (p.embedding::halfvec(%1$d)) <#> (SELECT embedding FROM question)
        LIMIT :limit
      ), lexical AS MATERIALIZED (
        SELECT scored.id
        FROM (
          SELECT holding.id, holding.bm25 <#> (SELECT idf FROM question) AS distance
          FROM (
            SELECT tenant_id, collection_id, generation_id, id, bm25
            FROM passage WHERE terms && :seeking OFFSET 0) holding
          WHERE holding.tenant_id = :tenant AND holding.collection_id = :collection
            AND holding.generation_id = :generation
          ORDER BY distance OFFSET 0) scored
        WHERE EXISTS (SELECT FROM chunk c WHERE c.passage_id = scored.id AND %2$s OFFSET 0)
        ORDER BY scored.distance
        LIMIT :limit
      )
      """
          + SCORES;

  /** %1$d dimensions, %2$s the current places c that pass the filter. */
  private static final String ONE_BY_ONE =
      """
      WITH question AS MATERIALIZED (
        SELECT :embedding::halfvec(%1$d) AS embedding, :idf::sparsevec AS idf
      ), scored AS MATERIALIZED (
        SELECT p.id,
               (p.embedding::halfvec(%1$d)) <#> (SELECT embedding FROM question) AS dense,
               p.bm25 <#> (SELECT idf FROM question)                             AS lexical
        FROM (SELECT DISTINCT c.passage_id FROM %2$s) place
        CROSS JOIN LATERAL (
          SELECT id, embedding, bm25 FROM passage
          WHERE tenant_id = :tenant AND collection_id = :collection AND id = place.passage_id
          OFFSET 0) p
      ), dense AS MATERIALIZED (
        SELECT id FROM scored ORDER BY dense, id LIMIT :limit
      ), lexical AS MATERIALIZED (
        SELECT id FROM scored WHERE lexical < 0 ORDER BY lexical, id LIMIT :limit
      )
      """
          + SCORES;

  // Each step is fenced by OFFSET 0: from passages to places to documents, a row at a time.
  private static final String PLACES =
      """
      SELECT c.id AS chunk_id, p.id AS passage_id, c.document_id, d.number AS version, d.uri,
             d.title, d.format, p.heading_path, c.page_first, c.page_last, c.span_start,
             c.span_end, p.tokens, encode(d.content_sha256, 'hex') AS content_sha256, p.body,
             ARRAY(SELECT term FROM unnest(:terms) term WHERE term = ANY (p.terms)) AS found_terms
      FROM unnest(:passages) WITH ORDINALITY AS ranked (passage_id, rank)
      CROSS JOIN LATERAL (
        SELECT * FROM passage
        WHERE tenant_id = :tenant AND collection_id = :collection AND id = ranked.passage_id
        OFFSET 0) p
      CROSS JOIN LATERAL (
        SELECT *
        FROM (
          SELECT DISTINCT ON (document_id) *
          FROM (SELECT c.* FROM chunk c WHERE c.passage_id = ranked.passage_id AND %s OFFSET 0) c
          ORDER BY document_id, span_start) first_in_document
        ORDER BY id DESC
        LIMIT :places) c
      CROSS JOIN LATERAL (
        SELECT d.uri, v.number, v.title, v.format, v.content_sha256
        FROM document d
        JOIN document_version v
          ON v.tenant_id = d.tenant_id AND v.collection_id = d.collection_id
         AND v.document_id = d.id AND v.number = d.current_version
        WHERE d.tenant_id = :tenant AND d.collection_id = :collection AND d.id = c.document_id
        OFFSET 0) d
      ORDER BY ranked.rank, c.id DESC
      """;

  private final SearchConfig config;

  SearchRepository(SearchConfig config) {
    this.config = config;
  }

  /**
   * Settings until the end of the transaction. Planning costs more than running, hence the generic
   * plan. Without {@code enable_sort = off} the planner may read a collection that it takes for
   * small and sort it, where the HNSW index gives the order; sorts that nothing can replace are
   * made all the same, but their pretended cost would call the just-in-time compiler. An HNSW scan
   * goes on until enough rows have passed, in about the right order (the caller sorts by exact
   * scores).
   */
  void prepare(Handle handle, int limit) {
    handle
        .createQuery(
            """
            SELECT count(set_config(name, value, true))
            FROM (VALUES ('plan_cache_mode', 'force_generic_plan'),
                         ('enable_sort', 'off'),
                         ('jit', 'off'),
                         ('hnsw.iterative_scan', 'relaxed_order'),
                         ('hnsw.ef_search', :breadth),
                         ('hnsw.max_scan_tuples', :tuples),
                         ('statement_timeout', :timeout)) setting (name, value)
            """)
        .bind("breadth", Integer.toString(Math.max(config.efSearch(), limit)))
        .bind("tuples", Integer.toString(config.scanTuplesMax()))
        .bind("timeout", config.statementTimeout().toMillis() + "ms")
        .mapTo(Integer.class)
        .one();
  }

  /** What the database knows of a question's terms before it is searched for. */
  record Statistics(Map<Integer, Long> holding, long passagesStored) {}

  /**
   * How many live passages hold each of the terms (one that none holds may be missing), and how
   * many passages the HNSW index holds of all collections, by the planner's estimate.
   */
  Statistics statistics(Handle handle, DocumentCollection collection, int[] terms) {
    return scoped(
            handle.createQuery(
                """
                SELECT s.term, s.passages, stored.passages AS stored
                FROM (SELECT reltuples::bigint AS passages FROM pg_class
                      WHERE oid = 'passage'::regclass) stored
                LEFT JOIN term_statistics s
                  ON s.tenant_id = :tenant AND s.collection_id = :collection
                 AND s.generation_id = :generation AND s.term = ANY (:terms)
                """),
            collection)
        .bind("terms", terms)
        .reduceRows(
            new Statistics(Map.of(), 0),
            (before, row) -> {
              Map<Integer, Long> holding = new HashMap<>(before.holding());
              @Nullable Integer term = row.getColumn("term", Integer.class);
              if (term != null) {
                holding.put(term, row.getColumn("passages", Long.class));
              }
              return new Statistics(holding, row.getColumn("stored", Long.class));
            });
  }

  /** The number of current places that pass the filter, counted no further than {@code most}. */
  long countPlaces(
      Handle handle, DocumentCollection collection, DocumentCondition condition, long most) {
    String sql =
        "SELECT count(*) FROM (SELECT FROM %s LIMIT :most) counted".formatted(places(condition));
    return condition
        .bind(scoped(handle.createQuery(sql), collection))
        .bind("most", most)
        .mapTo(Long.class)
        .one();
  }

  /** Both legs through their indexes, and the exact scores of both kinds of all they bring. */
  List<Candidate> byIndex(
      Handle handle,
      DocumentCollection collection,
      DocumentCondition condition,
      Probe probe,
      int limit) {
    String sql = byIndexSql(collection.live().dimensions(), condition);
    return candidates(handle, collection, condition, probe, limit, sql)
        .bind("seeking", probe.terms().seeking().stream().mapToInt(Integer::intValue).toArray())
        .map(SearchRepository::candidate)
        .list();
  }

  static String byIndexSql(int dimensions, DocumentCondition condition) {
    return BY_INDEX.formatted(dimensions, place(condition));
  }

  static String placesSql(DocumentCondition condition) {
    return PLACES.formatted(place(condition));
  }

  /** A condition on a chunk c. */
  private static String place(DocumentCondition condition) {
    return condition.isEmpty() ? CURRENT : CURRENT + PASSING_DOCUMENT.formatted(condition.sql());
  }

  /** Chunks c to select from. */
  private static String places(DocumentCondition condition) {
    return condition.isEmpty()
        ? "chunk c WHERE " + CURRENT
        : PLACES_OF_PASSING_DOCUMENTS.formatted(CURRENT, condition.sql());
  }

  /** Both legs by comparing every passage that passes the filter. */
  List<Candidate> oneByOne(
      Handle handle,
      DocumentCollection collection,
      DocumentCondition condition,
      Probe probe,
      int limit) {
    String sql = ONE_BY_ONE.formatted(collection.live().dimensions(), places(condition));
    return candidates(handle, collection, condition, probe, limit, sql)
        .map(SearchRepository::candidate)
        .list();
  }

  private static Query candidates(
      Handle handle,
      DocumentCollection collection,
      DocumentCondition condition,
      Probe probe,
      int limit,
      String sql) {
    return condition
        .bind(scoped(handle.createQuery(sql), collection))
        .bind("embedding", probe.embedding())
        .bind("idf", probe.terms().literal())
        .bind("limit", limit);
  }

  private static Candidate candidate(ResultSet row, StatementContext context) throws SQLException {
    return new Candidate(
        row.getLong("id"),
        row.getDouble("dense"),
        row.getBoolean("by_dense"),
        row.getDouble("lexical"),
        row.getBoolean("by_lexical"));
  }

  /**
   * Where passages stand, in the order of the passages: for each its newest places, one for each
   * document.
   */
  List<Place> places(
      Handle handle,
      DocumentCollection collection,
      DocumentCondition condition,
      List<Long> passages,
      Collection<Integer> terms) {
    return condition
        .bind(scoped(handle.createQuery(placesSql(condition)), collection))
        .bind("passages", passages.toArray(Long[]::new))
        .bind("terms", terms.stream().mapToInt(Integer::intValue).toArray())
        .bind("places", config.placesPerPassageMax())
        .map((row, context) -> Place.read(row))
        .list();
  }

  private static Query scoped(Query query, DocumentCollection collection) {
    Generation live = collection.live();
    return query
        .bind("tenant", collection.scope().tenantId())
        .bind("collection", collection.scope().collectionId())
        .bind("generation", live.id());
  }

  /**
   * A question as the database is asked.
   *
   * @param embedding its vector as a {@code halfvec} literal
   */
  record Probe(String embedding, QuestionTerms terms) {}
}
