package dev.footnote.web.api;

import dev.footnote.document.CollectionState;

/** The state of a collection's index in one word. */
public final class StateNames {
  private StateNames() {}

  /**
   * {@code alarm} if a source can't be read, {@code indexing} while work waits or a source was
   * never looked at, else {@code ready}.
   */
  public static String of(CollectionState state) {
    if (state.sources().stream().anyMatch(source -> source.alarm() != null)) {
      return "alarm";
    }
    return state.counts().due() > 0 || !state.scanned() ? "indexing" : "ready";
  }
}
