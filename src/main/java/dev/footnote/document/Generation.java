package dev.footnote.document;

/**
 * One way of turning texts into an index.
 *
 * @param modelId key of the embedding model, unique across collections
 * @param modelName the embedding model's name, such as {@code bge-small-en-v1.5-q}
 * @param dimensions length of its vectors
 * @param chunker version of the chunker with its settings
 * @param analyzer version of the lexical analyzer
 * @param passagesLive passages that a current chunk shows
 */
public record Generation(
    int id,
    int modelId,
    String modelName,
    int dimensions,
    String chunker,
    String analyzer,
    long passagesLive) {

  /** What it was made with. */
  public GenerationSettings settings() {
    return new GenerationSettings(modelName, dimensions, chunker, analyzer);
  }
}
