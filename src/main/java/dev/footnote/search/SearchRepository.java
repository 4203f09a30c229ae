package dev.footnote.search;

import dev.footnote.store.Scope;
import dev.footnote.text.Acronym;
import dev.footnote.text.Language;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/** What a search settles with the database before it looks for candidates. */
@ApplicationScoped
class SearchRepository {
  /** Definitions of acronyms that one question is widened by. */
  private static final int ACRONYMS_MAX = 8;

  private static final DocumentCondition NO_CONDITION = new DocumentCondition("", Map.of());

  private static final Map<Integer, Language> MARKS =
      Arrays.stream(Language.values())
          .collect(Collectors.toUnmodifiableMap(Language::mark, language -> language));

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
   *
   * @param tuples after how many index entries, about, an HNSW scan ends
   * @return how many live passages are written in each language, of those that some are
   */
  Map<Language, Long> prepare(Handle handle, Snapshot snapshot, int limit, int tuples) {
    var written = new EnumMap<Language, Long>(Language.class);
    String sql =
        """
            SELECT settings.made, coalesce(s.term, 0) AS term, coalesce(s.passages, 0) AS passages
            FROM (SELECT count(set_config(name, value, true)) AS made
            FROM (VALUES ('plan_cache_mode', 'force_generic_plan'),
                         ('enable_sort', 'off'),
                         ('jit', 'off'),
                         ('hnsw.iterative_scan', 'relaxed_order'),
                         ('hnsw.ef_search', :breadth),
                         ('hnsw.max_scan_tuples', :tuples),
                         ('statement_timeout', :timeout)) setting (name, value)) settings
            LEFT JOIN %s
            """
            .formatted(snapshot.places().counted(":marks"));
    snapshot
        .places()
        .bind(handle.createQuery(sql), snapshot.collection())
        .bind("breadth", Integer.toString(Math.max(config.efSearch(), limit)))
        .bind("tuples", Integer.toString(tuples))
        .bind("timeout", config.statementTimeout().toMillis() + "ms")
        .bind("marks", MARKS.keySet().stream().mapToInt(Integer::intValue).toArray())
        .reduceRows(
            written,
            (all, row) -> {
              Language language = MARKS.get(row.getColumn("term", Integer.class));
              if (language != null) {
                all.put(language, row.getColumn("passages", Long.class));
              }
              return all;
            });
    return written;
  }

  /** Lets the HNSW scans that follow go on as far as they may at all. */
  void scanFurther(Handle handle) {
    handle
        .createQuery("SELECT set_config('hnsw.max_scan_tuples', :tuples, true)")
        .bind("tuples", Integer.toString(config.scanTuplesMax()))
        .mapTo(String.class)
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

  /**
   * What the database knows of a collection and a question's words.
   *
   * @param holding how many live passages hold each of the terms; one that none holds may be
   *     missing
   * @param acronyms definitions that live passages give of acronyms that are asked for, the most
   *     frequent first
   * @param passagesStored how many passages the HNSW indexes hold of all collections, by the
   *     planner's estimate
   * @param documentsWaiting documents of this collection that wait for indexing
   */
  record Statistics(
      Map<Integer, Long> holding,
      List<Acronym> acronyms,
      long passagesStored,
      int documentsWaiting) {}

  private static final String STATISTICS =
      """
      SELECT s.term, s.passages, stored.passages AS stored, waiting.documents AS waiting,
             defined.short_forms, defined.long_forms
      FROM (SELECT sum(reltuples)::bigint AS passages FROM pg_class
            WHERE oid = ANY ('{%3$s}'::regclass[])) stored
      CROSS JOIN (
        SELECT count(*)::integer AS documents
        FROM (SELECT FROM document
              WHERE tenant_id = :tenant AND collection_id = :collection AND handled < noticed
              LIMIT :counted) due) waiting
      CROSS JOIN (
        SELECT array_agg(short_form) AS short_forms, array_agg(long_form) AS long_forms
        FROM (
          SELECT short_form, long_form
          FROM (
            SELECT * FROM acronym WHERE generation_id = :generation AND short_key = ANY (:shorts)
            UNION
            SELECT * FROM acronym WHERE generation_id = :generation AND long_key = ANY (:longs)
          ) found
          WHERE tenant_id = :tenant AND collection_id = :collection
            AND EXISTS (SELECT FROM chunk c WHERE c.passage_id = found.passage_id AND %1$s OFFSET 0)
          GROUP BY short_form, long_form
          ORDER BY count(*) DESC, short_form, long_form
          LIMIT :acronyms) definitions) defined
      LEFT JOIN %2$s
      """;

  Statistics statistics(Handle handle, Snapshot snapshot, ReadQuestion.Wanted wanted) {
    var holding = new HashMap<Integer, Long>();
    String sql =
        STATISTICS.formatted(
            snapshot.places().where(NO_CONDITION),
            snapshot.places().counted(":terms"),
            String.join(",", snapshot.places().tables()));
    return snapshot
        .places()
        .bind(handle.createQuery(sql), snapshot.collection())
        .bind("terms", wanted.terms())
        .bindArray("shorts", String.class, wanted.shortForms())
        .bindArray("longs", String.class, wanted.longForms())
        .bind("acronyms", ACRONYMS_MAX)
        .bind("counted", config.waitingCountMax())
        .reduceRows(
            new Statistics(Map.of(), List.of(), 0, 0),
            (before, row) -> {
              @Nullable Integer term = row.getColumn("term", Integer.class);
              if (term != null) {
                holding.put(term, row.getColumn("passages", Long.class));
              }
              // All but the term is the same in each row.
              return before.holding() == holding
                  ? before
                  : new Statistics(
                      holding,
                      acronyms(row),
                      row.getColumn("stored", Long.class),
                      row.getColumn("waiting", Integer.class));
            });
  }

  private static List<Acronym> acronyms(RowView row) {
    String @Nullable [] shortForms = row.getColumn("short_forms", String[].class);
    String @Nullable [] longForms = row.getColumn("long_forms", String[].class);
    return shortForms == null || longForms == null
        ? List.of()
        : IntStream.range(0, shortForms.length)
            .mapToObj(i -> new Acronym(shortForms[i], longForms[i]))
            .toList();
  }
}
