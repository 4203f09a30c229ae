package dev.footnote.erasure;

import java.util.UUID;

/** What somebody wants erased. */
public sealed interface ToErase {

  /** One answer. */
  record Answer(UUID id) implements ToErase {}

  /** Everything that a caller asked and said of answers; the caller is the name of an API key. */
  record Caller(String name) implements ToErase {}

  /** Everything that a caller's own user said of answers. */
  record EndUser(String name) implements ToErase {}

  /** A document that is no longer in its source, with all that was answered from it. */
  record Document(UUID id) implements ToErase {}
}
