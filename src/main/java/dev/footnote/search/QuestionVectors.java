package dev.footnote.search;

import dev.footnote.document.Generation;
import dev.footnote.embed.Embedder;
import dev.footnote.embed.EmbeddingModelId;
import dev.footnote.embed.EmbeddingUnavailable;
import dev.footnote.store.Vectors;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A question as embedding models read it: a vector for each model that was asked. Which generation
 * is live is known for certain in the snapshot alone, after the question was embedded; when the
 * live one was switched to another model in between, one more vector is made, and none twice.
 */
final class QuestionVectors {
  private static final Logger LOG = Logger.getLogger(QuestionVectors.class.getName());

  private final String typed;
  private final SearchConfig config;
  private final Map<EmbeddingModelId, Embedded> byModel = new HashMap<>();

  QuestionVectors(String typed, SearchConfig config) {
    this.typed = typed;
    this.config = config;
  }

  /**
   * @param vector as a {@code halfvec} literal; null if the model does not answer
   */
  record Embedded(Embedder embedder, QuestionText text, @Nullable String vector) {}

  /**
   * Has the model embed the question, unless it was asked already.
   *
   * @throws EmbeddingUnavailable if the thread was interrupted
   */
  void embed(Embedder embedder) {
    if (!byModel.containsKey(embedder.id())) {
      QuestionText text = QuestionText.of(typed, embedder, config);
      byModel.put(embedder.id(), new Embedded(embedder, text, vector(embedder, text)));
    }
  }

  private static @Nullable String vector(Embedder embedder, QuestionText text) {
    try {
      return Vectors.literal(embedder.embedQuery(text.forModel()));
    } catch (EmbeddingUnavailable unavailable) {
      if (unavailable.remedy() == EmbeddingUnavailable.Remedy.STOP) {
        throw unavailable;
      }
      LOG.log(
          Level.FINE, "Searching by words alone: {0}", String.valueOf(unavailable.getMessage()));
      return null;
    }
  }

  /** The question for a generation; empty if its model was not asked yet. */
  Optional<Embedded> of(Generation generation) {
    return Optional.ofNullable(
        byModel.get(new EmbeddingModelId(generation.modelName(), generation.dimensions())));
  }
}
