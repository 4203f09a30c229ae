package dev.footnote.index;

import dev.footnote.document.Generation;
import dev.footnote.document.Passage;
import dev.footnote.document.PassageRepository;
import dev.footnote.embed.Embedder;
import dev.footnote.embed.Embedders;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import dev.footnote.store.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes the passages that a document needs and the generation doesn't have. Asks the model only for
 * texts of which no vector is known, whatever document or collection of the tenant they came from.
 * Opens no transaction while it embeds.
 */
@ApplicationScoped
class MakePassages {
  private final Database database;
  private final PassageRepository passages;
  private final Embedders embedders;
  private final IndexConfig config;

  MakePassages(
      Database database, PassageRepository passages, Embedders embedders, IndexConfig config) {
    this.database = database;
    this.passages = passages;
    this.embedders = embedders;
    this.config = config;
  }

  /** Passages to add, and how many of them the model was asked for. */
  record Made(List<Passage> passages, int embedded) {}

  /** The passages of an edit: the model is given as many at once as the configuration says. */
  Made make(Scope scope, Generation generation, List<Piece> pieces) {
    return make(scope, generation, pieces, config.embedBatch(), () -> {});
  }

  /**
   * The passages of these pieces.
   *
   * @param batch how many the model is given at once
   * @param between what is done after each of its answers
   */
  Made make(Scope scope, Generation generation, List<Piece> pieces, int batch, Runnable between) {
    var bySha = new LinkedHashMap<Sha256, Piece>();
    pieces.forEach(piece -> bySha.putIfAbsent(piece.sha256(), piece));
    Map<Sha256, float[]> vectors =
        database.read(
            handle -> {
              bySha
                  .keySet()
                  .removeAll(passages.known(handle, scope, generation.id(), bySha.keySet()));
              return new HashMap<>(
                  passages.vectors(
                      handle,
                      scope.tenantId(),
                      generation.modelId(),
                      bySha.values().stream().map(Piece::inputSha256).toList()));
            });
    Embedder embedder = embedders.of(generation.modelName(), generation.dimensions());
    Map<Sha256, String> missing = missing(bySha, vectors);
    embed(embedder, missing, vectors, batch, between);
    var lexicalRows = new LexicalRows(generation);
    return new Made(
        bySha.values().stream()
            .map(
                piece ->
                    lexicalRows.passage(
                        piece, Objects.requireNonNull(vectors.get(piece.inputSha256()))))
            .toList(),
        missing.size());
  }

  private static Map<Sha256, String> missing(
      Map<Sha256, Piece> wanted, Map<Sha256, float[]> vectors) {
    var texts = new LinkedHashMap<Sha256, String>();
    wanted
        .values()
        .forEach(
            piece -> {
              if (!vectors.containsKey(piece.inputSha256())) {
                texts.put(piece.inputSha256(), piece.body());
              }
            });
    return texts;
  }

  private static void embed(
      Embedder embedder,
      Map<Sha256, String> texts,
      Map<Sha256, float[]> vectors,
      int size,
      Runnable between) {
    List<Sha256> inputs = new ArrayList<>(texts.keySet());
    for (int from = 0; from < inputs.size(); from += size) {
      List<Sha256> batch = inputs.subList(from, Math.min(inputs.size(), from + size));
      List<float[]> made =
          embedder.embedPassages(
              batch.stream().map(input -> Objects.requireNonNull(texts.get(input))).toList());
      for (int i = 0; i < batch.size(); i++) {
        vectors.put(batch.get(i), made.get(i));
      }
      between.run();
    }
  }
}
