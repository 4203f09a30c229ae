package dev.footnote.answer;

import dev.footnote.conversation.Conversations;
import dev.footnote.conversation.ConversationsConfig;
import dev.footnote.conversation.History;
import dev.footnote.conversation.KeptHistory;
import dev.footnote.conversation.ModelRewrite;
import dev.footnote.conversation.StandaloneQuestion;
import dev.footnote.document.CollectionRepository;
import dev.footnote.llm.ChatMessage;
import dev.footnote.llm.ChatReply;
import dev.footnote.llm.ChatRequest;
import dev.footnote.llm.LanguageModelFailed;
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
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Looks up what a question leaves open, in one short read. */
@ApplicationScoped
class UnderstandQuestion {
  private static final Logger LOG = Logger.getLogger(UnderstandQuestion.class);

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
  Understood byRules(Question question) {
    return database.read(handle -> understand(handle, question));
  }

  /**
   * A model reads a follow-up better than rules do; what it says of it is checked. Without one, or
   * where the question stands alone, it stays as it was read.
   */
  Understood byModel(Understood byRules, Question question) {
    AnswerSettings settings = byRules.settings();
    boolean followsUp = byRules.rewritten() != null || byRules.questionBack() != null;
    if (!followsUp || byRules.history().isEmpty() || !answerers.asksModel(settings)) {
      return byRules;
    }
    var rewrite = ModelRewrite.of(byRules.history(), question.text());
    try {
      ChatReply reply =
          answerers
              .model(settings)
              .ask(
                  new ChatRequest(
                      LlmAnswerer.name(settings),
                      List.of(
                          ChatMessage.system(rewrite.rules()), ChatMessage.user(rewrite.request())),
                      0,
                      null,
                      limits.rewriteCharsMax(),
                      null,
                      List.of()),
                  piece -> {});
      return Confidential.repeats(rewrite.rules(), reply.text())
          ? byRules
          : byRules.read(question, rewrite.read(reply.text(), limits.rewriteCharsMax()));
    } catch (LanguageModelFailed e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      LOG.warnf("%s Its follow-up was read by rules.", e.getMessage());
      return byRules;
    }
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
    return new Understood(scope, profile, settings, history, question.text(), null, null)
        .read(question, StandaloneQuestion.of(history, question.text()));
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
