package dev.footnote.jobs;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** An evaluation run, step by step. Implemented where questions are evaluated. */
public interface EvaluationTask {
  /**
   * Asks some of the questions that are left, for some seconds at most; may be called again at any
   * time, by any node.
   *
   * @param stopping whether the process is about to stop, so that the step should end
   */
  Next ask(EvaluationKey key, BooleanSupplier stopping);

  /** What becomes of the task. */
  sealed interface Next {
    /** Nothing is left to do. */
    record Done() implements Next {}

    /** There is more to do; at once for a wait of zero. */
    record Again(Duration after) implements Next {}
  }
}
