package dev.footnote.search;

import dev.footnote.document.DocumentCollection;
import dev.footnote.text.Spelling;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** A live generation's words, looked up as a question needs them. */
@ApplicationScoped
class LexiconRepository {
  /** Words that are looked at as the right spelling of a question's. */
  private static final int NEAR_MAX = 1_000;

  Lexicon of(Handle handle, DocumentCollection collection) {
    return new Lexicon() {
      @Override
      public Map<Integer, Long> holding(Set<Integer> terms) {
        return LexiconRepository.holding(handle, collection, terms);
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
