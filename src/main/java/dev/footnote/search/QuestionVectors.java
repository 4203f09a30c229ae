package dev.footnote.search;

import dev.footnote.document.Generation;
import dev.footnote.embed.Embedder;
import dev.footnote.embed.EmbeddingModelId;
import dev.footnote.store.Vectors;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A question as embedding models read it: a vector for each model that was asked. Which generation
 * is live is known for certain in the snapshot alone, after the question was embedded; when the
 * live one was switched to another model in between, one more vector is made, and none twice.
 */
final class QuestionVectors {
  private final String typed;
  private final SearchConfig config;
  private final Map<EmbeddingModelId, Embedded> byModel = new HashMap<>();

  QuestionVectors(String typed, SearchConfig config) {
    this.typed = typed;
    this.config = config;
  }

  /**
   * @param vector as a {@code halfvec} literal
   */
  record Embedded(QuestionText text, String vector) {}

  /** Has the model embed the question, unless it has done so. */
  void embed(Embedder embedder) {
    if (!byModel.containsKey(embedder.id())) {
      QuestionText text = QuestionText.of(typed, embedder, config);
      String vector = Vectors.literal(embedder.embedQuery(text.forModel()));
      byModel.put(embedder.id(), new Embedded(text, vector));
    }
  }

  /** The question for a generation; empty if its model was not asked yet. */
  Optional<Embedded> of(Generation generation) {
    return Optional.ofNullable(
        byModel.get(new EmbeddingModelId(generation.modelName(), generation.dimensions())));
  }
}
