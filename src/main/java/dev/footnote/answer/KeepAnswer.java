package dev.footnote.answer;

import dev.footnote.audit.Ledger;
import dev.footnote.audit.LedgerEntry;
import dev.footnote.conversation.Conversations;
import dev.footnote.llm.TokenUsage;
import dev.footnote.proof.CitationPolicy;
import dev.footnote.spend.Spend;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Puts an answer where it must be before it leaves, in one transaction: on the ledger, into its
 * conversation, on the bill.
 */
@ApplicationScoped
class KeepAnswer {
  private final Database database;
  private final Ledger ledger;
  private final Conversations conversations;
  private final Spend spend;
  private final InstantSource clock;
  private final String release;

  KeepAnswer(
      Database database,
      Ledger ledger,
      Conversations conversations,
      Spend spend,
      InstantSource clock,
      @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown")
          String release) {
    this.database = database;
    this.ledger = ledger;
    this.conversations = conversations;
    this.spend = spend;
    this.clock = clock;
    this.release = release;
  }

  /** The way out for the statements of an answer that is being made. */
  Delivery delivery(
      UUID answerId,
      Scope scope,
      Question question,
      CitationPolicy policy,
      @Nullable AnswerListener listener) {
    return new Delivery(answerId, scope, question, policy, database, ledger, clock, listener);
  }

  /** What the answerer took, with its price. */
  AnswererInfo priced(AnswererInfo answerer) {
    String model = answerer.model();
    TokenUsage tokens = answerer.tokens();
    return model == null || tokens == null
        ? answerer
        : answerer.costing(spend.price(model, tokens.input(), tokens.output()).orElse(null));
  }

  /** Keeps the whole answer. */
  void keep(LedgerRecord made, Scope scope) {
    LedgerEntry entry = made.entry(clock.instant(), release);
    database.change(
        handle -> {
          ledger.append(handle, entry);
          converse(handle, made.question(), made.answer());
          pay(handle, scope, made.question(), made.answer().answerer());
        });
  }

  /** Bills an answer that is told to nobody: its model was asked all the same. */
  void bill(Scope scope, Question question, AnswererInfo answerer) {
    if (answerer.model() != null) {
      database.change(handle -> pay(handle, scope, question, answerer));
    }
  }

  private void converse(Handle handle, Question question, Answer answer) {
    UUID conversation = question.conversation();
    if (conversation != null) {
      conversations.append(
          handle,
          question.tenantId(),
          question.owner(),
          conversation,
          answer.id(),
          answer.standaloneQuestion());
    }
  }

  private void pay(Handle handle, Scope scope, Question question, AnswererInfo answerer) {
    String model = answerer.model();
    if (model != null) {
      TokenUsage tokens = answerer.tokens() == null ? TokenUsage.NONE : answerer.tokens();
      spend.add(
          handle,
          scope,
          LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
          question.key(),
          model,
          tokens.input(),
          tokens.output());
    }
  }
}
