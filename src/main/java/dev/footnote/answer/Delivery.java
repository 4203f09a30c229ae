package dev.footnote.answer;

import dev.footnote.audit.Ledger;
import dev.footnote.audit.Provenance;
import dev.footnote.evidence.Quote;
import dev.footnote.evidence.Statement;
import dev.footnote.evidence.StoredVersion;
import dev.footnote.evidence.StoredVersions;
import dev.footnote.evidence.VersionKey;
import dev.footnote.proof.CitationCheck;
import dev.footnote.proof.CitationPolicy;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The way out of every statement: its quotes are compared with the text as it is stored now, it
 * gets its markers, and whoever listens hears it once it is on the ledger.
 */
final class Delivery {
  private final UUID answerId;
  private final Scope scope;
  private final Question question;
  private final Database database;
  private final Ledger ledger;
  private final InstantSource clock;
  private final @Nullable RedactEntry redact;
  private final @Nullable AnswerListener listener;
  private final AnswerText.Writer writer;
  private final List<Provenance.Dropped> dropped = new ArrayList<>();
  private int parts;
  private int quotesDropped;
  private long checkNs;

  /**
   * @param policy whether readers see which statements could not be proven
   * @param redact takes out what the ledger may not keep; null if it keeps everything
   * @param listener null if nobody hears the answer before it is complete
   */
  Delivery(
      UUID answerId,
      Scope scope,
      Question question,
      CitationPolicy policy,
      Database database,
      Ledger ledger,
      InstantSource clock,
      @Nullable RedactEntry redact,
      @Nullable AnswerListener listener) {
    this.answerId = answerId;
    this.scope = scope;
    this.question = question;
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
    this.redact = redact;
    this.listener = listener;
    this.writer = new AnswerText.Writer(policy == CitationPolicy.MARK);
  }

  /** Says what is confirmed of these statements, and gives it as it was said. */
  List<String> say(List<Statement> statements) {
    long start = System.nanoTime();
    List<AnswerListener.Sentence> said =
        listener == null
            ? database.read(handle -> confirmed(handle, statements))
            : database.write(handle -> onLedger(handle, confirmed(handle, statements)));
    checkNs += System.nanoTime() - start;
    if (listener != null) {
      said.forEach(listener::said);
    }
    return said.stream().map(sentence -> sentence.text().strip()).toList();
  }

  private List<AnswerListener.Sentence> confirmed(Handle handle, List<Statement> statements) {
    List<VersionKey> cited =
        statements.stream()
            .flatMap(statement -> statement.quotes().stream())
            .map(Quote::version)
            .distinct()
            .toList();
    Map<VersionKey, StoredVersion> stored = stored(handle, cited);
    CitationCheck.Checked checked = CitationCheck.check(statements, stored);
    dropped.addAll(checked.dropped());
    quotesDropped += checked.quotesDropped();
    return checked.statements().stream().map(s -> writer.add(s, stored)).toList();
  }

  /** What a caller says is kept with its question, and is measured against that. */
  private Map<VersionKey, StoredVersion> stored(Handle handle, List<VersionKey> cited) {
    Map<Boolean, List<VersionKey>> ofCaller =
        cited.stream().collect(Collectors.partitioningBy(CallerContext::holds));
    var stored =
        new HashMap<>(StoredVersions.load(handle, scope, ofCaller.getOrDefault(false, List.of())));
    if (!ofCaller.getOrDefault(true, List.of()).isEmpty()) {
      stored.putAll(question.context().texts());
    }
    return stored;
  }

  private List<AnswerListener.Sentence> onLedger(
      Handle handle, List<AnswerListener.Sentence> sentences) {
    for (AnswerListener.Sentence sentence : sentences) {
      ledger.appendPart(
          handle,
          scope,
          answerId,
          ++parts,
          clock.instant(),
          question.caller(),
          redact == null ? question.text() : redact.written(question.text()),
          redact == null ? sentence.text() : redact.answered(sentence.text()));
    }
    return sentences;
  }

  /** Everything that was said. */
  AnswerText said() {
    return writer.written();
  }

  /** Statements whose quotes are not what is stored. */
  List<Provenance.Dropped> dropped() {
    return List.copyOf(dropped);
  }

  /** How many quotes are not what is stored. */
  int quotesDropped() {
    return quotesDropped;
  }

  /** Time that the comparison took. */
  double checkMs() {
    return checkNs / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }
}
