package dev.footnote.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a caller's conversations, the newest first.
 *
 * @param nextCursor where the next page starts; null on the last
 */
public record ConversationPage(List<Conversation> conversations, @Nullable String nextCursor) {}
