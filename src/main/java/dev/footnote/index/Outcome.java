package dev.footnote.index;

import dev.footnote.document.Problem;
import java.time.Duration;

/** How the work on one document turned out. */
sealed interface Outcome {
  /** A new version is answered from. */
  record Indexed(int version, int chunks, int embedded, long watermark) implements Outcome {}

  /** The document is as it was; nothing was written but that it was looked at. */
  record Unchanged() implements Outcome {}

  /** The document is no longer answered from. */
  record Removed(long watermark) implements Outcome {}

  /** The newest bytes can't be answered from; what was answered from before still is. */
  record Refused(Problem problem) implements Outcome {}

  /**
   * The document is gone, and stays answered from until what was added with it is: it may have been
   * given another name and edited at once.
   */
  record Deferred(Duration after) implements Outcome {}

  /** A later worker took the document; whatever there was to do is that worker's. */
  record Superseded() implements Outcome {}
}
