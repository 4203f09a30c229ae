package dev.footnote.audit;

import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Answers with what they cite and what became of it, a page at a time on one snapshot each. */
@ApplicationScoped
public class CitedAnswers {
  private final Database database;

  CitedAnswers(Database database) {
    this.database = database;
  }

  /**
   * A page, the newest answers first.
   *
   * @param nextCursor where the next page starts; null on the last
   */
  public record Page(List<Cited> answers, @Nullable String nextCursor) {}

  /**
   * An answer.
   *
   * @param cursor where a page starts that has what comes after it
   */
  public record Cited(LedgerPage.Summary answer, List<Citation> citations, String cursor) {}

  /** A citation with what became of what it quotes. */
  public record Citation(LedgerCitation citation, CitationNow now) {}

  /**
   * A page of a filter.
   *
   * @param cursor where the page before, or an answer, ended; null for the first page
   * @param limit answers on a page, 1 to {@link ReadLedger#LIMIT_MAX}
   * @throws InvalidCursor if no page has given that cursor
   */
  public Page page(int tenantId, LedgerFilter filter, @Nullable String cursor, int limit) {
    return database.read(
        handle -> {
          LedgerPage page =
              ReadLedger.page(handle, tenantId, filter, LedgerOrder.NEWEST, cursor, limit);
          Map<UUID, List<Citation>> citations =
              citations(
                  handle,
                  tenantId,
                  page.answers().stream().map(LedgerPage.Summary::answerId).toList());
          return new Page(
              page.answers().stream()
                  .map(
                      answer ->
                          new Cited(
                              answer,
                              citations.getOrDefault(answer.answerId(), List.of()),
                              new LedgerCursor(answer.at(), answer.answerId()).encode()))
                  .toList(),
              page.nextCursor());
        });
  }

  private static Map<UUID, List<Citation>> citations(
      Handle handle, int tenantId, List<UUID> answers) {
    var byAnswer = new HashMap<UUID, List<Citation>>();
    var now = new CitationsNow(handle);
    handle
        .createQuery(
            """
            SELECT * FROM citation WHERE tenant_id = :tenant AND answer_id = ANY (:answers) ORDER BY answer_id, n
            """)
        .bind("tenant", tenantId)
        .bindArray("answers", UUID.class, answers)
        .map(
            (row, context) ->
                new Stored(
                    row.getObject("answer_id", UUID.class),
                    new Scope(tenantId, row.getInt("collection_id")),
                    Ledger.citation(row, context)))
        .list()
        .forEach(
            each ->
                byAnswer
                    .computeIfAbsent(each.answer(), id -> new ArrayList<>())
                    .add(
                        new Citation(
                            each.citation(),
                            now.of(CitationsNow.span(each.scope(), each.citation())))));
    return byAnswer;
  }

  private record Stored(UUID answer, Scope scope, LedgerCitation citation) {}
}
