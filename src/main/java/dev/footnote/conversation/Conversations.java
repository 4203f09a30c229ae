package dev.footnote.conversation;

import dev.footnote.document.CollectionRepository;
import dev.footnote.document.DocumentCollection;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Conversations that are kept between two requests. Each belongs to the caller who opened it:
 * nobody else of the tenant can read, continue or delete it, or learn that it exists. One that
 * nobody used for a while has ended, whether or not it is deleted yet.
 */
@ApplicationScoped
public class Conversations {
  /** The most conversations on one page. */
  public static final int LIMIT_MAX = 200;

  private static final String LOCAL = "local";

  private final Database database;
  private final ConversationRepository conversations;
  private final CollectionRepository collections;
  private final ConversationsConfig config;
  private final InstantSource time;

  Conversations(
      Database database,
      ConversationRepository conversations,
      CollectionRepository collections,
      ConversationsConfig config,
      InstantSource time) {
    this.database = database;
    this.conversations = conversations;
    this.collections = collections;
    this.config = config;
    this.time = time;
  }

  /**
   * Who owns what a caller opens.
   *
   * @param keyId id of the caller's API key; null for a request without one on loopback
   */
  public static String owner(@Nullable UUID keyId) {
    return keyId == null ? LOCAL : keyId.toString();
  }

  /**
   * Opens a conversation about a collection.
   *
   * @throws dev.footnote.document.UnknownCollection if the tenant has none of that name
   * @throws ConversationLimit if the owner has as many as are allowed
   */
  public Conversation open(int tenantId, String owner, String collection) {
    Instant now = now();
    return database.write(
        handle -> {
          DocumentCollection about = collections.named(handle, tenantId, collection);
          conversations.lockOwner(handle, tenantId, owner);
          if (conversations.count(handle, tenantId, owner, now) >= config.perCallerMax()) {
            throw ConversationLimit.conversations(config.perCallerMax());
          }
          var opened =
              new Conversation(UUID.randomUUID(), about.name(), 0, now, now.plus(config.idleMax()));
          conversations.insert(handle, tenantId, about.scope().collectionId(), owner, opened);
          return opened;
        });
  }

  /** A conversation with all of its turns. */
  public record Whole(Conversation conversation, List<KeptTurn> turns) {
    public Whole {
      turns = List.copyOf(turns);
    }
  }

  /**
   * A conversation with its turns in order.
   *
   * @throws UnknownConversation if the owner has none with that id
   */
  public Whole get(int tenantId, String owner, UUID id) {
    return database.read(
        handle ->
            new Whole(
                find(handle, tenantId, owner, id),
                conversations.turns(handle, tenantId, id, config.turnsMax())));
  }

  /**
   * The owner's conversations, the newest first.
   *
   * @param cursor where the page before ended; null for the first page
   * @param limit conversations on a page, 1 to {@link #LIMIT_MAX}
   * @throws InvalidCursor if no page has given that cursor
   */
  public ConversationPage list(int tenantId, String owner, @Nullable String cursor, int limit) {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("limit must lie between 1 and " + LIMIT_MAX);
    }
    ConversationCursor after = cursor == null ? null : ConversationCursor.decode(cursor);
    List<Conversation> found =
        database.read(
            handle -> conversations.page(handle, tenantId, owner, now(), after, limit + 1));
    if (found.size() <= limit) {
      return new ConversationPage(found, null);
    }
    List<Conversation> page = List.copyOf(found.subList(0, limit));
    Conversation last = page.getLast();
    return new ConversationPage(page, new ConversationCursor(last.createdAt(), last.id()).encode());
  }

  /**
   * Forgets a conversation; its answers stay on the ledger.
   *
   * @throws UnknownConversation if the owner has none with that id
   */
  public void delete(int tenantId, String owner, UUID id) {
    boolean deleted =
        database.write(handle -> conversations.delete(handle, tenantId, owner, id, now()));
    if (!deleted) {
      throw new UnknownConversation();
    }
  }

  /**
   * What was said last in a conversation that can go on: for each of its last turns the question,
   * in its standalone form where it was rewritten, and the answer.
   *
   * @param turnsMax how many questions with their answers at most
   * @throws UnknownConversation if the owner has none with that id
   * @throws ConversationLimit if the conversation has as many turns as are allowed, so that a
   *     question is refused before it is answered
   */
  public KeptHistory history(Handle handle, int tenantId, String owner, UUID id, int turnsMax) {
    Conversation conversation = find(handle, tenantId, owner, id);
    if (conversation.turns() >= config.turnsMax()) {
      throw ConversationLimit.turns(config.turnsMax());
    }
    var said = new ArrayList<Turn>();
    for (KeptTurn turn : conversations.turns(handle, tenantId, id, turnsMax)) {
      String standalone = turn.standaloneQuestion();
      said.add(Turn.user(standalone == null ? turn.question() : standalone));
      said.add(Turn.assistant(turn.answer()));
    }
    return new KeptHistory(conversation.collection(), History.recent(said, config));
  }

  /**
   * Adds a turn, and puts off the conversation's end. To be called in the transaction that puts the
   * answer on the ledger, after that: both are kept, or neither.
   *
   * @param standaloneQuestion what the question was rewritten to; null if it stands alone as it is
   * @return the turn's number, from 1
   * @throws UnknownConversation if the conversation ended or was deleted in the meantime
   * @throws ConversationLimit if it has as many turns as are allowed
   */
  public int append(
      Handle handle,
      int tenantId,
      String owner,
      UUID id,
      UUID answerId,
      @Nullable String standaloneQuestion) {
    Instant now = now();
    int n =
        conversations
            .goOn(handle, tenantId, owner, id, now, now.plus(config.idleMax()))
            .orElseThrow(UnknownConversation::new);
    if (n > config.turnsMax()) {
      throw ConversationLimit.turns(config.turnsMax());
    }
    conversations.insertTurn(handle, tenantId, id, n, answerId, standaloneQuestion);
    return n;
  }

  private Conversation find(Handle handle, int tenantId, String owner, UUID id) {
    return conversations
        .find(handle, tenantId, owner, id, now())
        .orElseThrow(UnknownConversation::new);
  }

  /** As precise as the database keeps it. */
  private Instant now() {
    return time.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
