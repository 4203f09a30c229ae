package dev.footnote.search;

import dev.footnote.document.DocumentCollection;
import dev.footnote.document.Generation;
import dev.footnote.store.Sha256;
import dev.footnote.store.Vectors;
import dev.footnote.text.Bm25;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Invented documents of any number: texts of invented words that are as unevenly common as those of
 * a language (Zipf's law), and unit vectors in clusters. Loaded by {@code COPY}, with the HNSW
 * index built afterwards. Equal seeds give equal corpora.
 */
final class SyntheticCorpus {
  static final int CHUNKS_PER_DOCUMENT = 10;
  private static final int WORDS_PER_CHUNK = 150;
  private static final int VOCABULARY = 30_000;
  private static final int CLUSTERS = 400;
  private static final int ROWS_PER_COPY = 2_000;
  private static final String[] ONSETS =
      "b br c d dr f g gr h k l m n p pl r s st t tr v w z".split(" ");
  private static final String[] VOWELS = "a e i o u ai ea ou".split(" ");
  private static final String[] CODAS = "n r s l t m nd rt ck x".split(" ");

  private final Random random;
  private final String[] words;
  private final double[] cumulative;
  private final float[][] centres;
  private final Function<String, int[]> termNumbers;

  /**
   * @param commonWords the commonest words, the commonest first; the others are invented
   * @param termNumbers what the lexical analyzer makes of a text
   */
  SyntheticCorpus(
      long seed, int dimensions, List<String> commonWords, Function<String, int[]> termNumbers) {
    this.random = new Random(seed);
    this.termNumbers = termNumbers;
    this.words =
        Stream.concat(commonWords.stream(), inventWords())
            .distinct()
            .limit(VOCABULARY)
            .toArray(String[]::new);
    this.cumulative = new double[VOCABULARY];
    double sum = 0;
    for (int i = 0; i < VOCABULARY; i++) {
      sum += 1.0 / (i + 5);
      cumulative[i] = sum;
    }
    this.centres = new float[CLUSTERS][dimensions];
    for (float[] centre : centres) {
      for (int i = 0; i < dimensions; i++) {
        centre[i] = (float) random.nextGaussian();
      }
    }
  }

  private Stream<String> inventWords() {
    return random
        .ints(0, Integer.MAX_VALUE)
        .mapToObj(
            n ->
                pick(ONSETS, n)
                    + pick(VOWELS, n / 31)
                    + pick(CODAS, n / 337)
                    + (n % 3 == 0 ? "" : pick(VOWELS, n / 3_001) + pick(CODAS, n / 50_021))
                    + (n % 7 == 0 ? pick(ONSETS, n / 700_001) + pick(VOWELS, n / 9_000_011) : ""));
  }

  private static String pick(String[] parts, int n) {
    return parts[n % parts.length];
  }

  /** A word as likely as it is common. */
  String word() {
    return word(VOCABULARY);
  }

  private String word(int commonest) {
    int found = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[commonest - 1]);
    return words[found >= 0 ? found : -found - 1];
  }

  /** A question of that many words, in the corpus's own language. */
  String question(int length) {
    return question(length, VOCABULARY);
  }

  /** A question in the corpus's commonest words. */
  String question(int length, int commonest) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(i == 0 ? "" : " ").append(word(commonest));
    }
    return text.append('?').toString();
  }

  private String text() {
    var text = new StringBuilder(1_000);
    for (int i = 0; i < WORDS_PER_CHUNK; i++) {
      text.append(i == 0 ? "" : i % 15 == 0 ? ". " : " ").append(word());
    }
    return text.append('.').toString();
  }

  private float[] vector() {
    float[] centre = centres[random.nextInt(CLUSTERS)];
    float[] vector = new float[centre.length];
    double square = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (centre[i] + 0.8 * random.nextGaussian());
      square += (double) vector[i] * vector[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }

  /** Fills an empty collection, row by row into the indexes. */
  void load(Connection connection, DocumentCollection collection, int chunks)
      throws SQLException, IOException {
    copyAll(connection, collection, chunks);
  }

  /** Fills an empty collection; the HNSW index of the whole database is built again afterwards. */
  void loadThenIndex(Connection connection, DocumentCollection collection, int chunks)
      throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP INDEX IF EXISTS passage_hnsw_384");
      copyAll(connection, collection, chunks);
      statement.execute("SET maintenance_work_mem = '1GB'");
      statement.execute(
          """
          CREATE INDEX passage_hnsw_384 ON passage
            USING hnsw ((embedding::halfvec(384)) halfvec_ip_ops)
            WITH (m = 16, ef_construction = 64) WHERE dimensions = 384
          """);
      statement.execute(
          "VACUUM (ANALYZE) passage, chunk, document, document_version, term_statistics, collection, generation");
    }
  }

  private void copyAll(Connection connection, DocumentCollection collection, int chunks)
      throws SQLException, IOException {
    String scope = collection.scope().tenantId() + "\t" + collection.scope().collectionId();
    int generation = collection.live().id();
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    int source = source(connection, scope.replace('\t', ','));
    Map<Integer, Integer> frequencies = new HashMap<>();
    long id = firstPassage(connection, chunks);
    for (int made = 0; made < chunks; ) {
      var rows = new Rows(scope, generation, collection.live());
      while (made < chunks && rows.passageCount < ROWS_PER_COPY) {
        int count = Math.min(CHUNKS_PER_DOCUMENT, chunks - made);
        rows.document(source, made / CHUNKS_PER_DOCUMENT, count, id + made, frequencies);
        made += count;
      }
      rows.copy(copy);
    }
    var statistics = new StringBuilder();
    frequencies.forEach(
        (term, count) ->
            statistics.append("%s\t%d\t%d\t%d\n".formatted(scope, generation, term, count)));
    in(
        copy,
        "term_statistics (tenant_id, collection_id, generation_id, term, passages)",
        statistics);
    try (Statement statement = connection.createStatement()) {
      String where =
          " WHERE tenant_id = %d AND collection_id = %d"
              .formatted(collection.scope().tenantId(), collection.scope().collectionId());
      statement.execute("UPDATE document SET state = 'indexed', current_version = 1" + where);
      statement.execute(
          "UPDATE generation SET passages_live = " + chunks + where + " AND id = " + generation);
    }
  }

  private static int source(Connection connection, String scope) throws SQLException {
    try (Statement statement = connection.createStatement();
        var result =
            statement.executeQuery(
                "INSERT INTO source (tenant_id, collection_id, kind, location, created_at) VALUES ("
                    + scope
                    + ", 'folder', 'synthetic', now()) RETURNING id")) {
      result.next();
      return result.getInt(1);
    }
  }

  private static long firstPassage(Connection connection, int chunks) throws SQLException {
    try (Statement statement = connection.createStatement();
        var result =
            statement.executeQuery(
                "SELECT setval(pg_get_serial_sequence('passage', 'id'), nextval(pg_get_serial_sequence('passage', 'id')) + "
                    + chunks
                    + ") - "
                    + chunks)) {
      result.next();
      return result.getLong(1);
    }
  }

  private static void in(CopyManager copy, String table, StringBuilder rows)
      throws SQLException, IOException {
    copy.copyIn("COPY " + table + " FROM STDIN", new StringReader(rows.toString()));
  }

  /** A bytea in COPY's text form. */
  private static String sha256(String text) {
    return "\\\\x" + Sha256.ofParts(List.of(text)).hex();
  }

  /** Rows of some documents in COPY's text form. */
  private final class Rows {
    private final String scope;
    private final int generation;
    private final Generation live;
    private final StringBuilder documents = new StringBuilder();
    private final StringBuilder versions = new StringBuilder();
    private final StringBuilder passages = new StringBuilder();
    private final StringBuilder places = new StringBuilder();
    private int passageCount;

    Rows(String scope, int generation, Generation live) {
      this.scope = scope;
      this.generation = generation;
      this.live = live;
    }

    void document(
        int source, int number, int chunks, long firstId, Map<Integer, Integer> frequencies) {
      UUID id = new UUID(random.nextLong(), random.nextLong());
      var whole = new StringBuilder();
      for (int i = 0; i < chunks; i++) {
        String text = text();
        places.append(
            "%s\t%d\t%s\t%d\t%d\t%d\t1\n"
                .formatted(
                    scope,
                    generation,
                    id,
                    firstId + i,
                    whole.length(),
                    whole.length() + text.length()));
        whole.append(text).append(' ');
        Bm25.Row row = Bm25.row(termNumbers.apply(text));
        Arrays.stream(row.terms()).forEach(term -> frequencies.merge(term, 1, Integer::sum));
        String terms = Arrays.toString(row.terms()).replace('[', '{').replace(']', '}');
        passages.append(
            "%s\t%d\t%d\t%s\t%s\t{}\t%s\t250\t%s\t%s\t%d\t%d\t%s\n"
                .formatted(
                    scope,
                    generation,
                    firstId + i,
                    sha256(text),
                    sha256(text),
                    text,
                    terms,
                    row.weights(),
                    live.modelId(),
                    live.dimensions(),
                    Vectors.literal(vector())));
        passageCount++;
      }
      documents.append(
          "%s\t%s\t%d\tfolder-%d/page-%d.md\tpending\tnow\tnow\n"
              .formatted(scope, id, source, number % 100, number));
      versions.append(
          "%s\t%s\t1\tPage %d\tmarkdown\t{\"part\": %d}\t%s\t0\t%s\t[]\t{}\tsynthetic\tnow\t0\n"
              .formatted(scope, id, number, number % 100, sha256(whole.toString()), whole));
    }

    void copy(CopyManager copy) throws SQLException, IOException {
      in(
          copy,
          "document (tenant_id, collection_id, id, source_id, uri, state, created_at, updated_at)",
          documents);
      in(
          copy,
          "document_version (tenant_id, collection_id, document_id, number, title, format, metadata,"
              + " content_sha256, byte_size, text, outline, pages, parser, valid_from, watermark_from)",
          versions);
      in(
          copy,
          "passage (tenant_id, collection_id, generation_id, id, sha256, input_sha256, heading_path,"
              + " body, tokens, terms, bm25, embedding_model_id, dimensions, embedding)",
          passages);
      in(
          copy,
          "chunk (tenant_id, collection_id, generation_id, document_id, passage_id, span_start,"
              + " span_end, from_version)",
          places);
    }
  }
}
