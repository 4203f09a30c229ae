package dev.footnote.search;

import dev.footnote.document.DocumentCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
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
  /** %2$s a current place c of a passage that passes the filter. */
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
        SELECT id, embedding, bm25 FROM passage
        WHERE tenant_id = :tenant AND collection_id = :collection AND id = found.id
        OFFSET 0) p
      CROSS JOIN LATERAL (
        SELECT d.uri
        FROM (
          SELECT document_id
          FROM (SELECT c.id, c.document_id FROM chunk c WHERE c.passage_id = p.id AND %2$s OFFSET 0) c
          ORDER BY id DESC
          LIMIT 1) newest
        CROSS JOIN LATERAL (
          SELECT uri FROM document
          WHERE tenant_id = :tenant AND collection_id = :collection AND id = newest.document_id
          OFFSET 0) d) named
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
          AND (SELECT embedding FROM question) IS NOT NULL
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

  /**
   * %1$d dimensions, %2$s a current place c of a passage that passes the filter, %3$s all of them.
   */
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
          SELECT id, embedding, bm25 FROM passage
          WHERE tenant_id = :tenant AND collection_id = :collection AND id = place.passage_id
          OFFSET 0) p
      ), dense AS MATERIALIZED (
        SELECT id FROM scored WHERE dense IS NOT NULL ORDER BY dense, id LIMIT :limit
      ), lexical AS MATERIALIZED (
        SELECT id FROM scored WHERE lexical < 0 ORDER BY lexical, id LIMIT :limit
      )
      """
          + SCORES;

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
        .map(CandidateRepository::candidate)
        .list();
  }

  static String byIndexSql(int dimensions, DocumentCondition condition) {
    return BY_INDEX.formatted(dimensions, CurrentPlaces.where(condition));
  }

  /** Both legs by comparing every passage that passes the filter. */
  List<Candidate> oneByOne(
      Handle handle,
      DocumentCollection collection,
      DocumentCondition condition,
      Probe probe,
      int limit) {
    String sql =
        ONE_BY_ONE.formatted(
            collection.live().dimensions(),
            CurrentPlaces.where(condition),
            CurrentPlaces.from(condition));
    return candidates(handle, collection, condition, probe, limit, sql)
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
      DocumentCollection collection,
      DocumentCondition condition,
      Probe probe,
      int limit,
      String sql) {
    return CurrentPlaces.bind(handle.createQuery(sql), collection, condition)
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
