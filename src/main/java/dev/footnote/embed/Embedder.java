package dev.footnote.embed;

import java.util.List;

/**
 * An embedding model, ready to use by many threads at once: text in, vectors of unit length out.
 *
 * <p>A vector depends on its own text alone, never on what else is embedded with it or at the same
 * time. Every method throws {@link IllegalStateException} once the embedder is closed.
 */
public interface Embedder extends AutoCloseable {

  /** The model's identity; constant for the life of this embedder. */
  EmbeddingModelId id();

  /**
   * Whether the model was trained on a language, so that its vectors say as much as the words do.
   * An endpoint's model is taken to know all.
   *
   * @param language by ISO 639, such as "de"; "und" for one that is not known here
   */
  default boolean reads(String language) {
    return true;
  }

  /**
   * The longest passage in tokens, counted by {@link #countTokens}, that the model reads whole. A
   * prefix that is put before passages is already taken off.
   */
  int tokensMax();

  /**
   * The number of tokens in a text of any length, without the tokens the model adds itself. The
   * in-process model counts with its own tokenizer. For an endpoint, whose tokenizer is not known
   * here, the in-process model's tokenizer gives an estimate; for English text the usual tokenizers
   * differ from it by some 10 to 20%.
   */
  int countTokens(String text);

  /**
   * The vector of a question, with the model's own prefix for questions put before it. Questions go
   * before passages: a running {@link #embedPassages} makes way.
   *
   * @return {@code id().dimensions()} numbers, of unit length
   * @throws IllegalArgumentException if the question is blank, or too long to be read whole
   * @throws EmbeddingUnavailable if the model could not be asked, or the caller was interrupted
   */
  float[] embedQuery(String question);

  /**
   * The vectors of passages, in their order; an empty list for an empty list.
   *
   * @return one vector for each text, {@code id().dimensions()} numbers each, of unit length
   * @throws IllegalArgumentException if a text is blank, or longer than {@link #tokensMax}; the
   *     model is then not asked at all, and nothing is ever cut silently
   * @throws EmbeddingUnavailable if the model could not be asked for one of them (the call fails as
   *     a whole), or the caller was interrupted
   */
  List<float[]> embedPassages(List<String> texts);

  /**
   * How many passages a call should hold so that it is not dearer than it need be, and takes no
   * more of this machine than it must: 1 where the model runs in this process, for a call with more
   * would use several cores; a whole request for an endpoint. Work in the background asks for so
   * many.
   */
  int passagesAtOnce();

  /**
   * How many passages the model was really asked for since this embedder was made. A passage that
   * an endpoint is asked for again after a failure counts again.
   */
  long passagesEmbedded();

  /** Waits for calls of the model under way, then frees it. Closing twice is harmless. */
  @Override
  void close();

  /** Whether the model failed so often that it is left alone for a while. */
  default boolean isLeftAlone() {
    return false;
  }
}
