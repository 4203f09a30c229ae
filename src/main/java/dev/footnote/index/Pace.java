package dev.footnote.index;

import dev.footnote.embed.QuestionTraffic;
import java.time.Duration;

/**
 * How work in the background leaves the machine to others: after each piece it rests in proportion
 * to the time that the piece took, then waits a moment for the questions under way.
 */
final class Pace {
  /** Questions come before the work, but can't stop it. */
  private static final Duration QUIET_WAIT_MAX = Duration.ofMillis(250);

  private final double share;
  private final QuestionTraffic traffic;
  private long workingSince = System.nanoTime();

  /**
   * @param share of the time that is spent working, above 0 and at most 1
   */
  Pace(double share, QuestionTraffic traffic) {
    this.share = share;
    this.traffic = traffic;
  }

  /** Rests as the work since the last rest demands; ends at once when the thread is interrupted. */
  void rest() {
    long worked = System.nanoTime() - workingSince;
    try {
      Thread.sleep(Duration.ofNanos((long) (worked * (1 / share - 1))));
      traffic.awaitQuiet(QUIET_WAIT_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    workingSince = System.nanoTime();
  }
}
