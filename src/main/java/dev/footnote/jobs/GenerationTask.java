package dev.footnote.jobs;

import dev.footnote.document.GenerationKey;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The filling of a generation, step by step. Implemented where change is processed. */
public interface GenerationTask {
  /**
   * Does some of what is left, for some seconds at most; may be called again at any time, by any
   * node.
   *
   * @param stopping whether the process is about to stop, so that the step should end
   */
  Next fill(GenerationKey key, BooleanSupplier stopping);

  /** What becomes of the task. */
  sealed interface Next {
    /** Nothing is left to do. */
    record Done() implements Next {}

    /** There is more to do; at once for a wait of zero. */
    record Again(Duration after) implements Next {}
  }
}
