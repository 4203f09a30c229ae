package dev.footnote.search;

import dev.footnote.document.CollectionRepository;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Read your write: waits until a collection's index is as far as a watermark. The database is
 * asked, since any node may have committed the change; however many wait for one collection, one
 * reading answers them all, and no transaction and no platform thread is held in between.
 */
@ApplicationScoped
public class AwaitWatermark {
  private final Database database;
  private final CollectionRepository collections;
  private final SearchConfig config;
  private final Semaphore places;
  private final Map<Scope, CompletableFuture<Long>> readings = new ConcurrentHashMap<>();
  private final Executor reader;

  AwaitWatermark(Database database, CollectionRepository collections, SearchConfig config) {
    this.database = database;
    this.collections = collections;
    this.config = config;
    this.places = new Semaphore(config.watermarkWaitersMax());
    this.reader =
        CompletableFuture.delayedExecutor(
            config.watermarkPollEvery().toMillis(),
            TimeUnit.MILLISECONDS,
            Executors.newVirtualThreadPerTaskExecutor());
  }

  /**
   * Returns once the collection's watermark is at least {@code watermark}.
   *
   * @param atMost how long the caller would wait; the configured limit if that is shorter
   * @throws WatermarkNotReached if it is not that far in time
   * @throws TooManyWaiting if as many wait as may
   * @throws dev.footnote.document.UnknownCollection if the tenant has no such collection
   */
  public void await(int tenantId, String collection, long watermark, Duration atMost) {
    long start = System.nanoTime();
    var now = database.read(handle -> collections.named(handle, tenantId, collection));
    if (now.watermark() >= watermark) {
      return;
    }
    if (!places.tryAcquire()) {
      throw new TooManyWaiting(config.watermarkWaitersMax());
    }
    try {
      Duration limit =
          atMost.compareTo(config.watermarkWait()) < 0 ? atMost : config.watermarkWait();
      long reached = poll(now.scope(), now.watermark(), watermark, start + limit.toNanos());
      if (reached < watermark) {
        int waiting =
            database.read(
                handle -> SearchRepository.waiting(handle, now.scope(), config.waitingCountMax()));
        throw new WatermarkNotReached(collection, watermark, reached, waiting, limit);
      }
    } finally {
      places.release();
    }
  }

  private long poll(Scope scope, long known, long wanted, long deadlineNs) {
    long reached = known;
    while (reached < wanted) {
      try {
        reached = next(scope).get(deadlineNs - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException late) {
        return reached;
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return reached;
      } catch (ExecutionException failure) {
        throw failure.getCause() instanceof RuntimeException cause
            ? cause
            : new CompletionException(failure.getCause());
      }
    }
    return reached;
  }

  /** The watermark as it will be read a moment from now, by one reading for all who wait. */
  private CompletableFuture<Long> next(Scope scope) {
    return readings.computeIfAbsent(
        scope,
        any ->
            CompletableFuture.supplyAsync(
                () -> {
                  // Before it reads: who comes from here on may know of a later commit.
                  readings.remove(scope);
                  return database.read(handle -> collections.watermark(handle, scope));
                },
                reader));
  }
}
