package dev.footnote.search;

import dev.footnote.document.DocumentCollection;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What a search settles with the database before it looks for candidates. */
@ApplicationScoped
class SearchRepository {
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

  /** How many documents of a collection wait for indexing, counted up to a limit. */
  static int waiting(Handle handle, Scope scope, int limit) {
    return handle
        .createQuery(
            """
            SELECT count(*) FROM (SELECT FROM document
              WHERE tenant_id = :tenant AND collection_id = :collection AND handled < noticed LIMIT :limit) due
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("limit", limit)
        .mapTo(Integer.class)
        .one();
  }

  /** What the database knows of a collection and a question's terms before it is searched. */
  record Statistics(Map<Integer, Long> holding, long passagesStored, int documentsWaiting) {}

  /**
   * How many live passages hold each of the terms (one that none holds may be missing), and how
   * many passages the HNSW index holds of all collections, by the planner's estimate, and how many
   * documents of this collection wait for indexing.
   */
  Statistics statistics(Handle handle, DocumentCollection collection, int[] terms) {
    return handle
        .createQuery(
            """
            SELECT s.term, s.passages, stored.passages AS stored, waiting.documents AS waiting
            FROM (SELECT reltuples::bigint AS passages FROM pg_class
                  WHERE oid = 'passage'::regclass) stored
            CROSS JOIN (
              SELECT count(*)::integer AS documents
              FROM (SELECT FROM document
                    WHERE tenant_id = :tenant AND collection_id = :collection AND handled < noticed
                    LIMIT :counted) due) waiting
            LEFT JOIN term_statistics s
              ON s.tenant_id = :tenant AND s.collection_id = :collection
             AND s.generation_id = :generation AND s.term = ANY (:terms)
            """)
        .bind("tenant", collection.scope().tenantId())
        .bind("collection", collection.scope().collectionId())
        .bind("generation", collection.live().id())
        .bind("terms", terms)
        .bind("counted", config.waitingCountMax())
        .reduceRows(
            new Statistics(Map.of(), 0, 0),
            (before, row) -> {
              Map<Integer, Long> holding = new HashMap<>(before.holding());
              @Nullable Integer term = row.getColumn("term", Integer.class);
              if (term != null) {
                holding.put(term, row.getColumn("passages", Long.class));
              }
              return new Statistics(
                  holding,
                  row.getColumn("stored", Long.class),
                  row.getColumn("waiting", Integer.class));
            });
  }
}
