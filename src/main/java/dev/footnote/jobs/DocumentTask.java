package dev.footnote.jobs;

import dev.footnote.document.DocumentKey;
import java.time.Duration;

/** The work that is due on one document. Implemented where change is processed. */
public interface DocumentTask {
  /**
   * Deals with everything noticed so far; may be called again for the same document at any time, by
   * any node.
   */
  Next work(DocumentKey key);

  /** What becomes of the task. */
  sealed interface Next {
    /** Nothing is left to do but what was noticed meanwhile. */
    record Done() implements Next {}

    /** The same work is to be tried again. */
    record Retry(Duration after) implements Next {}
  }
}
