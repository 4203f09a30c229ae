package dev.footnote.conversation;

import org.jspecify.annotations.Nullable;

/** A page was asked for with a cursor that no page has given. */
public final class InvalidCursor extends RuntimeException {
  private static final long serialVersionUID = 1;

  InvalidCursor(@Nullable Throwable cause) {
    super(
        "The cursor is not one that a page of conversations has given. Start without one.", cause);
  }
}
