package dev.footnote.erasure;

import java.util.List;

/** How a request to erase something ended. */
public sealed interface Erasure {

  /**
   * It is gone.
   *
   * @param complete false if there is more; the same request goes on
   */
  record Done(ErasedThings things, boolean complete) implements Erasure {}

  /**
   * Legal holds forbid it: nothing was erased, but for what went before a hold that was placed
   * meanwhile.
   */
  record Held(List<Hold> holds) implements Erasure {
    public Held {
      holds = List.copyOf(holds);
    }
  }

  /** The document is still in its source, and would come back. */
  record StillThere(String uri) implements Erasure {}

  /** The tenant has no such answer or document, and never erased it. */
  record Unknown() implements Erasure {}
}
