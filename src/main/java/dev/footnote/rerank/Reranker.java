package dev.footnote.rerank;

import java.util.List;

/** A model that reads a question together with a passage, ready to use by many threads at once. */
public interface Reranker extends AutoCloseable {

  /** The model's name for people and for the ledger; constant for the life of this reranker. */
  String model();

  /**
   * How well each passage fits the question, in the order of the passages.
   *
   * @param question not blank
   * @param passages heading path and body of each
   * @return a finite number for each passage, higher is better; comparable within one call only
   * @throws RerankUnavailable if the model gave no usable score for one of them within its time, or
   *     the caller was interrupted
   */
  List<Double> score(String question, List<String> passages);

  /** Whether the model failed so often that it is left alone for a while. */
  default boolean isLeftAlone() {
    return false;
  }

  /** Waits for calls under way, then frees the model. Closing twice is harmless. */
  @Override
  void close();
}
