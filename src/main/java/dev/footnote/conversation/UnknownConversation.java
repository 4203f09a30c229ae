package dev.footnote.conversation;

/** A conversation was named that the caller does not have: it never was, is over, or is not his. */
public final class UnknownConversation extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnknownConversation() {
    super(
        "There is no conversation with that id, or it has ended. POST /api/v1/conversations opens"
            + " one.");
  }
}
