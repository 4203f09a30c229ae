package dev.footnote.llm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of a chat.
 *
 * @param text empty where the model only called tools
 * @param calls the tools that the model called; empty in every other role
 * @param answersCall id of the call whose result this is; null in every role but {@link Role#TOOL}
 */
public record ChatMessage(
    Role role, String text, List<ToolCall> calls, @Nullable String answersCall) {
  public ChatMessage {
    calls = List.copyOf(calls);
  }

  /** Who speaks, named as in the protocol. */
  public enum Role {
    SYSTEM,
    USER,
    ASSISTANT,
    TOOL;

    /** The name in the protocol. */
    public String code() {
      return switch (this) {
        case SYSTEM -> "system";
        case USER -> "user";
        case ASSISTANT -> "assistant";
        case TOOL -> "tool";
      };
    }
  }

  public static ChatMessage system(String text) {
    return new ChatMessage(Role.SYSTEM, text, List.of(), null);
  }

  public static ChatMessage user(String text) {
    return new ChatMessage(Role.USER, text, List.of(), null);
  }

  public static ChatMessage assistant(String text) {
    return new ChatMessage(Role.ASSISTANT, text, List.of(), null);
  }

  /** What the model said when it called tools. */
  public static ChatMessage calling(String text, List<ToolCall> calls) {
    return new ChatMessage(Role.ASSISTANT, text, calls, null);
  }

  /** The result of a tool. */
  public static ChatMessage result(ToolCall call, String text) {
    return new ChatMessage(Role.TOOL, text, List.of(), call.id());
  }
}
