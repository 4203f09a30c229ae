package dev.footnote.search;

import dev.footnote.search.SearchResult.Timings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/** How long the stages of searches take: {@code footnote_search_seconds} by {@code stage}. */
@ApplicationScoped
class SearchTimers {
  private final Timer embed;
  private final Timer database;
  private final Timer fusion;
  private final Timer total;
  private final MeterRegistry registry;

  SearchTimers(MeterRegistry registry) {
    this.registry = registry;
    this.embed = timer(registry, "embed");
    this.database = timer(registry, "database");
    this.fusion = timer(registry, "fusion");
    this.total = timer(registry, "total");
  }

  private static Timer timer(MeterRegistry registry, String stage) {
    return Timer.builder("footnote.search")
        .description("Time that a stage of a search takes")
        .tag("stage", stage)
        .publishPercentileHistogram()
        .register(registry);
  }

  /**
   * Records a search that has just ended.
   *
   * @param startNs {@link System#nanoTime} at its start
   * @param embeddedNs the same when its question was embedded
   * @param readNs the same when the snapshot was read
   * @param fusionNs spent on fusion, between the statements of the snapshot
   */
  Timings record(long startNs, long embeddedNs, long readNs, long fusionNs) {
    long endNs = System.nanoTime();
    return new Timings(
        recorded(embed, embeddedNs - startNs),
        recorded(database, readNs - embeddedNs - fusionNs),
        recorded(fusion, fusionNs),
        recorded(total, endNs - startNs));
  }

  /** Records a second look, which took so long; without one there is no such stage. */
  double reranked(long ns) {
    return recorded(timer(registry, "rerank"), ns);
  }

  private static double recorded(Timer timer, long ns) {
    timer.record(ns, TimeUnit.NANOSECONDS);
    return ns / 1e6;
  }
}
