package dev.footnote.document;

import org.jspecify.annotations.Nullable;

/**
 * Which documents a list shows; all conditions together.
 *
 * @param collection name of a collection; null for all
 * @param state null for every document that its source still holds
 * @param text words that path or title contain, upper or lower case; null for any
 */
public record DocumentFilter(
    @Nullable String collection, @Nullable Listed state, @Nullable String text) {

  /** What documents can be listed by. */
  public enum Listed {
    /** Seen, and not yet answered from. */
    PENDING,
    /** Answered from. */
    INDEXED,
    /** No longer in its source. */
    REMOVED,
    /** Its newest bytes could not be taken, whatever is answered from. */
    PROBLEM
  }
}
