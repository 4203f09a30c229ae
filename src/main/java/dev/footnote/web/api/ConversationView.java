package dev.footnote.web.api;

import dev.footnote.conversation.Conversation;
import dev.footnote.conversation.KeptTurn;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A conversation without its turns.
 *
 * @param turns how many questions were answered in it
 */
public record ConversationView(
    UUID conversationId, String collection, int turns, Instant createdAt, Instant expiresAt) {

  static ConversationView of(Conversation conversation) {
    return new ConversationView(
        conversation.id(),
        conversation.collection(),
        conversation.turns(),
        conversation.createdAt(),
        conversation.expiresAt());
  }

  /**
   * A question with its answer.
   *
   * @param standaloneQuestion null if the question stands alone as it is
   */
  public record TurnView(
      int n,
      @Schema(description = "The answer on the ledger") UUID answerId,
      Instant at,
      String question,
      @Schema(description = "What a follow-up was rewritten to, if it was")
          @Nullable String standaloneQuestion,
      String answer,
      String outcome) {
    static TurnView of(KeptTurn turn) {
      return new TurnView(
          turn.n(),
          turn.answerId(),
          turn.at(),
          turn.question(),
          turn.standaloneQuestion(),
          turn.answer(),
          turn.outcome());
    }
  }

  /** A conversation with its turns in order. */
  public record WithTurns(
      UUID conversationId,
      String collection,
      Instant createdAt,
      Instant expiresAt,
      List<TurnView> turns) {}
}
