package dev.footnote.search;

/**
 * A part that was absent while a question was dealt with, so that the result is less good than it
 * would be.
 *
 * @param part stable name of the part, such as {@code embedding-model}
 * @param detail what that means for the result, in a sentence
 */
public record Degradation(String part, String detail) {

  /** The embedding model could not read the question: passages were found by their words alone. */
  static Degradation withoutEmbedding() {
    return new Degradation(
        "embedding-model",
        "The embedding model does not answer, so passages were found by the question's words"
            + " alone. What says the same in other words may be missing.");
  }

  /** The reranker gave no scores: passages stand in the order that the search gave them. */
  static Degradation withoutReranker() {
    return new Degradation(
        "reranker",
        "The reranker does not answer, so passages stand in the order that the search alone gave"
            + " them.");
  }
}
