package dev.footnote.answer;

import dev.footnote.conversation.Conversations;
import dev.footnote.conversation.ConversationsConfig;
import dev.footnote.conversation.History;
import dev.footnote.conversation.KeptHistory;
import dev.footnote.conversation.StandaloneQuestion;
import dev.footnote.document.CollectionRepository;
import dev.footnote.profile.AnswerProfile;
import dev.footnote.profile.AnswerSettings;
import dev.footnote.profile.Profiles;
import dev.footnote.spend.BudgetCheck;
import dev.footnote.spend.BudgetExhausted;
import dev.footnote.spend.Budgets;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Looks up what a question leaves open, in one short read. */
@ApplicationScoped
class UnderstandQuestion {
  private final Database database;
  private final CollectionRepository collections;
  private final Profiles profiles;
  private final Conversations conversations;
  private final ConversationsConfig limits;
  private final Answerers answerers;
  private final Budgets budgets;
  private final InstantSource clock;

  UnderstandQuestion(
      Database database,
      CollectionRepository collections,
      Profiles profiles,
      Conversations conversations,
      ConversationsConfig limits,
      Answerers answerers,
      Budgets budgets,
      InstantSource clock) {
    this.database = database;
    this.collections = collections;
    this.profiles = profiles;
    this.conversations = conversations;
    this.limits = limits;
    this.answerers = answerers;
    this.budgets = budgets;
    this.clock = clock;
  }

  /**
   * @throws dev.footnote.document.UnknownCollection if the tenant has none of that name
   * @throws UnknownProfile if the collection has none of that name
   * @throws dev.footnote.conversation.UnknownConversation if the asker has none with that id
   * @throws BudgetExhausted if a model would answer, and nobody pays for it any more
   */
  Understood understand(Question question) {
    return database.read(handle -> understand(handle, question));
  }

  private Understood understand(Handle handle, Question question) {
    Scope scope = collections.named(handle, question.tenantId(), question.collection()).scope();
    AnswerProfile profile =
        profiles
            .current(handle, scope, question.profile())
            .orElseThrow(() -> new UnknownProfile(question.profile(), question.collection()));
    AnswerSettings settings = profiles.effective(profile).wishing(question.instructions());
    if (answerers.asksModel(settings)) {
      payFor(handle, scope, question);
    }
    History history = history(handle, question);
    return switch (StandaloneQuestion.of(history, question.text())) {
      case StandaloneQuestion.AsIs(String text) ->
          new Understood(scope, profile, settings, history, text, null, null);
      case StandaloneQuestion.Rewritten(String text, StandaloneQuestion.How how) ->
          new Understood(
              scope, profile, settings, history, text, how.name().toLowerCase(Locale.ROOT), null);
      case StandaloneQuestion.Unclear(String back) ->
          new Understood(scope, profile, settings, history, question.text(), null, back);
    };
  }

  private void payFor(Handle handle, Scope scope, Question question) {
    BudgetCheck check = budgets.check(handle, scope, question.key(), clock.instant());
    if (check instanceof BudgetCheck.Exhausted exhausted) {
      throw new BudgetExhausted(exhausted);
    }
  }

  private History history(Handle handle, Question question) {
    UUID conversation = question.conversation();
    if (conversation == null) {
      return History.recent(question.history(), limits);
    }
    KeptHistory kept =
        conversations.history(
            handle, question.tenantId(), question.owner(), conversation, limits.historyTurnsMax());
    return kept.history();
  }
}
