package dev.footnote.embed;

import dev.footnote.embed.EmbeddingUnavailable.Remedy;
import dev.footnote.embed.Retry.Attempt;
import dev.footnote.embed.Retry.Failed;
import dev.footnote.embed.Retry.Succeeded;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Leaves an endpoint alone that keeps failing: after some failures in a row nobody asks it for a
 * while, then one caller tries. Only failures that may pass count; an endpoint that refuses a
 * request is there.
 *
 * @see <a href="https://pragprog.com/titles/mnee2/release-it-second-edition/">Nygard, Release It!,
 *     "Circuit Breaker"</a>
 */
final class CircuitBreaker {
  /**
   * More than any retry waits: whoever is refused gives up, and its document waits in the queue.
   */
  private static final Duration NOT_NOW = Duration.ofDays(1);

  private final String endpoint;
  private final int failuresMax;
  private final Duration rest;
  private final LongSupplier nanoTime;
  private int failures;
  private long failedAtNs;
  private boolean trying;

  /**
   * @param endpoint what is left alone, for messages
   * @param failuresMax failures in a row after which it is left alone
   * @param rest how long it is left alone
   */
  CircuitBreaker(String endpoint, int failuresMax, Duration rest, LongSupplier nanoTime) {
    this.endpoint = endpoint;
    this.failuresMax = failuresMax;
    this.rest = rest;
    this.nanoTime = nanoTime;
  }

  /** Whether the endpoint has failed so often that it is not simply asked. */
  synchronized boolean isOpen() {
    return failures >= failuresMax;
  }

  /** The request's outcome, or a failure without a request while the endpoint is left alone. */
  <T> Attempt<T> ask(Supplier<Attempt<T>> request) {
    if (!enter()) {
      return new Failed<>(
          new EmbeddingUnavailable(
              Remedy.RETRY_LATER,
              "The embedding endpoint %s failed %d times in a row and is left alone for up to %d s."
                  .formatted(endpoint, failuresMax, rest.toSeconds())),
          NOT_NOW);
    }
    try {
      Attempt<T> attempt = request.get();
      record(attempt);
      return attempt;
    } finally {
      leave();
    }
  }

  private synchronized boolean enter() {
    if (!isOpen()) {
      return true;
    }
    if (trying || nanoTime.getAsLong() - failedAtNs < rest.toNanos()) {
      return false;
    }
    trying = true;
    return true;
  }

  private synchronized void record(Attempt<?> attempt) {
    boolean passing =
        switch (attempt) {
          case Succeeded<?> succeeded -> false;
          case Failed<?>(EmbeddingUnavailable problem, Duration pause) -> problem.isTransient();
        };
    if (passing) {
      failures++;
      failedAtNs = nanoTime.getAsLong();
    } else {
      failures = 0;
    }
  }

  private synchronized void leave() {
    trying = false;
  }
}
