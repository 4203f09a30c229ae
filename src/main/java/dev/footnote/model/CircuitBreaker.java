package dev.footnote.model;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Leaves an endpoint alone that keeps failing: after some failures in a row nobody asks it for a
 * while, then one caller tries. Only failures that may pass count; an endpoint that refuses a
 * request is there.
 *
 * @see <a href="https://pragprog.com/titles/mnee2/release-it-second-edition/">Nygard, Release It!,
 *     "Circuit Breaker"</a>
 */
public final class CircuitBreaker {
  private final int failuresMax;
  private final Duration rest;
  private final LongSupplier nanoTime;
  private int failures;
  private long failedAtNs;
  private boolean trying;

  /**
   * @param failuresMax failures in a row after which it is left alone
   * @param rest how long it is left alone
   * @param nanoTime the time in nanoseconds since any moment, such as {@link System#nanoTime}
   */
  public CircuitBreaker(int failuresMax, Duration rest, LongSupplier nanoTime) {
    this.failuresMax = failuresMax;
    this.rest = rest;
    this.nanoTime = nanoTime;
  }

  /** Whether the endpoint has failed so often that it is not simply asked. */
  public synchronized boolean isOpen() {
    return failures >= failuresMax;
  }

  /** In words, for whoever is turned away: such as "failed 5 times in a row and is left alone". */
  public String reason() {
    return "failed %d times in a row and is left alone for up to %d s"
        .formatted(failuresMax, rest.toSeconds());
  }

  /**
   * The request's outcome, or {@code leftAlone} without a request while the endpoint is left alone.
   * A request that throws says nothing about the endpoint.
   *
   * @param failed whether an outcome is a failure that may pass
   */
  public <T> T ask(Supplier<T> request, Predicate<? super T> failed, Supplier<T> leftAlone) {
    if (!enter()) {
      return leftAlone.get();
    }
    try {
      T outcome = request.get();
      record(failed.test(outcome));
      return outcome;
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

  private synchronized void record(boolean failed) {
    if (failed) {
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
