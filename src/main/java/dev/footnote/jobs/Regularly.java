package dev.footnote.jobs;

import dev.footnote.store.DatabaseTrouble;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Work that is repeated as long as the process lives, each in a thread of its own, with a pause
 * between two runs. The pauses are measured by the monotonic timer: a timetable by the machine's
 * clock would stand still for an hour when that is set back by one.
 */
@ApplicationScoped
public class Regularly {
  private static final Logger LOG = Logger.getLogger(Regularly.class.getName());

  /** More than there are kinds of work, so that a long one holds up no other. */
  private static final int THREADS = 24;

  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("regularly-", 0).factory());

  /**
   * Repeats some work, the first time after one pause. What fails is told and tried again.
   *
   * @param name the work as a person calls it, for the log
   */
  public void run(String name, Duration pause, Runnable work) {
    var unused =
        timer.scheduleWithFixedDelay(
            () -> attempt(name, pause, work),
            pause.toNanos(),
            pause.toNanos(),
            TimeUnit.NANOSECONDS);
  }

  private void attempt(String name, Duration pause, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failure) {
      if (timer.isShutdown()) {
        LOG.log(Level.FINE, "Stopped during: " + name, failure);
      } else if (DatabaseTrouble.isCauseOf(failure)) {
        LOG.warning(
            "The database prevents: %s. Tried again in %d s: %s"
                .formatted(name, pause.toSeconds(), failure.getMessage()));
      } else {
        LOG.log(Level.SEVERE, "Failed, and is tried again: " + name, failure);
      }
    }
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) {
    timer.shutdownNow();
  }
}
