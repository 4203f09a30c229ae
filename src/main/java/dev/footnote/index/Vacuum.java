package dev.footnote.index;

import dev.footnote.document.PastPassages;
import dev.footnote.document.ReplacedChunks;
import dev.footnote.document.VectorIndex;
import dev.footnote.jobs.Regularly;
import dev.footnote.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;

/**
 * Clears away what nobody needs: chunks replaced long ago that no answer cites, with their vectors.
 * Also tries the vector index, and builds it anew when it finds too little.
 */
@ApplicationScoped
class Vacuum {
  private static final Logger LOG = Logger.getLogger(Vacuum.class.getName());

  private final Database database;
  private final ReplacedChunks replaced;
  private final PastPassages past;
  private final VectorIndex vectors;
  private final VacuumConfig config;
  private final MeterRegistry metrics;
  private final Regularly regularly;
  private final InstantSource clock;
  private final Map<Integer, Double> recalls = new ConcurrentHashMap<>();

  Vacuum(
      Database database,
      ReplacedChunks replaced,
      PastPassages past,
      VectorIndex vectors,
      VacuumConfig config,
      MeterRegistry metrics,
      Regularly regularly,
      InstantSource clock) {
    this.database = database;
    this.replaced = replaced;
    this.past = past;
    this.vectors = vectors;
    this.config = config;
    this.metrics = metrics;
    this.regularly = regularly;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    regularly.run("the removal of replaced chunks", config.every(), this::removeReplaced);
    regularly.run(
        "the removal of past passages from the present", config.pastEvery(), this::movePast);
    regularly.run("the trial of the vector index", config.recallEvery(), this::tryVectorIndexes);
  }

  void movePast() {
    movePast(config.pastAfter());
  }

  /**
   * Moves passages that nothing current has shown for so long out of the way of current searches, a
   * small transaction at a time.
   */
  void movePast(Duration after) {
    int looked;
    do {
      looked =
          database.write(
              handle ->
                  past.due(handle, after)
                      .map(scope -> past.move(handle, scope, after, config.pastBatch()))
                      .orElse(0));
    } while (looked > 0);
  }

  void removeReplaced() {
    removeReplaced(clock.instant().minus(config.keepReplaced()));
  }

  /** Removes what was replaced before that moment, a small transaction at a time. */
  ReplacedChunks.Removed removeReplaced(Instant before) {
    int chunks = 0;
    int passages = 0;
    ReplacedChunks.Removed batch;
    do {
      batch = database.write(handle -> replaced.remove(handle, before, config.batch()));
      chunks += batch.chunks();
      passages += batch.passages();
    } while (batch.chunks() == config.batch());
    if (chunks > 0) {
      LOG.info(
          "Removed %d chunks that were replaced before %s and %d passages that stood nowhere else"
              .formatted(chunks, before, passages));
      metrics.counter("footnote.vacuum.chunks").increment(chunks);
      metrics.counter("footnote.vacuum.passages").increment(passages);
      removeCounts();
    }
    return new ReplacedChunks.Removed(chunks, passages);
  }

  /** What was counted for moments that can't be searched any more. */
  private void removeCounts() {
    int removed;
    do {
      removed = database.write(handle -> replaced.removeCounts(handle, config.countsBatch()));
    } while (removed >= config.countsBatch());
  }

  void tryVectorIndexes() {
    for (int dimensions : database.read(vectors::dimensions)) {
      OptionalDouble recall = recall(dimensions);
      if (recall.isPresent() && recall.getAsDouble() < config.recallMin()) {
        LOG.warning(
            "The vector index over %d dimensions finds %.2f of the nearest ten; building it anew"
                .formatted(dimensions, recall.getAsDouble()));
        rebuild(dimensions);
        recall(dimensions);
      }
    }
  }

  /** recall@10 of the index now; also shown as the metric {@code footnote.vector.index.recall}. */
  OptionalDouble recall(int dimensions) {
    OptionalDouble recall =
        database.read(handle -> vectors.recall(handle, dimensions, config.recallSamples()));
    recall.ifPresent(
        found -> {
          if (recalls.put(dimensions, found) == null) {
            metrics.gauge(
                "footnote.vector.index.recall",
                Tags.of("dimensions", Integer.toString(dimensions)),
                recalls,
                known -> known.getOrDefault(dimensions, Double.NaN));
          }
        });
    return recall;
  }

  /** Builds the index anew, without a transaction around it: PostgreSQL wants it so. */
  void rebuild(int dimensions) {
    database.alone(handle -> vectors.rebuild(handle, dimensions));
  }
}
