package dev.footnote.answer;

import java.util.function.Supplier;

/**
 * Lets only so much work be done at once, so that a rush waits or is turned away instead of slowing
 * everybody down. What waits for a language model is not work.
 */
public interface Admission {

  /**
   * Does the work when its turn comes.
   *
   * @param generated whether a language model will be waited for after it: such a question is in no
   *     hurry, and goes behind those that are
   */
  <T> T admit(boolean generated, Supplier<T> work);

  /** Looks up what a question leaves open, a few at a time: much the shortest of its parts. */
  <T> T understand(Supplier<T> work);
}
