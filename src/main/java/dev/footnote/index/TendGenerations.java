package dev.footnote.index;

import dev.footnote.document.CollectionRepository;
import dev.footnote.document.EndedGenerations;
import dev.footnote.document.GenerationKey;
import dev.footnote.document.GenerationRepository;
import dev.footnote.document.GenerationState;
import dev.footnote.jobs.GenerationQueue;
import dev.footnote.jobs.Regularly;
import dev.footnote.store.Database;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What generations need from time to time: a lost task queued again, the end of those whose time to
 * be put back is over, and the deletion of what ended, a small batch in each transaction.
 */
@ApplicationScoped
class TendGenerations {
  /** How long one round deletes at most; the next round goes on. */
  private static final Duration DELETE_MAX = Duration.ofSeconds(5);

  private final Database database;
  private final GenerationRepository generations;
  private final EndedGenerations ended;
  private final CollectionRepository collections;
  private final GenerationQueue queue;
  private final Regularly regularly;
  private final IndexConfig config;
  private final InstantSource clock;

  TendGenerations(
      Database database,
      GenerationRepository generations,
      EndedGenerations ended,
      CollectionRepository collections,
      GenerationQueue queue,
      Regularly regularly,
      IndexConfig config,
      InstantSource clock) {
    this.database = database;
    this.generations = generations;
    this.ended = ended;
    this.collections = collections;
    this.queue = queue;
    this.regularly = regularly;
    this.config = config;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    regularly.run("looking after generations", config.generationsEvery(), this::tend);
  }

  /** One round; safe on several nodes at once. */
  void tend() {
    database.read(generations::filling).forEach(queue::enqueue);
    retire(config.retireAfter());
    delete();
  }

  /** Ends those that were live longer ago. */
  void retire(Duration after) {
    var since = clock.instant().minus(after);
    for (GenerationKey key : database.read(handle -> ended.due(handle, since))) {
      database.change(
          handle -> {
            collections.lock(handle, key.scope());
            generations.end(handle, key, GenerationState.State.RETIRED, clock.instant());
          });
    }
  }

  /** Deletes what is left of ended generations, as far as one round comes. */
  void delete() {
    long end = System.nanoTime() + DELETE_MAX.toNanos();
    for (GenerationKey key : database.read(ended::notEmptied)) {
      boolean more = true;
      while (more && System.nanoTime() < end) {
        more = database.write(handle -> ended.deleteSome(handle, key, config.retireBatch()));
      }
      if (!more) {
        database.change(handle -> ended.emptied(handle, key, clock.instant()));
      }
    }
  }
}
