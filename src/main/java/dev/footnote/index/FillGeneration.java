package dev.footnote.index;

import dev.footnote.document.ChangeRepository;
import dev.footnote.document.CollectionRepository;
import dev.footnote.document.DocumentKey;
import dev.footnote.document.GenerationKey;
import dev.footnote.document.GenerationRepository;
import dev.footnote.document.GenerationState;
import dev.footnote.document.GenerationStates;
import dev.footnote.document.PendingRepository;
import dev.footnote.document.PendingRepository.Pending;
import dev.footnote.embed.EmbeddingUnavailable;
import dev.footnote.embed.QuestionTraffic;
import dev.footnote.jobs.DocumentQueue;
import dev.footnote.jobs.GenerationTask;
import dev.footnote.jobs.Urgency;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * The use case of a rebuild: fills a generation beside the live one, document by document, and
 * completes it when none is pending. All that it knows is in the database, so that any node can go
 * on where another stopped.
 */
@ApplicationScoped
class FillGeneration implements GenerationTask {
  private static final Logger LOG = Logger.getLogger(FillGeneration.class.getName());

  /**
   * How long a document that could not be filled, or a model that can't be asked, is left alone.
   */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(15);

  /** How often the gate is asked whether it has decided. */
  private static final Duration VERDICT_AFTER = Duration.ofSeconds(2);

  private final Database database;
  private final GenerationRepository generations;
  private final GenerationStates states;
  private final PendingRepository pending;
  private final CollectionRepository collections;
  private final ChangeRepository changes;
  private final FillDocument fillDocument;
  private final DocumentQueue queue;
  private final QuestionTraffic traffic;
  private final SwitchGate gate;
  private final IndexConfig config;
  private final InstantSource clock;

  FillGeneration(
      Database database,
      GenerationRepository generations,
      GenerationStates states,
      PendingRepository pending,
      CollectionRepository collections,
      ChangeRepository changes,
      FillDocument fillDocument,
      DocumentQueue queue,
      QuestionTraffic traffic,
      SwitchGate gate,
      IndexConfig config,
      InstantSource clock) {
    this.database = database;
    this.generations = generations;
    this.states = states;
    this.pending = pending;
    this.collections = collections;
    this.changes = changes;
    this.fillDocument = fillDocument;
    this.queue = queue;
    this.traffic = traffic;
    this.gate = gate;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public Next fill(GenerationKey key, BooleanSupplier stopping) {
    Optional<GenerationState> state =
        database.read(handle -> states.find(handle, key.scope().tenantId(), key.id()));
    if (state.isEmpty()) {
      return new Next.Done();
    }
    if (isAwaitingVerdict(state.get())) {
      return switchIfOpen(state.get());
    }
    if (state.get().state() != GenerationState.State.FILLING) {
      return new Next.Done();
    }
    Next next = step(state.get(), stopping);
    if (next instanceof Next.Again) {
      report(key);
    }
    return next;
  }

  /** Fills documents until none is left, the step's time is over, or something is in the way. */
  private Next step(GenerationState state, BooleanSupplier stopping) {
    long end = System.nanoTime() + config.rebuildStep().toNanos();
    BooleanSupplier over = () -> stopping.getAsBoolean() || System.nanoTime() >= end;
    var pace = new Pace(config.rebuildShare(), traffic);
    while (!over.getAsBoolean()) {
      Optional<Pending> next = database.read(handle -> pending.next(handle, state.key()));
      if (next.isEmpty()) {
        return complete(state);
      }
      if (isToRest(next.get())) {
        return new Next.Again(RETRY_AFTER);
      }
      try {
        fill(state, next.get().documentId(), pace, over);
      } catch (EmbeddingUnavailable unavailable) {
        LOG.log(
            Level.WARNING,
            "Generation {0} waits: {1}",
            new Object[] {state.generation().id(), unavailable.getMessage()});
        database.change(handle -> generations.fail(handle, state.key(), unavailable.getMessage()));
        return new Next.Again(RETRY_AFTER);
      }
    }
    return new Next.Again(Duration.ZERO);
  }

  private boolean isToRest(Pending next) {
    return next.triedAt() != null && next.triedAt().plus(RETRY_AFTER).isAfter(clock.instant());
  }

  private void fill(GenerationState state, UUID document, Pace pace, BooleanSupplier over) {
    var key = new DocumentKey(state.scope(), document);
    var embedded = new AtomicInteger();
    long start = System.nanoTime();
    FillDocument.Filled filled;
    try {
      filled = fillDocument.fill(key, state.generation(), pace, over, embedded::addAndGet);
    } catch (EmbeddingUnavailable unavailable) {
      throw unavailable;
    } catch (RuntimeException unexpected) {
      LOG.log(Level.SEVERE, "Filling a generation with " + key + " failed", unexpected);
      leave(state, document, "A document could not be filled in; the log says how.");
      return;
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    switch (filled) {
      case FillDocument.Filled.Held(int chunks, long bytes) -> {
        worked(state, chunks, bytes, millis, embedded.get());
        database.change(handle -> generations.fail(handle, state.key(), null));
      }
      case FillDocument.Filled.Overtaken overtaken -> worked(state, 0, 0, millis, embedded.get());
      case FillDocument.Filled.Stopped stopped -> worked(state, 0, 0, millis, embedded.get());
      case FillDocument.Filled.Unread unread -> {
        leave(state, document, "A document is read again from its source first.");
        queue.notice(state.scope(), List.of(document), Urgency.BULK);
      }
    }
  }

  private void worked(GenerationState state, int chunks, long bytes, long millis, int embedded) {
    database.change(
        handle ->
            generations.addWork(
                handle, state.key(), new GenerationState.Work(chunks, bytes, millis, embedded)));
  }

  private void leave(GenerationState state, UUID document, String problem) {
    database.change(
        handle -> pending.failed(handle, state.key(), document, problem, clock.instant()));
  }

  private static boolean isAwaitingVerdict(GenerationState state) {
    return state.state() == GenerationState.State.COMPLETE
        && state.activation() == GenerationState.Activation.WHEN_COMPLETE
        && !state.live();
  }

  /** Makes a complete generation live as soon as its gate lets it. */
  private Next switchIfOpen(GenerationState state) {
    switch (gate.judge(state)) {
      case SwitchGate.Verdict.Undecided undecided -> {
        return new Next.Again(VERDICT_AFTER);
      }
      case SwitchGate.Verdict.Open open -> {
        database.change(
            handle -> {
              collections.lock(handle, state.scope());
              activate(handle, state);
            });
        LOG.info(
            "Generation %d of '%s' passed its gate and is live"
                .formatted(state.generation().id(), state.collection()));
      }
      case SwitchGate.Verdict.Closed(String why) -> {
        database.change(handle -> generations.keepBack(handle, state.key(), why));
        LOG.log(
            Level.WARNING,
            "Generation {0} does not become live: {1}",
            new Object[] {state.generation().id(), why});
      }
    }
    return new Next.Done();
  }

  private void activate(Handle handle, GenerationState state) {
    generations
        .activate(handle, state.key(), clock.instant())
        .ifPresent(
            moment ->
                changes.recordActivation(handle, state.scope(), moment, state.generation().id()));
  }

  private Next complete(GenerationState state) {
    boolean gated = gate.isGated(state.key());
    boolean live = state.activation() == GenerationState.Activation.WHEN_COMPLETE && !gated;
    boolean complete =
        database.write(
            handle -> {
              collections.lock(handle, state.scope());
              if (!generations.complete(handle, state.key(), clock.instant())) {
                return false;
              }
              if (live) {
                activate(handle, state);
              }
              return true;
            });
    if (complete) {
      LOG.info(
          "Generation %d of '%s' is complete%s"
              .formatted(
                  state.generation().id(),
                  state.collection(),
                  live ? " and live" : gated ? "; its gate decides" : "; it can be activated"));
    }
    return gated ? new Next.Again(Duration.ZERO) : new Next.Done();
  }

  private void report(GenerationKey key) {
    database
        .read(handle -> states.find(handle, key.scope().tenantId(), key.id()))
        .filter(now -> now.state() == GenerationState.State.FILLING)
        .ifPresent(
            now ->
                LOG.info(
                    "Generation %d of '%s': %d of %d documents, %d chunks filled (%.1f/s), %s"
                        .formatted(
                            key.id(),
                            now.collection(),
                            now.documents() - now.pending(),
                            now.documents(),
                            now.work().chunks(),
                            now.work().chunksPerSecond().orElse(0.0),
                            now.remaining()
                                .map(left -> "about %d s left".formatted(left.toSeconds()))
                                .orElse("no telling how long"))));
  }
}
