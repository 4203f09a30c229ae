package dev.footnote.erasure;

import dev.footnote.erasure.EraseEntries.Order;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Erases what somebody has a right to have erased, in small transactions: each leaves a tombstone,
 * and a request that was cut off goes on when it is made again.
 */
@ApplicationScoped
public class Erasures {
  private final Database database;
  private final EraseEntries entries;
  private final ErasureConfig config;
  private final InstantSource clock;

  Erasures(Database database, EraseEntries entries, ErasureConfig config, InstantSource clock) {
    this.database = database;
    this.entries = entries;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Erases it, up to the limit of one request.
   *
   * @param by who wants it
   * @param reason why, 1 to 1000 characters
   */
  public Erasure erase(int tenantId, ToErase what, String by, String reason) {
    return switch (what) {
      case ToErase.Answer(UUID id) -> answer(new Order(tenantId, by, reason, "answer", id), id);
      case ToErase.Caller(String name) ->
          caller(new Order(tenantId, by, reason, "caller", null), name);
      case ToErase.EndUser(String name) ->
          endUser(new Order(tenantId, by, reason, "end_user", null), name);
      case ToErase.Document(UUID id) ->
          document(new Order(tenantId, by, reason, "document", id), id);
    };
  }

  private Erasure answer(Order order, UUID id) {
    boolean there =
        database.<Boolean>read(
            handle ->
                exists(
                    handle,
                    order.tenantId(),
                    id,
                    "SELECT EXISTS (SELECT FROM answer WHERE tenant_id = :tenant AND id = :id) OR EXISTS (SELECT FROM answer_part WHERE tenant_id = :tenant AND answer_id = :id)"));
    if (there) {
      return inBatches(order, List.of(id), null, null);
    }
    return database.<Boolean>read(handle -> wasErased(handle, order.tenantId(), id))
        ? new Erasure.Done(ErasedThings.NOTHING, true)
        : new Erasure.Unknown();
  }

  private Erasure caller(Order order, String name) {
    List<UUID> answers =
        database.read(
            handle -> Selection.ofCaller(handle, order.tenantId(), name, config.answersMax() + 1));
    Erasure erased = inBatches(order, answers, name, null);
    List<UUID> opinions =
        database.read(
            handle ->
                Selection.feedbackOfCaller(handle, order.tenantId(), name, config.answersMax()));
    return erased instanceof Erasure.Done done
        ? new Erasure.Done(done.things().plus(feedback(order, opinions)), done.complete())
        : erased;
  }

  private Erasure endUser(Order order, String name) {
    List<UUID> opinions =
        database.read(
            handle ->
                Selection.feedbackOfEndUser(
                    handle, order.tenantId(), name, config.answersMax() + 1));
    boolean complete = opinions.size() <= config.answersMax();
    List<UUID> some = complete ? opinions : opinions.subList(0, config.answersMax());
    List<Hold> holds =
        database.read(
            handle ->
                LegalHolds.over(
                    handle,
                    order.tenantId(),
                    Selection.answersOf(handle, order.tenantId(), some),
                    null,
                    null));
    if (!holds.isEmpty()) {
      return new Erasure.Held(holds);
    }
    return new Erasure.Done(feedback(order, some), complete);
  }

  private Erasure document(Order order, UUID id) {
    Optional<EraseDocument.Known> known =
        database.write(handle -> EraseDocument.lock(handle, order.tenantId(), id));
    if (known.isEmpty()) {
      return new Erasure.Unknown();
    }
    if (!known.get().removed()) {
      return new Erasure.StillThere(known.get().uri());
    }
    List<UUID> answers =
        database.read(
            handle -> Selection.ofDocument(handle, order.tenantId(), id, config.answersMax() + 1));
    Erasure erased = inBatches(order, answers, null, id);
    return erased instanceof Erasure.Done done && done.complete()
        ? new Erasure.Done(done.things().plus(contents(order, id)), true)
        : erased;
  }

  private ErasedThings contents(Order order, UUID id) {
    return database.write(
        handle -> {
          EraseDocument.Known known =
              EraseDocument.lock(handle, order.tenantId(), id).orElseThrow();
          ErasedThings things =
              new EraseDocument(handle, order.tenantId(), id, known.collection()).erase();
          // Also where no answer cited it: the versions' going must be explained.
          return things.versions() == 0
              ? things
              : things.plus(entries.erase(handle, order, clock.instant(), List.of(), List.of()));
        });
  }

  /** Holds are looked at over everything first, and in each transaction again. */
  private Erasure inBatches(
      Order order, List<UUID> found, @Nullable String caller, @Nullable UUID document) {
    boolean complete = found.size() <= config.answersMax();
    List<UUID> answers = complete ? found : found.subList(0, config.answersMax());
    List<Hold> holds =
        database.read(
            handle -> LegalHolds.over(handle, order.tenantId(), answers, caller, document));
    if (!holds.isEmpty()) {
      return new Erasure.Held(holds);
    }
    ErasedThings things = ErasedThings.NOTHING;
    for (int from = 0; from < answers.size(); from += config.batch()) {
      List<UUID> batch = answers.subList(from, Math.min(answers.size(), from + config.batch()));
      List<Hold> placed = new ArrayList<>();
      things =
          things.plus(
              database.write(
                  handle -> {
                    placed.addAll(
                        LegalHolds.over(handle, order.tenantId(), batch, caller, document));
                    return placed.isEmpty()
                        ? entries.erase(handle, order, clock.instant(), batch, List.of())
                        : ErasedThings.NOTHING;
                  }));
      if (!placed.isEmpty()) {
        return new Erasure.Held(placed);
      }
    }
    return new Erasure.Done(things, complete);
  }

  /** Erases answers that are too old. */
  ErasedThings retire(Order order, List<UUID> answers) {
    return database.write(
        handle -> entries.erase(handle, order, clock.instant(), answers, List.of()));
  }

  private ErasedThings feedback(Order order, List<UUID> opinions) {
    return opinions.isEmpty()
        ? ErasedThings.NOTHING
        : database.write(
            handle -> entries.erase(handle, order, clock.instant(), List.of(), opinions));
  }

  private static boolean wasErased(Handle handle, int tenantId, UUID id) {
    return exists(
        handle,
        tenantId,
        id,
        "SELECT EXISTS (SELECT FROM ledger_erased WHERE tenant_id = :tenant AND id = :id)");
  }

  private static boolean exists(Handle handle, int tenantId, UUID id, String sql) {
    return handle
        .createQuery(sql)
        .bind("tenant", tenantId)
        .bind("id", id)
        .mapTo(Boolean.class)
        .one();
  }
}
