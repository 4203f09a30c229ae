package dev.footnote.evaluation;

/**
 * How much of the text that answers a question was found, and how much else, by characters; over
 * all documents of a question together.
 *
 * @param gold characters of the quotes; 1 or more
 * @param found characters of the passages that were found
 * @param common characters of both
 */
record SpanMetrics(long gold, long found, long common) {

  /** Share of the quotes that passages cover. */
  double recall() {
    return (double) common / gold;
  }

  /** Share of the passages that quotes cover; 0 if nothing was found. */
  double precision() {
    return found == 0 ? 0 : (double) common / found;
  }

  /** Intersection over union of quotes and passages. */
  double iou() {
    return (double) common / (gold + found - common);
  }
}
