package dev.footnote.history;

/** What became of a stretch of a document's version. */
public sealed interface Standing {

  /** It stands at the same characters of what the document says now, under the same path. */
  record Current() implements Standing {}

  /**
   * Its text stands in the document, but elsewhere or under another path.
   *
   * @param start half-open span in the version that it was looked for in
   */
  record Moved(int start, int end) implements Standing {}

  /**
   * The document is there and the text is not.
   *
   * @param start half-open span of what stands in its place; empty if nothing does
   */
  record Superseded(int start, int end) implements Standing {}

  /** The document is gone. */
  record Deleted() implements Standing {}
}
