package dev.footnote.text;

/**
 * A piece of text no chunk border divides: a sentence, a list item, a table row, a heading.
 *
 * @param start first code unit in the document's text, inclusive
 * @param end end in the document's text, exclusive
 * @param tokens tokens of the piece alone
 * @param block index of the block it belongs to
 * @param border how good a place for a chunk to start is
 * @param rank order among borders of equal strength; a hash of the piece's first words
 */
record ChunkUnit(int start, int end, int tokens, int block, int border, long rank) {

  /** Right after a heading: only if nothing else is left. */
  static final int BORDER_AFTER_HEADING = 0;

  /** Between words of a sentence too long to keep whole. */
  static final int BORDER_WORD = 1;

  static final int BORDER_SENTENCE = 2;

  /** Between list items or table rows, or between a list and the words that announce it. */
  static final int BORDER_ITEM = 3;

  static final int BORDER_BLOCK = 4;

  /** Before a heading of depth {@code d}, counted from 1: this less {@code d}. */
  static final int BORDER_HEADING = 64;

  boolean startsSection() {
    return border > BORDER_BLOCK;
  }

  /** Whether the piece continues the paragraph or the sentence before it. */
  boolean continuesText() {
    return border == BORDER_WORD || border == BORDER_SENTENCE;
  }

  /** Whether a chunk should rather start here than at {@code other}. */
  boolean outranks(ChunkUnit other) {
    if (border != other.border) {
      return border > other.border;
    }
    if (rank != other.rank) {
      return rank > other.rank;
    }
    return start < other.start;
  }
}
