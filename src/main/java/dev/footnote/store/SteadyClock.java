package dev.footnote.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The machine's clock, except that it never goes back: leases, waits and the times of changes all
 * rest on it. It moves on at the pace of the monotonic timer, follows the machine's clock at once
 * where that is ahead, and where that is behind (set back, or corrected) goes a tenth slower until
 * both agree.
 */
final class SteadyClock implements InstantSource {
  private static final long SLOWER = 10;

  private final InstantSource machine;
  private final LongSupplier nanoTime;
  private Instant last;
  private long lastNs;

  /**
   * @param nanoTime a timer that nobody sets, in nanoseconds
   */
  SteadyClock(InstantSource machine, LongSupplier nanoTime) {
    this.machine = machine;
    this.nanoTime = nanoTime;
    this.last = machine.instant();
    this.lastNs = nanoTime.getAsLong();
  }

  @Override
  public synchronized Instant instant() {
    long nowNs = nanoTime.getAsLong();
    long passed = nowNs - lastNs;
    Instant said = machine.instant();
    Instant slow = last.plusNanos(passed - passed / SLOWER);
    last = said.isAfter(slow) ? said : slow;
    lastNs = nowNs;
    return last;
  }
}
