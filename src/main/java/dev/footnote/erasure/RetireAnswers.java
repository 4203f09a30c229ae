package dev.footnote.erasure;

import dev.footnote.erasure.EraseEntries.Order;
import dev.footnote.jobs.Regularly;
import dev.footnote.keeping.CollectionKeeping;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Erases the answers that are older than their collection keeps them, a few at a time. */
@ApplicationScoped
class RetireAnswers {
  private final Database database;
  private final Erasures erasures;
  private final RetentionConfig retention;
  private final CollectionKeeping keeping;
  private final ErasureConfig config;
  private final Regularly regularly;
  private final InstantSource clock;

  RetireAnswers(
      Database database,
      Erasures erasures,
      RetentionConfig retention,
      CollectionKeeping keeping,
      ErasureConfig config,
      Regularly regularly,
      InstantSource clock) {
    this.database = database;
    this.erasures = erasures;
    this.retention = retention;
    this.keeping = keeping;
    this.config = config;
    this.regularly = regularly;
    this.clock = clock;
  }

  private record Kept(Scope scope, String name) {}

  void start(@Observes StartupEvent event) {
    regularly.run("the erasure of old answers", retention.every(), this::round);
  }

  void round() {
    List<Kept> collections =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "SELECT tenant_id, id, name FROM collection ORDER BY tenant_id, id")
                    .map(
                        (row, context) ->
                            new Kept(new Scope(row.getInt(1), row.getInt(2)), row.getString(3)))
                    .list());
    for (Kept each : collections) {
      keep(each.scope(), each.name()).ifPresent(keep -> retire(each.scope(), keep));
    }
  }

  /** As an admin has set it, else as configured for the collection, else as for all. */
  private Optional<Duration> keep(Scope scope, String name) {
    return Optional.ofNullable(
            database.read(handle -> keeping.current(handle, scope)).answersKeptDays())
        .map(Duration::ofDays)
        .or(() -> Optional.ofNullable(retention.collections().get(name)))
        .or(retention::keep);
  }

  /** Erases what is older; how much. */
  ErasedThings retire(Scope scope, Duration keep) {
    Instant before = clock.instant().minus(keep);
    var order =
        new Order(
            scope.tenantId(),
            "retention",
            "Kept for " + keep.toDays() + " days.",
            "retention",
            null);
    ErasedThings things = ErasedThings.NOTHING;
    List<UUID> old;
    do {
      old =
          database.read(
              handle ->
                  Selection.olderThan(
                      handle, scope.tenantId(), scope.collectionId(), before, config.batch()));
      if (!old.isEmpty()) {
        things = things.plus(erasures.retire(order, old));
      }
    } while (old.size() == config.batch());
    return things;
  }
}
