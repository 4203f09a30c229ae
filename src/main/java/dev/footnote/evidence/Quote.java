package dev.footnote.evidence;

/**
 * A passage that a statement rests on.
 *
 * @param span in the version's text
 * @param text what stands there, as the answerer saw it
 */
public record Quote(Evidence evidence, TextSpan span, String text) {
  public long chunkId() {
    return evidence.chunkAt(span.start());
  }

  public VersionKey version() {
    return new VersionKey(evidence.documentId(), evidence.version());
  }
}
