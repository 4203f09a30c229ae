package dev.footnote.conversation;

/**
 * One thing that was said in a conversation.
 *
 * @param text as it was said; a question that was rewritten may stand here in its rewritten form
 */
public record Turn(Role role, String text) {

  /** Who said it. */
  public enum Role {
    USER,
    ASSISTANT
  }

  /** Something that was asked. */
  public static Turn user(String text) {
    return new Turn(Role.USER, text);
  }

  /** Something that was answered. */
  public static Turn assistant(String text) {
    return new Turn(Role.ASSISTANT, text);
  }
}
