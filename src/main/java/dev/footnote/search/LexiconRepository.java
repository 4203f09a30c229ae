package dev.footnote.search;

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

  Lexicon of(Handle handle, Snapshot snapshot) {
    return new Lexicon() {
      @Override
      public Map<Integer, Long> holding(Set<Integer> terms) {
        return LexiconRepository.holding(handle, snapshot, terms);
      }

      @Override
      public List<Known> near(Set<String> keys) {
        return LexiconRepository.near(handle, snapshot, keys);
      }
    };
  }

  private static Map<Integer, Long> holding(Handle handle, Snapshot snapshot, Set<Integer> terms) {
    var holding = new HashMap<Integer, Long>();
    String sql =
        "SELECT s.term, s.passages FROM (SELECT) one JOIN %s"
            .formatted(snapshot.places().counted(":terms"));
    bind(handle, sql, snapshot)
        .bind("terms", terms.stream().mapToInt(Integer::intValue).toArray())
        .map((row, context) -> Map.entry(row.getInt("term"), row.getLong("passages")))
        .forEach(entry -> holding.put(entry.getKey(), entry.getValue()));
    return holding;
  }

  private static List<Lexicon.Known> near(Handle handle, Snapshot snapshot, Set<String> keys) {
    String sql =
        """
                SELECT near.word, s.passages
                FROM (SELECT * FROM vocabulary WHERE keys && :keys OFFSET 0) near
                CROSS JOIN LATERAL (%s OFFSET 0) s
                WHERE near.tenant_id = :tenant AND near.collection_id = :collection
                  AND near.generation_id = :generation
                ORDER BY s.passages DESC, near.word
                LIMIT :most
                """
            .formatted(snapshot.places().count("near.term"));
    return bind(handle, sql, snapshot)
        .bind("keys", Spelling.numbers(keys, snapshot.collection().live().id()))
        .bind("most", NEAR_MAX)
        .map((row, context) -> new Lexicon.Known(row.getString(1), row.getLong(2)))
        .list();
  }

  private static Query bind(Handle handle, String sql, Snapshot snapshot) {
    return snapshot.places().bind(handle.createQuery(sql), snapshot.collection());
  }
}
