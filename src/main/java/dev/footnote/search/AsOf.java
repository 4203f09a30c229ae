package dev.footnote.search;

import java.time.Instant;

/** A moment of a collection's past, as a caller names it. */
public sealed interface AsOf {

  /** The collection as it was at a time: after the last change that had been committed then. */
  record Time(Instant at) implements AsOf {}

  /** The collection as it was after so many changes; 0 is before the first. */
  record Watermark(long number) implements AsOf {}
}
