package dev.footnote.index;

import dev.footnote.document.ChangeRepository;
import dev.footnote.document.CollectionRepository;
import dev.footnote.document.DocumentCollection;
import dev.footnote.document.GenerationKey;
import dev.footnote.document.GenerationRepository;
import dev.footnote.document.GenerationSettings;
import dev.footnote.document.GenerationState;
import dev.footnote.document.GenerationState.Activation;
import dev.footnote.document.GenerationStates;
import dev.footnote.document.MaintainedGeneration;
import dev.footnote.document.Moment;
import dev.footnote.embed.Embedder;
import dev.footnote.embed.Embedders;
import dev.footnote.index.GenerationRefused.Fault;
import dev.footnote.jobs.GenerationQueue;
import dev.footnote.store.Database;
import dev.footnote.text.ChunkerSettings;
import dev.footnote.text.LexicalAnalyzer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What an admin can do with generations: start one, watch it, make it live, give it up. */
@ApplicationScoped
public class Generations {
  private final Database database;
  private final CollectionRepository collections;
  private final GenerationRepository generations;
  private final GenerationStates states;
  private final ChangeRepository changes;
  private final Embedders embedders;
  private final GenerationQueue queue;
  private final SwitchGate gate;
  private final IndexConfig config;
  private final InstantSource clock;

  Generations(
      Database database,
      CollectionRepository collections,
      GenerationRepository generations,
      GenerationStates states,
      ChangeRepository changes,
      Embedders embedders,
      GenerationQueue queue,
      SwitchGate gate,
      IndexConfig config,
      InstantSource clock) {
    this.database = database;
    this.collections = collections;
    this.generations = generations;
    this.states = states;
    this.changes = changes;
    this.embedders = embedders;
    this.queue = queue;
    this.gate = gate;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Starts a rebuild beside the live generation.
   *
   * @param model the model's name in the configuration; null for the live generation's
   * @param chunkTokens mean size of chunks; null for the live generation's chunker
   * @param condition what it must pass before it becomes live by itself; null for nothing
   * @throws GenerationRefused if there is no such model, the chunks don't fit it, or the state does
   *     not allow another generation
   * @throws dev.footnote.document.UnknownCollection if the tenant has no such collection
   */
  public GenerationState start(
      int tenantId,
      String name,
      @Nullable String model,
      @Nullable Integer chunkTokens,
      Activation activation,
      SwitchGate.@Nullable Condition condition,
      String requestedBy) {
    GenerationKey key =
        database.write(
            handle -> {
              DocumentCollection collection = collections.named(handle, tenantId, name);
              collections.lock(handle, collection.scope());
              List<MaintainedGeneration> maintained =
                  generations.maintained(handle, collection.scope());
              GenerationSettings settings =
                  settings(maintained.getFirst().generation().settings(), model, chunkTokens);
              refuseAnother(maintained, settings);
              int id =
                  generations.add(
                      handle,
                      collection.scope(),
                      settings,
                      activation,
                      requestedBy,
                      clock.instant());
              var started = new GenerationKey(collection.scope(), id);
              if (condition != null) {
                refuse(gate.attach(handle, started, condition));
              }
              return started;
            });
    queue.enqueue(key);
    return find(tenantId, key.id()).orElseThrow();
  }

  /** As the other, with nothing to pass. */
  public GenerationState start(
      int tenantId,
      String name,
      @Nullable String model,
      @Nullable Integer chunkTokens,
      Activation activation,
      String requestedBy) {
    return start(tenantId, name, model, chunkTokens, activation, null, requestedBy);
  }

  private static void refuse(Optional<String> complaint) {
    complaint.ifPresent(
        what -> {
          throw new GenerationRefused(Fault.GATE, what);
        });
  }

  /** A collection's generations, the newest first. */
  public List<GenerationState> newest(int tenantId, String name, int limit) {
    return database.read(
        handle -> states.of(handle, collections.named(handle, tenantId, name).scope(), limit));
  }

  /** A tenant's generations that are being filled. */
  public List<GenerationState> filling(int tenantId) {
    return database.read(handle -> states.filling(handle, tenantId));
  }

  /** A tenant's generation; empty if it has none of that number. */
  public Optional<GenerationState> find(int tenantId, int id) {
    return database.read(handle -> states.find(handle, tenantId, id));
  }

  /**
   * Makes a complete generation the live one, and keeps the one before up to date, so that it can
   * be put back in the same way. One that is live already stays so. Empty if there is no such one.
   *
   * @throws GenerationRefused if it is not complete
   */
  public Optional<GenerationState> activate(int tenantId, int id) {
    return locked(
        tenantId,
        id,
        (handle, state) -> {
          if (state.live()) {
            return;
          }
          Moment moment =
              generations
                  .activate(handle, state.key(), clock.instant())
                  .orElseThrow(() -> notComplete(state));
          changes.recordActivation(handle, state.scope(), moment, id);
        });
  }

  /**
   * Gives up a generation that is not live: edits no longer reach it, and its rows are deleted. One
   * that ended already stays as it is. Empty if there is no such one.
   *
   * @throws GenerationRefused if it is live
   */
  public Optional<GenerationState> cancel(int tenantId, int id) {
    return locked(
        tenantId,
        id,
        (handle, state) -> {
          if (state.live()) {
            throw new GenerationRefused(
                Fault.STATE, "Generation %d is live. Activate another one first.".formatted(id));
          }
          generations.end(handle, state.key(), GenerationState.State.CANCELLED, clock.instant());
        });
  }

  private interface Step {
    void take(Handle handle, GenerationState state);
  }

  /**
   * Does something to a generation while no other state of its collection's generations changes.
   */
  private Optional<GenerationState> locked(int tenantId, int id, Step step) {
    return database.write(
        handle -> {
          states
              .find(handle, tenantId, id)
              .ifPresent(found -> collections.lock(handle, found.scope()));
          states.find(handle, tenantId, id).ifPresent(state -> step.take(handle, state));
          return states.find(handle, tenantId, id);
        });
  }

  private GenerationSettings settings(
      GenerationSettings live, @Nullable String model, @Nullable Integer chunkTokens) {
    Embedder embedder =
        model == null
            ? embedders.of(live.modelName(), live.dimensions())
            : embedders
                .named(model)
                .orElseThrow(
                    () ->
                        new GenerationRefused(
                            Fault.MODEL,
                            "No embedding model is configured as '%s'. There are: %s."
                                .formatted(model, String.join(", ", embedders.names()))));
    ChunkerSettings chunker =
        chunkTokens == null
            ? ChunkerSettings.parse(live.chunker()).orElseThrow()
            : chunker(chunkTokens);
    if (chunker.tokensMax() > embedder.tokensMax()) {
      throw new GenerationRefused(
          Fault.CHUNK_TOKENS,
          "Chunks would have up to %d tokens, but the model reads %d at most. Ask for smaller ones."
              .formatted(chunker.tokensMax(), embedder.tokensMax()));
    }
    return new GenerationSettings(
        embedder.id().name(),
        embedder.id().dimensions(),
        chunker.version(),
        LexicalAnalyzer.VERSION);
  }

  private static ChunkerSettings chunker(int chunkTokens) {
    try {
      return ChunkerSettings.ofTarget(chunkTokens);
    } catch (IllegalArgumentException e) {
      throw new GenerationRefused(Fault.CHUNK_TOKENS, String.valueOf(e.getMessage()));
    }
  }

  private void refuseAnother(List<MaintainedGeneration> maintained, GenerationSettings settings) {
    for (MaintainedGeneration each : maintained) {
      int id = each.generation().id();
      if (each.generation().settings().equals(settings)) {
        throw new GenerationRefused(
            Fault.STATE,
            each.live()
                ? "The live generation %d is made like this already.".formatted(id)
                : each.complete()
                    ? "Generation %d is made like this and complete. Activate it.".formatted(id)
                    : "Generation %d is made like this and is being filled.".formatted(id));
      }
      if (!each.complete()) {
        throw new GenerationRefused(
            Fault.STATE,
            "Generation %d is being filled. Wait until it is complete, or cancel it."
                .formatted(id));
      }
    }
    if (maintained.size() >= config.generationsMax()) {
      throw new GenerationRefused(
          Fault.STATE,
          "Edits reach %d generations already, which is the limit. Cancel one that is not live."
              .formatted(maintained.size()));
    }
  }

  private static GenerationRefused notComplete(GenerationState state) {
    return new GenerationRefused(
        Fault.STATE,
        switch (state.state()) {
          case FILLING ->
              "Generation %d is not complete: %d of %d documents are missing. Wait until it is."
                  .formatted(state.generation().id(), state.pending(), state.documents());
          case COMPLETE ->
              "Generation %d could not be activated.".formatted(state.generation().id());
          case CANCELLED, RETIRED ->
              "Generation %d has ended, and its rows are deleted. Start another one."
                  .formatted(state.generation().id());
        });
  }
}
