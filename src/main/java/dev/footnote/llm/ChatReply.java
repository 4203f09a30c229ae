package dev.footnote.llm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model said, to its end.
 *
 * @param calls tools that it wants used before it says more; empty if it is done
 * @param usage null where the endpoint counts no tokens
 */
public record ChatReply(String text, List<ToolCall> calls, @Nullable TokenUsage usage) {
  public ChatReply {
    calls = List.copyOf(calls);
  }
}
