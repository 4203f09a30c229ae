package dev.footnote.search;

import java.time.Duration;

/** The index was not as far as the caller needs it within the time that a request may wait. */
public final class WatermarkNotReached extends RuntimeException {
  private static final long serialVersionUID = 1;

  WatermarkNotReached(
      String collection, long wanted, long reached, int waiting, Duration waitedFor) {
    super(
        "The index of '%s' is at watermark %d; %d was asked for, and not reached within %d ms. %s"
            .formatted(
                collection,
                reached,
                wanted,
                waitedFor.toMillis(),
                waiting == 0
                    ? "No change waits to be indexed, so check that the watermark is this collection's."
                    : "%d documents wait to be indexed. Try again, or ask without min_watermark for what is indexed now."
                        .formatted(waiting)));
  }
}
