package dev.footnote.source;

import dev.footnote.document.DocumentRepository;
import dev.footnote.document.RemovalRepository;
import dev.footnote.document.RemovalRepository.Removals;
import dev.footnote.document.Source;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/**
 * Keeps a mishap of a folder (not mounted, emptied, swapped for another) from emptying the index.
 * Too many documents gone within a while are not removed until they are back or an admin confirms.
 */
@ApplicationScoped
class RemovalGuard {
  private final Database database;
  private final DocumentRepository documents;
  private final RemovalRepository removals;
  private final SourceConfig config;
  private final InstantSource clock;

  RemovalGuard(
      Database database,
      DocumentRepository documents,
      RemovalRepository removals,
      SourceConfig config,
      InstantSource clock) {
    this.database = database;
    this.documents = documents;
    this.removals = removals;
    this.config = config;
    this.clock = clock;
  }

  /** Whether documents that are gone may be removed. */
  sealed interface Verdict {
    record Allowed() implements Verdict {}

    /**
     * @param alarm what happened and what to do, for people
     */
    record Withheld(String alarm) implements Verdict {}
  }

  /**
   * What a look found gone.
   *
   * @param fresh documents whose absence is seen for the first time
   * @param empty whether the folder holds nothing at all
   * @param whole whether all of the folder was looked at
   */
  record Gone(int fresh, boolean empty, boolean whole) {}

  /** Decides, and counts what it lets go. A look at all of the folder uses up a confirmation. */
  Verdict judge(Source source, Gone gone) {
    if (gone.fresh() == 0) {
      if (gone.whole()) {
        forget(source);
      }
      return new Verdict.Allowed();
    }
    return database.write(handle -> judge(handle, source, gone));
  }

  /** Ends what was withheld and confirmed, since a look has found something else. */
  void forget(Source source) {
    database.change(handle -> removals.clear(handle, source));
  }

  private Verdict judge(Handle handle, Source source, Gone gone) {
    Instant now = clock.instant();
    int live = documents.count(handle, source.scope(), source.id());
    Removals before =
        removals.lock(handle, source).orElseGet(() -> new Removals(now, live, 0, 0, null));
    boolean over = before.countedFrom().plus(config.removalWindow()).isBefore(now);
    Instant from = over ? now : before.countedFrom();
    int base = over ? live : Math.max(live, before.documents());
    int removed = (over ? 0 : before.removed()) + gone.fresh();
    if (gone.whole() && gone.fresh() <= Objects.requireNonNullElse(before.confirmed(), 0)) {
      removals.record(handle, source, new Removals(now, live - gone.fresh(), 0, 0, null));
      return new Verdict.Allowed();
    }
    // What came back under another name or content was not lost: a branch that is checked out to
    // and fro removes many and adds as many.
    int lost = removed - documents.createdSince(handle, source.scope(), source.id(), from);
    boolean withhold = gone.empty() || isTooMany(gone.fresh(), live) || isTooMany(lost, base);
    removals.record(
        handle,
        source,
        new Removals(
            from,
            base,
            withhold ? removed - gone.fresh() : removed,
            gone.whole() ? (withhold ? gone.fresh() : 0) : before.withheld(),
            gone.whole() ? null : before.confirmed()));
    return withhold ? new Verdict.Withheld(alarm(source, gone, live)) : new Verdict.Allowed();
  }

  private boolean isTooMany(int removed, int base) {
    return removed >= config.removalCountMin()
        && removed > config.removalShareMax() * Math.max(1, base);
  }

  private String alarm(Source source, Gone gone, int live) {
    String what =
        gone.empty()
            ? "The folder %s is empty, but %,d documents are known from it."
                .formatted(source.location(), live)
            : "%,d of the %,d documents of the folder %s are gone, more than may go within %d minutes (%.0f%%)."
                .formatted(
                    gone.fresh(),
                    live,
                    source.location(),
                    config.removalWindow().toMinutes(),
                    config.removalShareMax() * 100);
    return what
        + (" Nothing was removed; they stay answerable. Is it mounted? If they are back, the next"
                + " scan ends this alarm. If they were removed on purpose, confirm with"
                + " POST /api/v1/admin/sources/%d/confirm-removal.")
            .formatted(source.id());
  }
}
