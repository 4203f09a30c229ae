package dev.footnote.web.api;

import dev.footnote.answer.Admission;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets only so many questions be worked on at once, so that a rush waits or is turned away instead
 * of slowing everybody down. Questions that will wait for a language model have a door of their own
 * before it, narrow and patient: a thousand chats that begin at once leave room for searches.
 */
@ApplicationScoped
public class QuestionGate implements Admission {
  private final Door all;
  private final Door generated;
  private final Door understanding;

  QuestionGate(
      @ConfigProperty(name = "footnote.questions.at-once-max", defaultValue = "12") int atOnceMax,
      @ConfigProperty(name = "footnote.questions.wait-max", defaultValue = "5s") Duration waitMax,
      @ConfigProperty(name = "footnote.questions.generated-at-once-max")
          OptionalInt generatedAtOnceMax,
      @ConfigProperty(name = "footnote.questions.generated-wait-max", defaultValue = "60s")
          Duration generatedWaitMax) {
    this.all = new Door(atOnceMax, waitMax);
    this.understanding = new Door(halfOfTheCores(), generatedWaitMax);
    this.generated = new Door(generatedAtOnceMax.orElse(halfOfTheCores()), generatedWaitMax);
  }

  @Override
  public <T> T understand(Supplier<T> work) {
    return understanding.admit(work);
  }

  private static int halfOfTheCores() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  /** Runs the question when its turn comes; a problem if it doesn't come soon. */
  public <T> T admit(Supplier<T> question) {
    return all.admit(question);
  }

  @Override
  public <T> T admit(boolean willWaitForModel, Supplier<T> work) {
    return willWaitForModel ? generated.admit(() -> all.admit(work)) : all.admit(work);
  }

  private static final class Door {
    private final Semaphore places;
    private final int atOnceMax;
    private final Duration waitMax;

    Door(int atOnceMax, Duration waitMax) {
      this.places = new Semaphore(atOnceMax, true);
      this.atOnceMax = atOnceMax;
      this.waitMax = waitMax;
    }

    <T> T admit(Supplier<T> work) {
      if (!isAdmitted()) {
        throw new ProblemException(
            ProblemType.OVERLOADED,
            "%d questions are being answered already. Try again in a few seconds."
                .formatted(atOnceMax));
      }
      try {
        return work.get();
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
}
