package dev.footnote.document;

import org.jspecify.annotations.Nullable;

/**
 * One way of turning texts into an index.
 *
 * @param modelId key of the embedding model, unique across collections
 * @param modelName the embedding model's name, such as {@code bge-small-en-v1.5-q}
 * @param dimensions length of its vectors
 * @param chunker version of the chunker with its settings
 * @param analyzer version of the lexical analyzer
 * @param passagesLive passages that a current chunk shows
 * @param fitMin how well evidence must fit before an answer is given; null for what is configured
 */
public record Generation(
    int id,
    int modelId,
    String modelName,
    int dimensions,
    String chunker,
    String analyzer,
    long passagesLive,
    @Nullable Double fitMin) {

  /** What it was made with. */
  public GenerationSettings settings() {
    return new GenerationSettings(modelName, dimensions, chunker, analyzer);
  }
}
