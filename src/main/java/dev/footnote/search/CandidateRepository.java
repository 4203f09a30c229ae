package dev.footnote.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * The two legs of a search, dense and lexical, with the exact scores of both kinds for all that
 * either brings. Under the settings of {@link SearchRepository#prepare} each statement is planned
 * once, without looking at its values, so each is written to have one plan that is right for all.
 */
@ApplicationScoped
class CandidateRepository {
  private static final int[] NONE = {};

  /**
   * The newest place of a passage, so that its document's name can be read; %s a place c of the
   * passage that passes the filter.
   */
  private static final String NEWEST =
      """
      SELECT document_id
          FROM (SELECT c.id, c.document_id FROM chunk c WHERE c.passage_id = %1$s AND %2$s OFFSET 0) c
          ORDER BY id DESC
          LIMIT 1
      """;

  private static final String TERMS =
      IntStream.range(0, Sought.PAIRS_MAX)
          .mapToObj(" OR (terms && :term%1$d AND terms && :others%1$d)"::formatted)
          .collect(Collectors.joining("", "terms && :alone", ""));

  /**
   * The dense leg: %1$d dimensions, %2$s the newest place of a passage p, %3$s the passages, %4$s
   * which of them, %5$s how many entries it has visited. Where two tables hold the passages, their
   * indexes are read side by side, by distance, so that neither is read further than it has near
   * ones; hence no condition that one of them may hardly meet stands within.
   */
  private static final String DENSE =
      """
        SELECT p.id, -p.distance AS dense, -(p.bm25 <#> (SELECT idf FROM question)) AS lexical,
               newest.document_id, p.visited
        FROM (
          SELECT tenant_id, collection_id, generation_id, id, bm25, shown,
                 (embedding::halfvec(%1$d)) <#> (SELECT embedding FROM question) AS distance,
                 %5$s AS visited
          FROM %3$s
          WHERE dimensions = %1$d AND (SELECT embedding FROM question) IS NOT NULL) p
        CROSS JOIN LATERAL (%2$s) newest
        WHERE p.tenant_id = :tenant AND p.collection_id = :collection
          AND p.generation_id = :generation AND %4$s
        ORDER BY p.distance
        LIMIT :limit
      """;

  /**
   * The lexical leg: %1$s the newest place of a passage, %2$s the passages that hold terms. Rows
   * that it kept are found again by where they lie, since a passage is never updated.
   */
  private static final String LEXICAL =
      """
        SELECT scored.id, scored.stored, scored.stored_in, -scored.distance AS lexical, newest.document_id
        FROM (
          SELECT holding.id, holding.stored, holding.stored_in,
                 holding.bm25 <#> (SELECT idf FROM question) AS distance
          FROM (%2$s) holding
          WHERE holding.tenant_id = :tenant AND holding.collection_id = :collection
            AND holding.generation_id = :generation
          ORDER BY distance OFFSET 0) scored
        CROSS JOIN LATERAL (%1$s) newest
        ORDER BY scored.distance
        LIMIT :limit
      """;

  /** Passages that hold terms: %1$s the table, %2$s which of its rows, %3$s the terms. */
  private static final String HOLDING =
      """
            (SELECT tenant_id, collection_id, generation_id, id, ctid AS stored,
                    '%1$s' AS stored_in, bm25
             FROM %1$s WHERE %2$s AND (%3$s) OFFSET 0)
      """;

  /** The dense score of a row l that the lexical leg kept: %1$d dimensions, %2$s the passages. */
  private static final String DENSE_OF_STORED =
      """
          SELECT -((embedding::halfvec(%1$d)) <#> (SELECT embedding FROM question)) AS dense
          FROM %2$s WHERE ctid = l.stored AND l.stored_in = '%2$s'
      """;

  /**
   * %1$s dimensions, %2$s and %3$s the legs, %4$s the dense score of a row that the lexical one
   * kept, %5$s the name of a document. What a leg holds in its hands is scored there and then.
   */
  private static final String BY_INDEX =
      """
      WITH question AS MATERIALIZED (
        SELECT :embedding::halfvec(%1$d) AS embedding, :idf::sparsevec AS idf
      ), dense AS MATERIALIZED (
      %2$s
      ), lexical AS MATERIALIZED (
      %3$s
      )
      SELECT found.id, found.dense, found.lexical, found.by_dense, found.by_lexical, named.uri,
             found.visited
      FROM (
        SELECT id, dense, lexical, true AS by_dense, id IN (SELECT id FROM lexical) AS by_lexical,
               document_id, visited
        FROM dense
        UNION ALL
        SELECT l.id, p.dense, l.lexical, false, true, l.document_id, 0
        FROM lexical l
        CROSS JOIN LATERAL (%4$s OFFSET 0) p
        WHERE l.id NOT IN (SELECT id FROM dense)) found
      CROSS JOIN LATERAL (%5$s) named
      """;

  /**
   * %1$d dimensions, %2$s the newest place of a passage, %4$s the name of its document, %5$s the
   * passages.
   */
  private static final String SCORES =
      """
      SELECT p.id,
             -((p.embedding::halfvec(%1$d)) <#> (SELECT embedding FROM question)) AS dense,
             -(p.bm25 <#> (SELECT idf FROM question))                             AS lexical,
             p.id IN (SELECT id FROM dense)   AS by_dense,
             p.id IN (SELECT id FROM lexical) AS by_lexical,
             named.uri
      FROM (SELECT id FROM dense UNION SELECT id FROM lexical) found
      CROSS JOIN LATERAL (
        SELECT id, embedding, bm25 FROM %5$s
        WHERE tenant_id = :tenant AND collection_id = :collection AND id = found.id
        OFFSET 0) p
      CROSS JOIN LATERAL (
        SELECT d.uri
        FROM (%2$s) newest
        CROSS JOIN LATERAL (%4$s) d) named
      """;

  /** As {@link #SCORES}; %3$s all places that pass. */
  private static final String ONE_BY_ONE =
      """
      WITH question AS MATERIALIZED (
        SELECT :embedding::halfvec(%1$d) AS embedding, :idf::sparsevec AS idf
      ), scored AS MATERIALIZED (
        SELECT p.id,
               (p.embedding::halfvec(%1$d)) <#> (SELECT embedding FROM question) AS dense,
               p.bm25 <#> (SELECT idf FROM question)                             AS lexical
        FROM (SELECT DISTINCT c.passage_id FROM %3$s) place
        CROSS JOIN LATERAL (
          SELECT id, embedding, bm25 FROM %5$s
          WHERE tenant_id = :tenant AND collection_id = :collection AND id = place.passage_id
          OFFSET 0) p
      ), dense AS MATERIALIZED (
        SELECT id FROM scored WHERE dense IS NOT NULL ORDER BY dense, id LIMIT :limit
      ), lexical AS MATERIALIZED (
        SELECT id FROM scored WHERE lexical < 0 ORDER BY lexical, id LIMIT :limit
      )
      """
          + SCORES;

  /** Counts entries in the order of the index, those too that no filter lets through. */
  private static final String COUNTED =
      "row_number() OVER (ORDER BY (embedding::halfvec(%d)) <#> (SELECT embedding FROM question))";

  /**
   * What the legs brought through their indexes.
   *
   * @param visited how many entries the dense leg visited for what it brought; 0 if nothing was
   *     filtered, since nobody has to know it then
   */
  record Scan(List<Candidate> candidates, long visited) {}

  /**
   * Both legs through their indexes, and the exact scores of both kinds of all they bring.
   *
   * @param sought which passages the lexical leg scores
   */
  Scan byIndex(
      Handle handle,
      Snapshot snapshot,
      DocumentCondition condition,
      Probe probe,
      Sought sought,
      int limit) {
    int dimensions = snapshot.collection().live().dimensions();
    String sql = byIndexSql(snapshot.places(), dimensions, condition);
    var visited = new AtomicLong();
    List<Candidate> found =
        sought(candidates(handle, snapshot, condition, probe, limit, sql), sought)
            .map(
                (row, context) -> {
                  visited.accumulateAndGet(row.getLong("visited"), Math::max);
                  return candidate(row, context);
                })
            .list();
    return new Scan(found, visited.get());
  }

  static String byIndexSql(Places places, int dimensions, DocumentCondition condition) {
    String place = places.where(condition);
    String visited = places.mayLeaveOut(condition) ? COUNTED.formatted(dimensions) : "0";
    return BY_INDEX.formatted(
        dimensions,
        DENSE.formatted(
            dimensions,
            NEWEST.formatted("p.id", place),
            places.passages(),
            places.maybeShown(),
            visited),
        LEXICAL.formatted(
            NEWEST.formatted("scored.id", place),
            each(places, table -> HOLDING.formatted(table, places.maybeShownByTerms(), TERMS))),
        each(places, table -> DENSE_OF_STORED.formatted(dimensions, table)),
        places.uriOf("found.document_id"));
  }

  private static String each(Places places, UnaryOperator<String> rows) {
    return places.tables().stream().map(rows).collect(Collectors.joining(" UNION ALL "));
  }

  /** Binds what the terms of the statement through the indexes name. */
  static Query sought(Query query, Sought sought) {
    query.bind("alone", numbers(sought.alone()));
    for (int i = 0; i < Sought.PAIRS_MAX; i++) {
      boolean there = i < sought.pairs().size();
      query.bind("term" + i, there ? new int[] {sought.pairs().get(i).term()} : NONE);
      query.bind("others" + i, there ? numbers(sought.pairs().get(i).others()) : NONE);
    }
    return query;
  }

  private static int[] numbers(List<Integer> terms) {
    return terms.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Both legs by comparing every passage that passes the filter. */
  List<Candidate> oneByOne(
      Handle handle, Snapshot snapshot, DocumentCondition condition, Probe probe, int limit) {
    String sql =
        ONE_BY_ONE.formatted(
            snapshot.collection().live().dimensions(),
            NEWEST.formatted("p.id", snapshot.places().where(condition)),
            snapshot.places().from(condition),
            snapshot.places().uriOf("newest.document_id"),
            snapshot.places().passages());
    return candidates(handle, snapshot, condition, probe, limit, sql)
        .map(CandidateRepository::candidate)
        .list();
  }

  /**
   * A question as the database is asked.
   *
   * @param embedding its vector as a {@code halfvec} literal; null for the lexical leg alone, which
   *     leaves every dense score 0
   */
  record Probe(@Nullable String embedding, QuestionTerms terms) {}

  private static Query candidates(
      Handle handle,
      Snapshot snapshot,
      DocumentCondition condition,
      Probe probe,
      int limit,
      String sql) {
    return snapshot
        .places()
        .bind(handle.createQuery(sql), snapshot.collection(), condition)
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
        row.getBoolean("by_lexical"),
        row.getString("uri"),
        0);
  }
}
