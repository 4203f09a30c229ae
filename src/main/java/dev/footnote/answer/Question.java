package dev.footnote.answer;

import dev.footnote.conversation.Conversations;
import dev.footnote.conversation.Turn;
import dev.footnote.profile.AnswerProfile;
import dev.footnote.search.AsOf;
import dev.footnote.search.SearchFilter;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants to know from one collection. Its limits are those of a search.
 *
 * @param tenantId the caller's tenant
 * @param collection name of the collection, unique within the tenant
 * @param text natural language; control characters and halves of characters become spaces, since
 *     the ledger keeps the text and PostgreSQL can't hold all of them
 * @param k how many passages may be looked at; null for as many as the profile says
 * @param caller who asks, as the ledger keeps it: the name of an API key, say
 * @param profile name of the answer profile
 * @param key id of the key it is asked with; null for none
 * @param conversation a kept conversation that the question goes on with; null for none
 * @param history what was said before, if no conversation is kept; oldest first
 * @param context what the caller knows besides, for a model to answer from
 * @param instructions the caller's wishes on tone and form, besides the profile's; empty for none
 * @param asOf the moment of the past to answer from; null for now
 */
public record Question(
    int tenantId,
    String collection,
    String text,
    @Nullable Integer k,
    SearchFilter filter,
    String caller,
    String profile,
    @Nullable UUID key,
    @Nullable UUID conversation,
    List<Turn> history,
    CallerContext context,
    String instructions,
    @Nullable AsOf asOf) {
  public Question {
    text = text.replaceAll("[\\p{Cc}\\p{Cs}]+", " ").strip();
    history = List.copyOf(history);
  }

  /** A question about the present. */
  public Question(
      int tenantId,
      String collection,
      String text,
      @Nullable Integer k,
      SearchFilter filter,
      String caller,
      String profile,
      @Nullable UUID key,
      @Nullable UUID conversation,
      List<Turn> history,
      CallerContext context,
      String instructions) {
    this(
        tenantId,
        collection,
        text,
        k,
        filter,
        caller,
        profile,
        key,
        conversation,
        history,
        context,
        instructions,
        null);
  }

  /** A question for the collection's own profile, before which nothing was said. */
  public Question(
      int tenantId, String collection, String text, int k, SearchFilter filter, String caller) {
    this(
        tenantId,
        collection,
        text,
        k,
        filter,
        caller,
        AnswerProfile.DEFAULT,
        null,
        null,
        List.of(),
        CallerContext.NONE,
        "");
  }

  /**
   * The same about the collection as it was.
   *
   * @param moment null for now
   */
  public Question asOf(@Nullable AsOf moment) {
    return new Question(
        tenantId,
        collection,
        text,
        k,
        filter,
        caller,
        profile,
        key,
        conversation,
        history,
        context,
        instructions,
        moment);
  }

  /** Whose kept conversations it may go on with. */
  String owner() {
    return Conversations.owner(key);
  }
}
