package dev.footnote.document;

import dev.footnote.store.Scope;
import dev.footnote.store.Sha256;
import dev.footnote.store.SharedWords;
import dev.footnote.store.Vectors;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Passages: stored once, never updated, found by their hash. */
@ApplicationScoped
public class PassageRepository {
  /** The change that shows a new passage is still to come. */
  private static final String SHOWN =
      """
      (SELECT int8range(watermark + 1, NULL) FROM collection
       WHERE tenant_id = :tenant AND id = :collection)
      """;

  /** Those of the passages that the generation has, whether something current shows them or not. */
  public Set<Sha256> known(Handle handle, Scope scope, int generation, Collection<Sha256> hashes) {
    return handle
        .createQuery(
            """
            SELECT sha256 FROM passage_ever
            WHERE tenant_id = :tenant AND collection_id = :collection AND generation_id = :generation
              AND sha256 = ANY (ARRAY(SELECT decode(h, 'hex') FROM unnest(:hashes) AS h))
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("generation", generation)
        .bindArray("hashes", String.class, hashes.stream().map(Sha256::hex).toList())
        .map((row, context) -> Sha256.fromBytes(row.getBytes("sha256")))
        .set();
  }

  /**
   * Keys of passages.
   *
   * @param copied those of them that were copied back from the past; {@link #settle} them
   */
  public record Keys(Map<Sha256, Long> ids, Set<Long> copied) {}

  /**
   * Keys of those passages that the generation has, which can be shown once they are settled: those
   * that were moved into the past are copied back first.
   */
  public Keys keys(Handle handle, Scope scope, int generation, Collection<Sha256> hashes) {
    Set<Long> copied = PastPassages.copyBack(handle, scope, generation, hashes);
    var ids = new HashMap<Sha256, Long>();
    handle
        .createQuery(
            """
            SELECT sha256, id FROM passage
            WHERE tenant_id = :tenant AND collection_id = :collection AND generation_id = :generation
              AND sha256 = ANY (ARRAY(SELECT decode(h, 'hex') FROM unnest(:hashes) AS h))
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("generation", generation)
        .bindArray("hashes", String.class, hashes.stream().map(Sha256::hex).toList())
        .map(
            (row, context) ->
                Map.entry(Sha256.fromBytes(row.getBytes("sha256")), row.getLong("id")))
        .forEach(entry -> ids.put(entry.getKey(), entry.getValue()));
    return new Keys(ids, copied);
  }

  /**
   * Ends the bringing back of passages. Under the collection's lock, before they are shown.
   *
   * @throws PassagesRemoved if one was removed meanwhile
   */
  public void settle(Handle handle, Scope scope, Set<Long> copied) {
    PastPassages.settle(handle, scope, copied);
  }

  /** The vector cache: vectors that this model has already made of these inputs for this tenant. */
  public Map<Sha256, float[]> vectors(
      Handle handle, int tenantId, int modelId, Collection<Sha256> inputs) {
    var vectors = new HashMap<Sha256, float[]>();
    handle
        .createQuery(
            """
            SELECT DISTINCT ON (input_sha256) input_sha256, embedding::real[] AS embedding FROM passage_ever
            WHERE tenant_id = :tenant AND embedding_model_id = :model AND input_sha256 = ANY (ARRAY(SELECT decode(h, 'hex') FROM unnest(:inputs) AS h))
            """)
        .bind("tenant", tenantId)
        .bind("model", modelId)
        .bindArray("inputs", String.class, inputs.stream().map(Sha256::hex).toList())
        .map(
            (row, context) ->
                Map.entry(
                    Sha256.fromBytes(row.getBytes("input_sha256")),
                    floats((Float[]) row.getArray("embedding").getArray())))
        .forEach(entry -> vectors.put(entry.getKey(), entry.getValue()));
    return vectors;
  }

  /** Adds passages; those that are there already stay as they are. */
  public void add(Handle handle, Scope scope, Generation generation, List<Passage> passages) {
    if (passages.isEmpty()) {
      return;
    }
    SharedWords.keep(handle, scope);
    var batch =
        handle.prepareBatch(
            """
            INSERT INTO passage (tenant_id, collection_id, generation_id, sha256, input_sha256, heading_path, body,
              tokens, terms, bm25, embedding_model_id, dimensions, embedding, shown)
            VALUES (:tenant, :collection, :generation, :sha256, :input, :headings, :body,
              :tokens, :terms, CAST(:bm25 AS sparsevec), :model, :dimensions, CAST(:embedding AS halfvec), %s)
            ON CONFLICT (tenant_id, collection_id, generation_id, sha256) DO NOTHING
            """
                .formatted(SHOWN));
    // In the order of their hashes, so that two documents that share passages can't deadlock.
    for (Passage passage :
        passages.stream().sorted(Comparator.comparing(p -> p.sha256().hex())).toList()) {
      batch
          .bind("tenant", scope.tenantId())
          .bind("collection", scope.collectionId())
          .bind("generation", generation.id())
          .bind("sha256", passage.sha256().bytes())
          .bind("input", passage.inputSha256().bytes())
          .bindArray("headings", String.class, passage.headingPath())
          .bind("body", passage.body())
          .bind("tokens", passage.tokens())
          .bind("terms", passage.terms())
          .bind("bm25", passage.bm25())
          .bind("model", generation.modelId())
          .bind("dimensions", generation.dimensions())
          .bind("embedding", Vectors.literal(passage.embedding()))
          .add();
    }
    batch.execute();
    addWords(handle, scope, generation.id(), passages);
    addAcronyms(handle, scope, generation.id(), passages);
  }

  /** Adds the words that the generation hasn't seen, in their order, for the same reason. */
  private static void addWords(Handle handle, Scope scope, int generation, List<Passage> passages) {
    var words = new TreeMap<String, Passage.Word>();
    passages.forEach(passage -> passage.words().forEach(word -> words.put(word.word(), word)));
    Set<String> known =
        handle
            .createQuery(
                """
                SELECT word FROM vocabulary
                WHERE tenant_id = :tenant AND collection_id = :collection AND generation_id = :generation
                  AND word = ANY (:words)
                """)
            .bind("tenant", scope.tenantId())
            .bind("collection", scope.collectionId())
            .bind("generation", generation)
            .bindArray("words", String.class, words.keySet())
            .mapTo(String.class)
            .set();
    words.keySet().removeAll(known);
    if (words.isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            """
            INSERT INTO vocabulary (tenant_id, collection_id, generation_id, word, term, keys)
            VALUES (:tenant, :collection, :generation, :word, :term, :keys)
            ON CONFLICT (tenant_id, collection_id, generation_id, word) DO NOTHING
            """);
    for (Passage.Word word : words.values()) {
      batch
          .bind("tenant", scope.tenantId())
          .bind("collection", scope.collectionId())
          .bind("generation", generation)
          .bind("word", word.word())
          .bind("term", word.term())
          .bind("keys", word.keys())
          .add();
    }
    batch.execute();
  }

  private static void addAcronyms(
      Handle handle, Scope scope, int generation, List<Passage> passages) {
    List<Passage> defining = passages.stream().filter(p -> !p.acronyms().isEmpty()).toList();
    if (defining.isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            """
            INSERT INTO acronym (tenant_id, collection_id, generation_id, passage_id,
              short_form, long_form, short_key, long_key)
            SELECT tenant_id, collection_id, generation_id, id, :shortForm, :longForm, :shortKey, :longKey
            FROM passage
            WHERE tenant_id = :tenant AND collection_id = :collection AND generation_id = :generation
              AND sha256 = :sha256
            ON CONFLICT (passage_id, short_form, long_form, tenant_id, collection_id) DO NOTHING
            """);
    for (Passage passage : defining) {
      for (Passage.Acronym acronym : passage.acronyms()) {
        batch
            .bind("tenant", scope.tenantId())
            .bind("collection", scope.collectionId())
            .bind("generation", generation)
            .bind("sha256", passage.sha256().bytes())
            .bind("shortForm", acronym.shortForm())
            .bind("longForm", acronym.longForm())
            .bind("shortKey", acronym.shortKey())
            .bind("longKey", acronym.longKey())
            .add();
      }
    }
    batch.execute();
  }

  private static float[] floats(Float[] values) {
    var floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = values[i];
    }
    return floats;
  }
}
