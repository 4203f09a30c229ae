package dev.footnote.conversation;

/** A conversation has as many turns, or a caller as many conversations, as are allowed. */
public final class ConversationLimit extends RuntimeException {
  private static final long serialVersionUID = 1;

  private ConversationLimit(String message) {
    super(message);
  }

  static ConversationLimit turns(int limit) {
    return new ConversationLimit(
        "The conversation has %,d turns, which is the limit. Open another one.".formatted(limit));
  }

  static ConversationLimit conversations(int limit) {
    return new ConversationLimit(
        ("There are already %,d conversations of this caller, which is the limit. Delete one that is"
                + " over, or wait until one has expired.")
            .formatted(limit));
  }
}
