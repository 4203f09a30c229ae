package dev.footnote.conversation;

import dev.footnote.jobs.Regularly;
import dev.footnote.store.Database;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;

/** Deletes the conversations that have expired, a few at a time. */
@ApplicationScoped
class ForgetConversations {
  private final Database database;
  private final ConversationRepository conversations;
  private final Regularly regularly;
  private final ConversationsConfig config;
  private final InstantSource time;

  ForgetConversations(
      Database database,
      ConversationRepository conversations,
      Regularly regularly,
      ConversationsConfig config,
      InstantSource time) {
    this.database = database;
    this.conversations = conversations;
    this.regularly = regularly;
    this.config = config;
    this.time = time;
  }

  void start(@Observes StartupEvent event) {
    regularly.run("forgetting conversations", config.tidyEvery(), this::forget);
  }

  /** Deletes all that have expired by now; safe on several nodes at once. */
  void forget() {
    int deleted;
    do {
      deleted =
          database.write(
              handle -> conversations.deleteExpired(handle, time.instant(), config.tidyBatch()));
    } while (deleted >= config.tidyBatch());
  }
}
