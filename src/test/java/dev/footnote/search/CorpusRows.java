package dev.footnote.search;

import dev.footnote.document.DocumentCollection;
import dev.footnote.document.Generation;
import dev.footnote.search.CorpusContent.Made;
import dev.footnote.search.CorpusContent.Piece;
import dev.footnote.store.Json;
import dev.footnote.store.Sha256;
import dev.footnote.store.Vectors;
import dev.footnote.text.Acronym;
import dev.footnote.text.Bm25;
import dev.footnote.text.Language;
import dev.footnote.text.LexicalAnalyzer;
import dev.footnote.text.Spelling;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Rows of one version of some documents in COPY's text form, with everything that indexing writes
 * for them.
 */
final class CorpusRows {
  private final String scope;
  private final String where;
  private final Generation live;
  private final int source;
  private final LiveTerms counted;
  private final LexicalAnalyzer analyzer = new LexicalAnalyzer();
  private final int version;
  private final StringBuilder documents = new StringBuilder();
  private final StringBuilder versions = new StringBuilder();
  private final StringBuilder passages = new StringBuilder();
  private final StringBuilder places = new StringBuilder();
  private final StringBuilder vocabulary = new StringBuilder();
  private final StringBuilder acronyms = new StringBuilder();
  private final Set<UUID> ids = new HashSet<>();
  private long nextPassage;

  /**
   * @param source of the documents
   * @param counted what the collection's statistics are made of
   */
  CorpusRows(
      DocumentCollection collection,
      int source,
      LiveTerms counted,
      int version,
      long firstPassage) {
    this.scope = collection.scope().tenantId() + "\t" + collection.scope().collectionId();
    this.where =
        "tenant_id = %d AND collection_id = %d"
            .formatted(collection.scope().tenantId(), collection.scope().collectionId());
    this.live = collection.live();
    this.source = source;
    this.counted = counted;
    this.version = version;
    this.nextPassage = firstPassage;
  }

  void document(UUID id, int number, Made made) {
    document(
        id,
        "folder-%d/page-%d.md".formatted(number % 100, number),
        Json.write(
            Map.of(
                "tenth", number % 10,
                "part", number % 100,
                "thousandth", number % 1_000,
                "origin", made.origin())),
        made);
  }

  void document(UUID id, String uri, String metadata, Made made) {
    ids.add(id);
    var whole = new StringBuilder();
    var terms = IntStream.builder();
    for (Piece piece : made.pieces()) {
      places.append(
          "%s\t%d\t%s\t%d\t%d\t%d\t%d\n"
              .formatted(
                  scope,
                  live.id(),
                  id,
                  nextPassage,
                  whole.length(),
                  whole.length() + piece.text().length(),
                  version));
      whole.append(piece.text()).append(' ');
      Arrays.stream(passage(piece)).forEach(terms::add);
      nextPassage++;
    }
    counted.replace(id, terms.build().toArray(), made.pieces().size());
    if (version == 1) {
      documents.append("%s\t%s\t%d\t%s\tpending\tnow\tnow\n".formatted(scope, id, source, uri));
    }
    versions.append(
        "%s\t%s\t%d\t%s\tmarkdown\t%s\t%s\t0\t%s\t[]\t{}\tsynthetic\tnow\t%d\n"
            .formatted(
                scope,
                id,
                version,
                uri,
                escaped(metadata),
                sha256(whole.toString()),
                escaped(whole.toString()),
                version - 1));
  }

  /** The row of a passage and what belongs to it; gives the terms that count it. */
  private int[] passage(Piece piece) {
    LexicalAnalyzer.Analysis analysis = analyzer.analyse(piece.text());
    Bm25.Row row = Bm25.row(analysis.terms().stream().mapToInt(LexicalAnalyzer::termId).toArray());
    Language language = analysis.language();
    int[] terms =
        language == null
            ? row.terms()
            : IntStream.concat(Arrays.stream(row.terms()), IntStream.of(language.mark()))
                .sorted()
                .distinct()
                .toArray();
    passages.append(
        "%s\t%d\t%d\t%s\t%s\t{}\t%s\t250\t%s\t%s\t%d\t%d\t%s\t[%d,)\n"
            .formatted(
                scope,
                live.id(),
                nextPassage,
                sha256(piece.text() + nextPassage),
                sha256(piece.text()),
                escaped(piece.text()),
                array(terms),
                row.weights(),
                live.modelId(),
                live.dimensions(),
                Vectors.literal(piece.vector()),
                version - 1));
    analysis.terms().stream().filter(Spelling::isWord).forEach(this::word);
    for (Acronym each : Acronym.in(piece.text())) {
      acronyms.append(
          "%s\t%d\t%d\t%s\t%s\t%s\t%s\n"
              .formatted(
                  scope,
                  live.id(),
                  nextPassage,
                  escaped(each.shortForm()),
                  escaped(each.longForm()),
                  escaped(each.shortKey()),
                  escaped(each.longKey())));
    }
    return terms;
  }

  private void word(String term) {
    if (counted.isNew(term)) {
      vocabulary.append(
          "%s\t%d\t%s\t%d\t%s\n"
              .formatted(
                  scope,
                  live.id(),
                  escaped(term),
                  LexicalAnalyzer.termId(term),
                  array(Spelling.numbers(Spelling.keysOfKnown(term), live.id()))));
    }
  }

  void copy(Connection connection) throws SQLException, IOException {
    String these =
        where
            + " AND %s IN ("
            + ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","))
            + ")";
    if (version > 1) {
      close(connection, these.formatted("document_id"));
    }
    copy(
        connection,
        "document (tenant_id, collection_id, id, source_id, uri, state, created_at, updated_at)",
        documents);
    copy(
        connection,
        "document_version (tenant_id, collection_id, document_id, number, title, format, metadata,"
            + " content_sha256, byte_size, text, outline, pages, parser, valid_from, watermark_from)",
        versions);
    copy(
        connection,
        "passage (tenant_id, collection_id, generation_id, id, sha256, input_sha256, heading_path,"
            + " body, tokens, terms, bm25, embedding_model_id, dimensions, embedding,"
            + " shown)",
        passages);
    copy(
        connection,
        "chunk (tenant_id, collection_id, generation_id, document_id, passage_id, span_start,"
            + " span_end, from_version)",
        places);
    copy(
        connection,
        "vocabulary (tenant_id, collection_id, generation_id, word, term, keys)",
        vocabulary);
    copy(
        connection,
        "acronym (tenant_id, collection_id, generation_id, passage_id, short_form, long_form,"
            + " short_key, long_key)",
        acronyms);
    execute(
        connection,
        "UPDATE document SET state = 'indexed', current_version = %d WHERE %s"
            .formatted(version, these.formatted("id")));
  }

  private void close(Connection connection, String these) throws SQLException {
    execute(
        connection,
        "UPDATE chunk SET to_version = %d WHERE to_version IS NULL AND %s"
            .formatted(version, these));
    execute(
        connection,
        "UPDATE document_version SET valid_to = now(), watermark_to = watermark_from + 1 WHERE valid_to IS NULL AND "
            + these);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static void copy(Connection connection, String table, StringBuilder rows)
      throws SQLException, IOException {
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    copy.copyIn("COPY " + table + " FROM STDIN", new StringReader(rows.toString()));
  }

  /** A bytea in COPY's text form. */
  private static String sha256(String text) {
    return "\\\\x" + Sha256.ofParts(List.of(text)).hex();
  }

  /** A text in COPY's text form. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t")
        .replace("\0", " ");
  }

  private static String array(int[] numbers) {
    return Arrays.toString(numbers).replace('[', '{').replace(']', '}');
  }
}
