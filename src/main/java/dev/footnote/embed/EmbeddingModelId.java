package dev.footnote.embed;

/**
 * The identity of an embedding model: vectors of two models with different identities are never
 * compared, and a stored vector may be used again only under the same identity.
 *
 * @param name the model's name, not blank; it ends in {@code +} and eight hexadecimal digits when a
 *     prefix is put before every passage, because that changes the vectors
 * @param dimensions the length of its vectors, at least 1
 */
public record EmbeddingModelId(String name, int dimensions) {

  public EmbeddingModelId {
    if (name.isBlank()) {
      throw new IllegalArgumentException("An embedding model needs a name.");
    }
    if (dimensions < 1) {
      throw new IllegalArgumentException(
          "The embedding model %s needs at least 1 dimension, not %d.".formatted(name, dimensions));
    }
  }

  @Override
  public String toString() {
    return name + "/" + dimensions;
  }
}
