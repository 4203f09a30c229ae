package dev.footnote.audit;

import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The auditor's questions to the ledger; each sees the caller's tenant only. */
@ApplicationScoped
public class ReadLedger {
  /** The most entries on one page. */
  public static final int LIMIT_MAX = 200;

  private final Database database;
  private final Ledger ledger;

  ReadLedger(Database database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /**
   * Entries, newest first.
   *
   * @param cursor where the page before ended; null for the first page
   * @param limit entries on a page, 1 to {@link #LIMIT_MAX}
   * @throws InvalidCursor if no page has given that cursor
   */
  public LedgerPage answers(int tenantId, LedgerFilter filter, @Nullable String cursor, int limit) {
    return answers(tenantId, filter, LedgerOrder.NEWEST, cursor, limit);
  }

  /** As {@link #answers(int, LedgerFilter, String, int)}, in another order. */
  public LedgerPage answers(
      int tenantId, LedgerFilter filter, LedgerOrder order, @Nullable String cursor, int limit) {
    return database.read(handle -> page(handle, tenantId, filter, order, cursor, limit));
  }

  static LedgerPage page(
      Handle handle,
      int tenantId,
      LedgerFilter filter,
      LedgerOrder order,
      @Nullable String cursor,
      int limit) {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("limit must lie between 1 and " + LIMIT_MAX);
    }
    LedgerCursor after = cursor == null ? null : LedgerCursor.decode(cursor);
    if (after != null && (after.asked() != null) != (order == LedgerOrder.MOST_ASKED)) {
      throw new InvalidCursor(null);
    }
    List<LedgerPage.Summary> found =
        LedgerQueries.summaries(handle, tenantId, filter, order, after, limit + 1);
    if (found.size() <= limit) {
      return new LedgerPage(found, null);
    }
    List<LedgerPage.Summary> page = found.subList(0, limit);
    LedgerPage.Summary last = page.getLast();
    return new LedgerPage(
        List.copyOf(page), new LedgerCursor(last.at(), last.answerId(), last.asked()).encode());
  }

  /**
   * The answers that cite a document, newest first, each with its citations of that document.
   *
   * @param version one of its versions; any if null
   * @param start half-open span of that version that a citation overlaps; any if null
   * @param cursor where the page before ended; null for the first page
   * @param limit answers on a page, 1 to {@link #LIMIT_MAX}
   * @throws InvalidCursor if no page has given that cursor
   */
  public CitingPage citing(
      int tenantId,
      UUID documentId,
      @Nullable Integer version,
      @Nullable Integer start,
      @Nullable Integer end,
      @Nullable String cursor,
      int limit) {
    return database.read(
        handle -> {
          LedgerPage page =
              page(
                  handle,
                  tenantId,
                  LedgerFilter.citing(documentId, version, start, end),
                  LedgerOrder.NEWEST,
                  cursor,
                  limit);
          Map<UUID, List<CitingPage.Cited>> cited =
              CitingQueries.citations(
                  handle,
                  tenantId,
                  page.answers().stream().map(LedgerPage.Summary::answerId).toList(),
                  documentId,
                  version,
                  start,
                  end);
          return new CitingPage(
              page.answers().stream()
                  .map(
                      answer ->
                          new CitingPage.Answer(
                              answer, cited.getOrDefault(answer.answerId(), List.of())))
                  .toList(),
              page.nextCursor());
        });
  }

  /** One entry with everything that made it; empty if the tenant has none with that id. */
  public Optional<AuditedAnswer> answer(int tenantId, UUID answerId) {
    return database.read(
        handle ->
            ledger
                .entry(handle, tenantId, answerId)
                .map(
                    entry ->
                        new AuditedAnswer(
                            entry,
                            ledger.isIntact(handle, tenantId, answerId).orElse(false),
                            LedgerQueries.citationsNow(handle, entry),
                            LedgerQueries.evidence(handle, entry))));
  }

  /** The tombstone of an answer that was erased; empty if it was not. */
  public Optional<Tombstone> erased(int tenantId, UUID answerId) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT erasure_id FROM ledger_erased
                    WHERE tenant_id = :tenant AND id = :id AND kind = 'answer' AND n = 0
                    """)
                .bind("tenant", tenantId)
                .bind("id", answerId)
                .mapTo(UUID.class)
                .findOne()
                .flatMap(erasure -> Tombstone.find(handle, tenantId, erasure)));
  }

  /** Whether the entry's hash still fits; empty if the tenant has none with that id. */
  public Optional<Boolean> verify(int tenantId, UUID answerId) {
    return database.read(handle -> ledger.isIntact(handle, tenantId, answerId));
  }
}
