package dev.footnote.search;

import dev.footnote.document.DocumentCollection;
import dev.footnote.text.Acronym;
import dev.footnote.text.Spelling;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** A live generation's words and acronyms, looked up as a question needs them. */
@ApplicationScoped
class LexiconRepository {
  /** Definitions that one question is widened by. */
  private static final int ACRONYMS_MAX = 8;

  /** Words that are looked at as the right spelling of a question's. */
  private static final int NEAR_MAX = 1_000;

  Lexicon of(Handle handle, DocumentCollection collection) {
    return new Lexicon() {
      @Override
      public Map<Integer, Long> holding(Set<Integer> terms) {
        return LexiconRepository.holding(handle, collection, terms);
      }

      @Override
      public List<Acronym> acronyms(Set<String> shortKeys, Set<String> longKeys) {
        return LexiconRepository.acronyms(handle, collection, shortKeys, longKeys);
      }

      @Override
      public List<Known> near(Set<String> keys) {
        return LexiconRepository.near(handle, collection, keys);
      }
    };
  }

  private static Map<Integer, Long> holding(
      Handle handle, DocumentCollection collection, Set<Integer> terms) {
    var holding = new HashMap<Integer, Long>();
    bind(
            handle.createQuery(
                """
                SELECT term, passages FROM term_statistics
                WHERE tenant_id = :tenant AND collection_id = :collection
                  AND generation_id = :generation AND term = ANY (:terms)
                """),
            collection)
        .bind("terms", terms.stream().mapToInt(Integer::intValue).toArray())
        .map((row, context) -> Map.entry(row.getInt("term"), row.getLong("passages")))
        .forEach(entry -> holding.put(entry.getKey(), entry.getValue()));
    return holding;
  }

  private static List<Acronym> acronyms(
      Handle handle, DocumentCollection collection, Set<String> shortKeys, Set<String> longKeys) {
    return bind(
            handle.createQuery(
                """
                SELECT short_form, long_form, count(*) AS definitions
                FROM (
                  SELECT * FROM acronym WHERE generation_id = :generation AND short_key = ANY (:shorts)
                  UNION
                  SELECT * FROM acronym WHERE generation_id = :generation AND long_key = ANY (:longs)
                ) found
                WHERE tenant_id = :tenant AND collection_id = :collection
                  AND EXISTS (SELECT FROM chunk c WHERE c.passage_id = found.passage_id
                    AND c.tenant_id = :tenant AND c.collection_id = :collection AND c.to_version IS NULL OFFSET 0)
                GROUP BY short_form, long_form
                ORDER BY definitions DESC, short_form, long_form
                LIMIT :most
                """),
            collection)
        .bindArray("shorts", String.class, shortKeys)
        .bindArray("longs", String.class, longKeys)
        .bind("most", ACRONYMS_MAX)
        .map((row, context) -> new Acronym(row.getString(1), row.getString(2)))
        .list();
  }

  private static List<Lexicon.Known> near(
      Handle handle, DocumentCollection collection, Set<String> keys) {
    return bind(
            handle.createQuery(
                """
                SELECT near.word, s.passages
                FROM (SELECT * FROM vocabulary WHERE keys && :keys OFFSET 0) near
                CROSS JOIN LATERAL (
                  SELECT passages FROM term_statistics
                  WHERE tenant_id = :tenant AND collection_id = :collection
                    AND generation_id = :generation AND term = near.term
                  OFFSET 0) s
                WHERE near.tenant_id = :tenant AND near.collection_id = :collection
                  AND near.generation_id = :generation
                ORDER BY s.passages DESC, near.word
                LIMIT :most
                """),
            collection)
        .bind("keys", Spelling.numbers(keys, collection.live().id()))
        .bind("most", NEAR_MAX)
        .map((row, context) -> new Lexicon.Known(row.getString(1), row.getLong(2)))
        .list();
  }

  private static Query bind(Query query, DocumentCollection collection) {
    return query
        .bind("tenant", collection.scope().tenantId())
        .bind("collection", collection.scope().collectionId())
        .bind("generation", collection.live().id());
  }
}
