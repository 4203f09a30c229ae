package dev.footnote.search;

import dev.footnote.document.Moment;

/** A moment that can't be searched any more: rows that it needs are gone. */
public final class PastNotKept extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PastNotKept(Moment asked, Moment from) {
    super(
        "The collection can't be searched as it was at watermark %d (%s): what it held then is no longer complete. The earliest moment that can be searched is watermark %d (%s)."
            .formatted(asked.watermark(), asked.at(), from.watermark(), from.at()));
  }
}
