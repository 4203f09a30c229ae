package dev.footnote.search;

import dev.footnote.document.DocumentCollection;
import dev.footnote.document.Generation;
import dev.footnote.search.CorpusContent.Made;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * Documents of any number in one collection, with everything that a search reads: versions, places,
 * passages with both of their rows, document frequencies, words and acronyms. Loaded by {@code
 * COPY}.
 */
final class SyntheticCorpus {
  static final int CHUNKS_PER_DOCUMENT = 10;
  private static final int ROWS_PER_COPY = 2_000;
  private static final String TABLES =
      "passage, chunk, document, document_version, term_statistics, collection, generation,"
          + " acronym, vocabulary";

  private final CorpusContent content;
  private final DocumentCollection collection;
  private final String scope;
  private final Generation live;
  private final LiveTerms counted = new LiveTerms();
  private int source;
  private int chunksLoaded;

  SyntheticCorpus(CorpusContent content, DocumentCollection collection) {
    this.content = content;
    this.collection = collection;
    this.live = collection.live();
    this.scope = collection.scope().tenantId() + "\t" + collection.scope().collectionId();
  }

  /** Fills the empty collection, row by row into the indexes. */
  void load(Connection connection, int chunks) throws SQLException, IOException {
    source = source(connection);
    chunksLoaded = chunks;
    write(connection, chunks, 1);
  }

  /** Fills the empty collection; the HNSW index of the whole database is built again afterwards. */
  void loadThenIndex(Connection connection, int chunks) throws SQLException, IOException {
    withoutIndex(connection, () -> load(connection, chunks));
    execute(connection, "VACUUM (ANALYZE) " + TABLES);
  }

  /** Gives every loaded document its next version, without a vacuum; all its chunks are closed. */
  void replaceThenIndex(Connection connection, int version) throws SQLException, IOException {
    withoutIndex(connection, () -> write(connection, chunksLoaded, version));
    execute(connection, "ANALYZE " + TABLES);
  }

  /** Something done to the database. */
  private interface Work {
    void run() throws SQLException, IOException;
  }

  private static void withoutIndex(Connection connection, Work work)
      throws SQLException, IOException {
    execute(connection, "DROP INDEX IF EXISTS passage_hnsw_384");
    work.run();
    execute(connection, "SET maintenance_work_mem = '1GB'");
    execute(
        connection,
        """
        CREATE INDEX passage_hnsw_384 ON passage
          USING hnsw ((embedding::halfvec(384)) halfvec_ip_ops)
          WITH (m = 16, ef_construction = 64) WHERE dimensions = 384
        """);
  }

  private void write(Connection connection, int chunks, int version)
      throws SQLException, IOException {
    int documents = (chunks + CHUNKS_PER_DOCUMENT - 1) / CHUNKS_PER_DOCUMENT;
    int perCopy = ROWS_PER_COPY / CHUNKS_PER_DOCUMENT;
    for (int from = 0; from < documents; from += perCopy) {
      var rows = rows(version, firstPassage(connection, ROWS_PER_COPY));
      for (int number = from; number < Math.min(documents, from + perCopy); number++) {
        int count = Math.min(CHUNKS_PER_DOCUMENT, chunks - number * CHUNKS_PER_DOCUMENT);
        rows.document(document(number), number, content.document(number, version, count));
      }
      rows.copy(connection);
    }
    writeStatistics(connection);
  }

  /** Writes one version of a document of its own, row by row into the indexes. */
  void write(Connection connection, String uri, int version, Made made)
      throws SQLException, IOException {
    var rows = rows(version, firstPassage(connection, made.pieces().size()));
    rows.document(uuid(uri), uri, "{}", made);
    rows.copy(connection);
  }

  /** Brings document frequencies up to date with all that was written. */
  void writeStatistics(Connection connection) throws SQLException, IOException {
    execute(connection, "DELETE FROM term_statistics WHERE " + where());
    var statistics = new StringBuilder();
    counted
        .frequencies()
        .forEach(
            (term, count) -> {
              if (count > 0) {
                statistics.append("%s\t%d\t%d\t%d\n".formatted(scope, live.id(), term, count));
              }
            });
    CorpusRows.copy(
        connection,
        "term_statistics (tenant_id, collection_id, generation_id, term, passages)",
        statistics);
    execute(
        connection,
        "UPDATE generation SET passages_live = %d WHERE %s AND id = %d"
            .formatted(counted.chunks(), where(), live.id()));
  }

  private CorpusRows rows(int version, long firstPassage) {
    return new CorpusRows(collection, source, counted, version, firstPassage);
  }

  private String where() {
    return "tenant_id = %d AND collection_id = %d"
        .formatted(collection.scope().tenantId(), collection.scope().collectionId());
  }

  private UUID document(int number) {
    return uuid("page " + number);
  }

  private UUID uuid(String name) {
    return UUID.nameUUIDFromBytes((scope + name).getBytes(StandardCharsets.UTF_8));
  }

  private int source(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        var result =
            statement.executeQuery(
                "INSERT INTO source (tenant_id, collection_id, kind, location, created_at) VALUES ("
                    + scope.replace('\t', ',')
                    + ", 'folder', 'synthetic', now()) RETURNING id")) {
      result.next();
      return result.getInt(1);
    }
  }

  private static long firstPassage(Connection connection, int most) throws SQLException {
    try (Statement statement = connection.createStatement();
        var result =
            statement.executeQuery(
                "SELECT setval(pg_get_serial_sequence('passage', 'id'), nextval(pg_get_serial_sequence('passage', 'id')) + "
                    + most
                    + ") - "
                    + most)) {
      result.next();
      return result.getLong(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
