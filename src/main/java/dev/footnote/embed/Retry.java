package dev.footnote.embed;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Sends a request again while it fails for a passing reason, with exponential backoff and jitter.
 *
 * @param retries how often it is sent again
 * @param delay the wait before the first repetition; it doubles each time
 * @param delayMax the longest wait; an endpoint that asks for a longer one is not asked again
 */
record Retry(int retries, Duration delay, Duration delayMax) {

  /** How one request turned out. */
  sealed interface Attempt<T> {

    /** Whether it failed for a reason that may pass. */
    default boolean failedForNow() {
      return switch (this) {
        case Succeeded<T> succeeded -> false;
        case Failed<T>(EmbeddingUnavailable problem, Duration pause) -> problem.isTransient();
      };
    }
  }

  record Succeeded<T>(T value) implements Attempt<T> {}

  /**
   * @param pause how long the endpoint asked to be left alone; zero if it didn't say
   */
  record Failed<T>(EmbeddingUnavailable problem, Duration pause) implements Attempt<T> {}

  /**
   * @throws EmbeddingUnavailable the last failure, or that the caller was interrupted
   */
  <T> T run(Supplier<Attempt<T>> request) {
    return run(request, Thread::sleep);
  }

  /** How to let time pass. */
  interface Sleep {
    void of(Duration time) throws InterruptedException;
  }

  <T> T run(Supplier<Attempt<T>> request, Sleep sleep) {
    for (int sent = 1; ; sent++) {
      switch (request.get()) {
        case Succeeded<T>(T value) -> {
          return value;
        }
        case Failed<T>(EmbeddingUnavailable problem, Duration pause) -> {
          if (!problem.isTransient() || sent > retries || pause.compareTo(delayMax) > 0) {
            throw problem;
          }
          rest(sleep, longer(pause, backoff(sent)));
        }
      }
    }
  }

  private Duration backoff(int sent) {
    // 2^20 times any sensible delay is beyond every limit, and shifting further would overflow.
    Duration full = shorter(delay.multipliedBy(1L << Math.min(sent - 1, 20)), delayMax);
    return full.dividedBy(2)
        .plusNanos(ThreadLocalRandom.current().nextLong(full.toNanos() / 2 + 1));
  }

  private static void rest(Sleep sleep, Duration time) {
    try {
      sleep.of(time);
    } catch (InterruptedException e) {
      throw EmbeddingUnavailable.interrupted(e);
    }
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
