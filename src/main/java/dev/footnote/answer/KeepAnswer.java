package dev.footnote.answer;

import dev.footnote.audit.Ledger;
import dev.footnote.audit.LedgerEntry;
import dev.footnote.conversation.Conversations;
import dev.footnote.evidence.Evidence;
import dev.footnote.keeping.CollectionKeeping;
import dev.footnote.llm.TokenUsage;
import dev.footnote.proof.CitationPolicy;
import dev.footnote.spend.Spend;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
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
  private final CollectionKeeping keeping;
  private final InstantSource clock;
  private final String release;

  KeepAnswer(
      Database database,
      Ledger ledger,
      Conversations conversations,
      Spend spend,
      CollectionKeeping keeping,
      InstantSource clock,
      @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown")
          String release) {
    this.database = database;
    this.ledger = ledger;
    this.conversations = conversations;
    this.spend = spend;
    this.keeping = keeping;
    this.clock = clock;
    this.release = release;
  }

  /**
   * The way out for the statements of an answer that is being made.
   *
   * @param evidence what it is made from
   */
  Delivery delivery(
      UUID answerId,
      Scope scope,
      Question question,
      CitationPolicy policy,
      List<Evidence> evidence,
      @Nullable AnswerListener listener) {
    RedactEntry redact =
        listener == null
            ? null
            : database
                .<Optional<RedactEntry>>read(handle -> redact(handle, scope, evidence))
                .orElse(null);
    return new Delivery(
        answerId, scope, question, policy, database, ledger, clock, redact, listener);
  }

  private Optional<RedactEntry> redact(Handle handle, Scope scope, List<Evidence> evidence) {
    return keeping
        .redaction(handle, scope)
        .map(
            redaction ->
                new RedactEntry(redaction, evidence.stream().map(Evidence::text).toList()));
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
          RedactEntry redact = redact(handle, scope, made.answer().evidence()).orElse(null);
          ledger.append(handle, redact == null ? entry : redact.of(entry));
          converse(handle, made.question(), made.answer(), redact);
          pay(handle, scope, made.question(), made.answer().answerer());
        });
  }

  /** Bills an answer that is told to nobody: its model was asked all the same. */
  void bill(Scope scope, Question question, AnswererInfo answerer) {
    if (answerer.model() != null) {
      database.change(handle -> pay(handle, scope, question, answerer));
    }
  }

  private void converse(
      Handle handle, Question question, Answer answer, @Nullable RedactEntry redact) {
    UUID conversation = question.conversation();
    String standalone = answer.standaloneQuestion();
    if (conversation != null) {
      conversations.append(
          handle,
          question.tenantId(),
          question.owner(),
          conversation,
          answer.id(),
          redact == null || standalone == null ? standalone : redact.written(standalone));
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
