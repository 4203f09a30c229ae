package dev.footnote.feedback;

import dev.footnote.audit.AuditedAnswer;
import dev.footnote.audit.ReadLedger;
import dev.footnote.store.Database;
import dev.footnote.store.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Consumer;

/** Makes JSON Lines of the answers that people found right or corrected, one line for each. */
@ApplicationScoped
public class ExportFeedback {
  private final Database database;
  private final ReadLedger ledger;
  private final FeedbackConfig config;

  ExportFeedback(Database database, ReadLedger ledger, FeedbackConfig config) {
    this.database = database;
    this.ledger = ledger;
    this.config = config;
  }

  /**
   * A golden set: the questions whose answers were found right, with what they cite. A correction
   * alone says what is right and not where it stands, so it makes no question.
   *
   * @param line is given each line, without its end
   */
  public void goldenSet(int tenantId, String collection, Consumer<String> line) {
    verdicts(tenantId, collection).stream()
        .filter(Verdict::isGood)
        .forEach(
            verdict ->
                ledger
                    .answer(tenantId, verdict.answerId())
                    .map(AuditedAnswer::entry)
                    .map(entry -> GoldenLine.of(entry, verdict.corrected()))
                    .ifPresent(golden -> line.accept(Json.write(golden))));
  }

  /**
   * Examples for tuning a chat model: what it was told, and the answer that was corrected or found
   * right. Answers whose evidence is no longer stored are left out.
   *
   * @param line is given each line, without its end
   */
  public void fineTuning(int tenantId, String collection, Consumer<String> line) {
    verdicts(tenantId, collection)
        .forEach(
            verdict ->
                ledger
                    .answer(tenantId, verdict.answerId())
                    .flatMap(audited -> FineTuningExample.of(audited, verdict.corrected()))
                    .ifPresent(example -> line.accept(Json.write(example))));
  }

  private List<Verdict> verdicts(int tenantId, String collection) {
    return database.read(
        handle -> Verdicts.usable(handle, tenantId, collection, config.exportMax()));
  }
}
