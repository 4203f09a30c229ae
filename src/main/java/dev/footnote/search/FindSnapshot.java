package dev.footnote.search;

import dev.footnote.document.CollectionHistory;
import dev.footnote.document.CollectionRepository;
import dev.footnote.document.DocumentCollection;
import dev.footnote.document.Moment;
import dev.footnote.document.Reign;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds the collection that a search names, at the moment that it names. */
@ApplicationScoped
class FindSnapshot {
  private final CollectionRepository collections;
  private final CollectionHistory history;
  private final InstantSource clock;

  FindSnapshot(CollectionRepository collections, CollectionHistory history, InstantSource clock) {
    this.collections = collections;
    this.history = history;
    this.clock = clock;
  }

  /**
   * The snapshot that the query asks for.
   *
   * @throws dev.footnote.document.UnknownCollection if the tenant has none of that name
   * @throws QuestionRefused if its moment lies in the future, or its generation is not complete
   * @throws PastNotKept if the collection can't be searched as it was then
   */
  Snapshot of(Handle handle, SearchQuery query) {
    DocumentCollection named = collections.named(handle, query.tenantId(), query.collection());
    AsOf asOf = query.asOf();
    if (asOf != null) {
      return past(handle, named, moment(handle, named, asOf));
    }
    Integer generation = query.generation();
    return Snapshot.now(
        generation == null
            ? named
            : collections
                .withGeneration(handle, named, generation)
                .orElseThrow(
                    () ->
                        new QuestionRefused(
                            "Generation %d is not complete, so it can't be searched."
                                .formatted(generation))));
  }

  private Moment moment(Handle handle, DocumentCollection collection, AsOf asOf) {
    return switch (asOf) {
      case AsOf.Time(Instant at) -> {
        Instant now = clock.instant();
        if (at.isAfter(now)) {
          throw new QuestionRefused(
              "as_of lies in the future: it is %s, and now is %s. Name a time that is over."
                  .formatted(at, now));
        }
        yield history.at(handle, collection.scope(), at);
      }
      case AsOf.Watermark(long number) ->
          history
              .of(handle, collection.scope(), number)
              .orElseThrow(
                  () ->
                      new QuestionRefused(
                          "as_of lies in the future: the collection '%s' is at watermark %d, not %d yet."
                              .formatted(collection.name(), collection.watermark(), number)));
    };
  }

  private Snapshot past(Handle handle, DocumentCollection now, Moment moment) {
    long watermark = moment.watermark();
    List<Reign> reigns = history.reigns(handle, now.scope(), watermark);
    Reign last = reigns.getLast();
    // Before the first change there was nothing, whatever is kept of it.
    Reign then =
        watermark == 0
            ? new Reign(0, last.generation(), true, 0)
            : reigns.stream()
                .filter(reign -> reign.from() <= watermark)
                .reduce(last, (before, later) -> later);
    if (!then.kept() || watermark < then.pastFrom()) {
      long from = searchableFrom(reigns);
      throw new PastNotKept(
          moment, history.of(handle, now.scope(), from).orElse(new Moment(from, moment.at())));
    }
    return Snapshot.past(
        new DocumentCollection(now.scope(), now.name(), watermark, then.generation()), moment);
  }

  /** From which watermark on every moment until now can be searched. */
  private static long searchableFrom(List<Reign> reigns) {
    @Nullable Reign earliest = null;
    for (Reign reign : reigns.reversed()) {
      if (!reign.kept()) {
        break;
      }
      earliest = reign;
      if (reign.pastFrom() > reign.from()) {
        break;
      }
    }
    return earliest == null ? reigns.getLast().from() : earliest.searchableFrom();
  }
}
