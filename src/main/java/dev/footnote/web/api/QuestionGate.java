package dev.footnote.web.api;

import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets only so many questions be answered at once, so that a rush waits or is turned away instead
 * of slowing everybody down.
 */
@ApplicationScoped
public class QuestionGate {
  private final Semaphore places;
  private final int atOnceMax;
  private final Duration waitMax;

  QuestionGate(
      @ConfigProperty(name = "footnote.questions.at-once-max", defaultValue = "12") int atOnceMax,
      @ConfigProperty(name = "footnote.questions.wait-max", defaultValue = "5s") Duration waitMax) {
    this.places = new Semaphore(atOnceMax, true);
    this.atOnceMax = atOnceMax;
    this.waitMax = waitMax;
  }

  /** Runs the question when its turn comes; a problem if it doesn't come soon. */
  public <T> T admit(Supplier<T> question) {
    if (!isAdmitted()) {
      throw new ProblemException(
          ProblemType.OVERLOADED,
          "%d questions are being answered already. Try again in a few seconds."
              .formatted(atOnceMax));
    }
    try {
      return question.get();
    } finally {
      places.release();
    }
  }

  private boolean isAdmitted() {
    try {
      return places.tryAcquire(waitMax.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
