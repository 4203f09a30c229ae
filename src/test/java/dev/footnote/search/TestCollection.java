package dev.footnote.search;

import dev.footnote.document.CollectionRepository;
import dev.footnote.document.DocumentCollection;
import dev.footnote.document.Moment;
import dev.footnote.embed.Embedder;
import dev.footnote.index.PrepareCollections;
import dev.footnote.store.Database;
import dev.footnote.store.Json;
import dev.footnote.store.Scope;
import dev.footnote.store.Vectors;
import dev.footnote.text.Bm25;
import dev.footnote.text.LexicalAnalyzer;
import io.quarkus.arc.Arc;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * A collection of its own in a database shared with other tests, written by plain SQL, so that
 * search is tested on rows and not on how indexing makes them.
 */
final class TestCollection {
  private final Database database;
  private final CollectionRepository collections;
  private final Embedder embedder;
  private final LexicalAnalyzer analyzer = new LexicalAnalyzer();
  private final int source;

  final int tenantId;
  final String name;
  final Scope scope;
  private int generationId;

  TestCollection(
      Database database, CollectionRepository collections, Embedder embedder, String tenant) {
    this(database, collections, embedder, tenant, "c-" + UUID.randomUUID());
  }

  TestCollection(
      Database database,
      CollectionRepository collections,
      Embedder embedder,
      String tenant,
      String name) {
    this.database = database;
    this.collections = collections;
    this.embedder = embedder;
    this.name = name;
    this.scope = Arc.container().instance(PrepareCollections.class).get().ensure(tenant, name);
    this.tenantId = scope.tenantId();
    this.generationId = current().live().id();
    this.source =
        database.write(
            handle ->
                scoped(
                        handle.createQuery(
                            """
                            INSERT INTO source (tenant_id, collection_id, kind, location, created_at)
                            VALUES (:tenant, :collection, 'folder', 'test', now()) RETURNING id
                            """))
                    .mapTo(Integer.class)
                    .one());
  }

  static String uniqueTenant() {
    return "t-" + UUID.randomUUID();
  }

  DocumentCollection current() {
    return database.read(handle -> collections.find(handle, scope).orElseThrow());
  }

  SearchQuery query(String question) {
    return query(question, 10, SearchFilter.NONE);
  }

  SearchQuery query(String question, int k, SearchFilter filter) {
    return new SearchQuery(tenantId, name, question, k, filter);
  }

  UUID add(String uri, String... passages) {
    return add(uri, null, "markdown", Map.of(), passages);
  }

  UUID add(
      String uri,
      @Nullable String title,
      String format,
      Map<String, Object> metadata,
      String... passages) {
    UUID id = UUID.randomUUID();
    List<float[]> vectors = embedder.embedPassages(List.of(passages));
    database.change(
        handle -> {
          scoped(
                  handle.createUpdate(
                      """
                      INSERT INTO document (tenant_id, collection_id, id, source_id, uri, state, created_at, updated_at)
                      VALUES (:tenant, :collection, :id, :source, :uri, 'pending', now(), now())
                      """))
              .bind("id", id)
              .bind("source", source)
              .bind("uri", uri)
              .execute();
          write(handle, id, 1, title, format, metadata, passages, vectors);
        });
    return id;
  }

  /** Notes a change of each document that nobody has dealt with yet. */
  void noticeChanges() {
    database.change(
        handle ->
            scoped(
                    handle.createUpdate(
                        """
                        UPDATE document SET noticed = noticed + 1
                        WHERE tenant_id = :tenant AND collection_id = :collection
                        """))
                .execute());
  }

  /** A document that shows one passage in the live generation, and another one in an ended one. */
  void addToAnotherGeneration(String uri, String live, String passage) {
    UUID document = add(uri, live);
    int other =
        database.write(
            handle ->
                scoped(
                        handle.createQuery(
                            """
                            INSERT INTO generation (tenant_id, collection_id, embedding_model_id, chunker, analyzer, state, created_at, ended_at, emptied_at)
                            SELECT tenant_id, collection_id, embedding_model_id, chunker, analyzer, 'retired', now(), now(), now()
                            FROM generation WHERE tenant_id = :tenant AND collection_id = :collection
                            RETURNING id
                            """))
                    .mapTo(Integer.class)
                    .one());
    int before = generationId;
    generationId = other;
    float[] vector = embedder.embedPassages(List.of(passage)).getFirst();
    database.change(
        handle -> place(handle, document, 1, passage(handle, passage, vector), 0, passage));
    generationId = before;
  }

  /** A new version with these passages; passages that both versions hold stay where they are. */
  void replace(UUID document, int version, String... passages) {
    List<float[]> vectors = embedder.embedPassages(List.of(passages));
    database.change(
        handle -> {
          scoped(
                  handle.createUpdate(
                      """
                      UPDATE chunk SET to_version = :version
                      WHERE tenant_id = :tenant AND collection_id = :collection
                        AND document_id = :id AND to_version IS NULL
                      """))
              .bind("version", version)
              .bind("id", document)
              .execute();
          scoped(
                  handle.createUpdate(
                      """
                      UPDATE document_version
                      SET valid_to = now(), watermark_to = watermark_from + 1
                      WHERE tenant_id = :tenant AND collection_id = :collection
                        AND document_id = :id AND valid_to IS NULL
                      """))
              .bind("id", document)
              .execute();
          write(handle, document, version, null, "markdown", Map.of(), passages, vectors);
        });
  }

  private void write(
      Handle handle,
      UUID document,
      int version,
      @Nullable String title,
      String format,
      Map<String, Object> metadata,
      String[] passages,
      List<float[]> vectors) {
    scoped(
            handle.createUpdate(
                """
                INSERT INTO document_version (tenant_id, collection_id, document_id, number, title, format,
                  metadata, content_sha256, byte_size, text, outline, pages, parser, valid_from, watermark_from)
                VALUES (:tenant, :collection, :document, :version, :title, :format, :metadata::jsonb, :sha,
                  0, :text, '[]', '{}', 'test', now(), 0)
                """))
        .bind("document", document)
        .bind("version", version)
        .bind("title", title)
        .bind("format", format)
        .bind("metadata", Json.write(metadata))
        .bind("sha", sha256(String.join("\n", passages)))
        .bind("text", String.join("\n", passages))
        .execute();
    int span = 0;
    for (int i = 0; i < passages.length; i++) {
      place(
          handle,
          document,
          version,
          passage(handle, passages[i], vectors.get(i)),
          span,
          passages[i]);
      span += passages[i].length() + 1;
    }
    scoped(
            handle.createUpdate(
                """
                UPDATE document SET state = 'indexed', current_version = :version
                WHERE tenant_id = :tenant AND collection_id = :collection AND id = :document
                """))
        .bind("version", version)
        .bind("document", document)
        .execute();
    count(handle);
    Moment moment = collections.nextMoment(handle, scope, Instant.now());
    scoped(
            handle.createUpdate(
                """
                INSERT INTO change (tenant_id, collection_id, watermark, at, kind, document_id, version, uri)
                VALUES (:tenant, :collection, :watermark, :at, 'indexed', :document, :version, 'test')
                """))
        .bind("watermark", moment.watermark())
        .bind("at", moment.at())
        .bind("document", document)
        .bind("version", version)
        .execute();
  }

  private void place(
      Handle handle, UUID document, int version, long passage, int span, String text) {
    scoped(
            handle.createUpdate(
                """
                INSERT INTO chunk (tenant_id, collection_id, generation_id, document_id, passage_id, span_start, span_end, page_first, page_last, from_version)
                VALUES (:tenant, :collection, :generation, :document, :passage, :start, :end, :page, :page, :version)
                """))
        .bind("generation", generationId)
        .bind("document", document)
        .bind("passage", passage)
        .bind("start", span)
        .bind("end", span + text.length())
        .bind("page", span == 0 ? 1 : 2)
        .bind("version", version)
        .execute();
  }

  private long passage(Handle handle, String text, float[] vector) {
    Bm25.Row row =
        Bm25.row(analyzer.terms(text).stream().mapToInt(LexicalAnalyzer::termId).toArray());
    return scoped(
            handle.createQuery(
                """
                INSERT INTO passage (tenant_id, collection_id, generation_id, sha256, input_sha256, heading_path,
                  body, tokens, terms, bm25, embedding_model_id, dimensions, embedding, shown)
                SELECT :tenant, :collection, :generation, :sha, :sha, '{Handbook,Part}', :body, 10, :terms,
                  :weights::sparsevec, embedding_model_id, :dimensions, :embedding::halfvec, '[0,)'
                FROM generation WHERE tenant_id = :tenant AND collection_id = :collection AND id = :generation
                ON CONFLICT (tenant_id, collection_id, generation_id, sha256) DO UPDATE SET tokens = 10
                RETURNING id
                """))
        .bind("generation", generationId)
        .bind("sha", sha256(text))
        .bind("body", text)
        .bind("terms", row.terms())
        .bind("weights", row.weights())
        .bind("dimensions", vector.length)
        .bind("embedding", Vectors.literal(vector))
        .mapTo(Long.class)
        .one();
  }

  /** Counts anew what a search takes from statistics. */
  private void count(Handle handle) {
    for (String sql :
        List.of(
            """
            DELETE FROM term_statistics WHERE tenant_id = :tenant AND collection_id = :collection
              AND generation_id = :generation
            """,
            """
            INSERT INTO term_statistics
            SELECT tenant_id, collection_id, generation_id, unnest(terms), count(*) FROM passage p
            WHERE tenant_id = :tenant AND collection_id = :collection AND generation_id = :generation
              AND EXISTS (SELECT FROM chunk c WHERE c.tenant_id = p.tenant_id
                AND c.collection_id = p.collection_id AND c.passage_id = p.id AND c.to_version IS NULL)
            GROUP BY 1, 2, 3, 4
            """,
            """
            UPDATE generation SET passages_live = (
              SELECT count(DISTINCT passage_id) FROM chunk WHERE tenant_id = :tenant
                AND collection_id = :collection AND generation_id = :generation AND to_version IS NULL)
            WHERE tenant_id = :tenant AND collection_id = :collection AND id = :generation
            """)) {
      scoped(handle.createUpdate(sql)).bind("generation", generationId).execute();
    }
  }

  /** Closes the places of all other documents, as replacing them would; gives how many are left. */
  int closeAllBut(String uriLike) {
    return database.write(
        handle -> {
          scoped(
                  handle.createUpdate(
                      """
                      UPDATE chunk c SET to_version = 2 FROM document d
                      WHERE c.tenant_id = :tenant AND c.collection_id = :collection
                        AND d.tenant_id = :tenant AND d.collection_id = :collection
                        AND d.id = c.document_id AND d.uri NOT LIKE :uri
                      """))
              .bind("uri", uriLike)
              .execute();
          return scoped(
                  handle.createQuery(
                      """
                      SELECT count(*) FROM chunk WHERE tenant_id = :tenant
                        AND collection_id = :collection AND to_version IS NULL
                      """))
              .mapTo(Integer.class)
              .one();
        });
  }

  /** When the document's file was last modified, in nanoseconds. */
  void modified(UUID document, long ns) {
    database.change(
        handle ->
            scoped(
                    handle.createUpdate(
                        """
                        UPDATE document_version SET file_modified_ns = :ns
                        WHERE tenant_id = :tenant AND collection_id = :collection AND document_id = :id
                        """))
                .bind("ns", ns)
                .bind("id", document)
                .execute());
  }

  /** Undoes {@link #closeAllBut}. */
  void reopen() {
    database.change(
        handle ->
            scoped(
                    handle.createUpdate(
                        """
                        UPDATE chunk SET to_version = NULL
                        WHERE tenant_id = :tenant AND collection_id = :collection
                        """))
                .execute());
  }

  /** Removes all content, so that a big collection doesn't slow down the tests that follow. */
  void clear() {
    database.change(
        handle -> {
          for (String table : List.of("chunk", "passage", "term_statistics", "document")) {
            scoped(
                    handle.createUpdate(
                        "DELETE FROM %s WHERE tenant_id = :tenant AND collection_id = :collection"
                            .formatted(table)))
                .execute();
          }
          count(handle);
        });
  }

  private <T extends SqlStatement<T>> T scoped(T statement) {
    return statement.bind("tenant", scope.tenantId()).bind("collection", scope.collectionId());
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
