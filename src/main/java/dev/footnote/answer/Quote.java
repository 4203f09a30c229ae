package dev.footnote.answer;

/**
 * A passage that a statement rests on.
 *
 * @param span in the version's text
 * @param text what stands there, as the answerer saw it
 */
record Quote(Evidence evidence, TextSpan span, String text) {
  long chunkId() {
    return evidence.chunkAt(span.start());
  }

  VersionKey version() {
    return new VersionKey(evidence.documentId(), evidence.version());
  }
}
