package dev.footnote.embed;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The questions under way in this process, from their embedding to their last row, so that work in
 * the background can make way for them.
 */
@ApplicationScoped
public class QuestionTraffic {
  private int underWay;

  /** Answers a question, which counts as under way meanwhile. */
  public <T> T during(Supplier<T> question) {
    count(1);
    try {
      return question.get();
    } finally {
      count(-1);
    }
  }

  private synchronized void count(int change) {
    underWay += change;
    if (underWay == 0) {
      notifyAll();
    }
  }

  /** Waits until no question is under way, or the time is over. */
  public synchronized void awaitQuiet(Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    for (long left = longest.toMillis(); underWay > 0 && left > 0; ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }
}
