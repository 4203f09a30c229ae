package dev.footnote.history;

/**
 * A place where two texts differ: what the first says from {@code fromStart} on and the second from
 * {@code toStart} on. Half-open spans in UTF-16 code units; one of them may be empty.
 */
record Delta(int fromStart, int fromEnd, int toStart, int toEnd) {
  Delta {
    if (fromStart < 0 || toStart < 0 || fromEnd < fromStart || toEnd < toStart) {
      throw new IllegalArgumentException(
          "No spans: %d-%d and %d-%d".formatted(fromStart, fromEnd, toStart, toEnd));
    }
  }

  Delta shifted(int from, int to) {
    return new Delta(fromStart + from, fromEnd + from, toStart + to, toEnd + to);
  }

  boolean replaces() {
    return fromEnd > fromStart && toEnd > toStart;
  }
}
