package dev.footnote.search;

import dev.footnote.document.CollectionRepository;
import dev.footnote.embed.Embedder;
import dev.footnote.store.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What the past costs searches of the present, and what searches of the past cost and find, in a
 * database that it empties. Chunks are mixtures of real passages, questions are real. Each chunk is
 * replaced several times; what was replaced has been moved into the past. Run by {@code
 * bench/asof}.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "footnote.bench.asof", matches = ".+")
class AsOfBenchmark {
  private static final int TOP = 10;
  private static final int CHUNKS = Integer.getInteger("footnote.bench.asof.chunks", 100_000);
  private static final int PAST = Integer.getInteger("footnote.bench.asof.past", 3);
  private static final int QUESTIONS = Integer.getInteger("footnote.bench.asof.questions", 200);
  private static final int ROUNDS = Integer.getInteger("footnote.bench.asof.rounds", 5);

  @Inject DataSource dataSource;
  @Inject Database database;
  @Inject CollectionRepository collections;
  @Inject Embedder embedder;
  @Inject SearchPassages search;

  private TestCollection place;
  private RealPassages real;
  private List<String> questions;

  @BeforeEach
  void prepare() throws IOException {
    empty();
    place = new TestCollection(database, collections, embedder, TestCollection.uniqueTenant());
    real = new RealPassages(embedder);
    for (String set : System.getProperty("footnote.bench.asof").split(",")) {
      real.read(Path.of(set));
    }
    int step = Math.max(1, real.questions().size() / QUESTIONS);
    questions =
        IntStream.range(0, real.questions().size())
            .filter(i -> i % step == 0)
            .limit(QUESTIONS)
            .mapToObj(i -> real.questions().get(i).text())
            .toList();
  }

  @Test
  void measure() throws IOException, SQLException {
    System.out.printf(
        Locale.ROOT,
        "(%,d current chunks, %,d past ones, %d questions, %d rounds)%n| search | p50 ms | p99 ms | recall@10 |%n|---|---|---|---|%n",
        CHUNKS,
        CHUNKS * PAST,
        questions.size(),
        ROUNDS);
    var corpus = new SyntheticCorpus(new MixedContent(real.passages()), place.current());
    try (Connection connection = dataSource.getConnection()) {
      corpus.loadThenIndex(connection, CHUNKS);
      row("now, before there was a past", query -> query);
      execute(connection, "DROP INDEX passage_past_hnsw_384");
      for (int watermark = 1; watermark <= PAST; watermark++) {
        replace(connection, corpus, watermark);
      }
      execute(connection, "SET maintenance_work_mem = '1GB'");
      execute(
          connection,
          """
          CREATE INDEX passage_past_hnsw_384 ON passage_past
            USING hnsw ((embedding::halfvec(384)) halfvec_ip_ops)
            WITH (m = 16, ef_construction = 64) WHERE dimensions = 384
          """);
      execute(connection, "VACUUM (ANALYZE)");
      execute(connection, "REINDEX INDEX passage_hnsw_384");
      row("now, with a past", query -> query);
      for (int watermark = 1; watermark < PAST; watermark++) {
        var moment = new AsOf.Watermark(watermark);
        row("as of watermark %d of %d".formatted(watermark, PAST), query -> query.asOf(moment));
      }
    }
    empty();
  }

  /** Replaces every chunk, as one change, and moves what was replaced. */
  private void replace(Connection connection, SyntheticCorpus corpus, int watermark)
      throws SQLException, IOException {
    String where =
        "tenant_id = %d AND collection_id = %d"
            .formatted(place.tenantId, place.scope.collectionId());
    execute(
        connection,
        """
        INSERT INTO term_history (tenant_id, collection_id, generation_id, term, watermark, passages)
        SELECT tenant_id, collection_id, generation_id, term, %d, passages FROM term_statistics WHERE %s
        """
            .formatted(watermark, where));
    corpus.replaceThenIndex(connection, watermark + 1);
    for (String sql :
        List.of(
            """
            INSERT INTO term_history (tenant_id, collection_id, generation_id, term, watermark, passages)
            SELECT tenant_id, collection_id, generation_id, term, %1$d, 0 FROM term_statistics WHERE %2$s
            ON CONFLICT DO NOTHING
            """,
            """
            INSERT INTO change (tenant_id, collection_id, watermark, at, kind, document_id, uri)
            SELECT tenant_id, collection_id, %1$d, now(), 'indexed', id, uri FROM document WHERE %2$s LIMIT 1
            """,
            "UPDATE collection SET watermark = %1$d WHERE tenant_id = %3$d AND id = %4$d",
            """
            INSERT INTO passage_past
            SELECT tenant_id, collection_id, id, generation_id, tokens, dimensions, embedding_model_id, bm25, embedding,
              terms, sha256, input_sha256, heading_path, body, int8range(%1$d - 1, %1$d) FROM passage p
            WHERE %2$s AND NOT EXISTS (
              SELECT FROM chunk c WHERE c.passage_id = p.id AND c.to_version IS NULL)
            """,
            "DELETE FROM passage WHERE %2$s AND id IN (SELECT id FROM passage_past)",
            "VACUUM (ANALYZE) passage")) {
      execute(
          connection, sql.formatted(watermark, where, place.tenantId, place.scope.collectionId()));
    }
  }

  private void empty() {
    database.change(
        handle -> {
          handle.execute(
              "TRUNCATE chunk, passage, passage_past, passage_leaving, acronym, vocabulary, term_statistics,"
                  + " term_history, document, document_version, change CASCADE");
          handle.execute("UPDATE generation SET passages_live = 0");
          handle.execute("UPDATE collection SET watermark = 0");
        });
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void row(String what, UnaryOperator<SearchQuery> moment) {
    SearchPassages exactly =
        ConfiguredSearch.with(Map.of("exact-rows-max", "1000000000", "statement-timeout", "10m"));
    double recall = 0;
    for (String question : questions) {
      SearchQuery query = moment.apply(place.query(question, TOP, SearchFilter.NONE));
      Set<Long> best = passages(exactly.search(query));
      Set<Long> found = passages(search.search(query));
      recall +=
          best.isEmpty() ? 1 : (double) best.stream().filter(found::contains).count() / best.size();
    }
    var times = new ArrayList<Double>();
    for (int round = 0; round < ROUNDS; round++) {
      for (String question : questions) {
        SearchResult result =
            search.search(moment.apply(place.query(question, TOP, SearchFilter.NONE)));
        times.add(result.timings().databaseMs());
      }
    }
    double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.3f |%n",
        what,
        sorted[sorted.length / 2],
        sorted[(int) Math.floor(sorted.length * 0.99)],
        recall / questions.size());
  }

  private static Set<Long> passages(SearchResult result) {
    return result.hits().stream().map(Hit::passageId).collect(Collectors.toSet());
  }
}
