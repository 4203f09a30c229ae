package dev.footnote.history;

import java.time.Instant;

/** Which version of a document is meant. */
public sealed interface VersionChoice {

  /** The one with that number. */
  record Numbered(int number) implements VersionChoice {}

  /** The one that was current at that moment. */
  record CurrentAt(Instant moment) implements VersionChoice {}

  /** The newest one. */
  record Newest() implements VersionChoice {}
}
