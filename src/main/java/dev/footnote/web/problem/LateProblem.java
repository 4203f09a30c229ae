package dev.footnote.web.problem;

import dev.footnote.llm.LanguageModelFailed;
import dev.footnote.store.DatabaseTrouble;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The problem of an answer that failed when its first events had left, and its status with them.
 */
public final class LateProblem {
  private static final Logger LOG = Logger.getLogger(LateProblem.class);

  private LateProblem() {}

  /** A defect is logged, and told as an id alone. */
  public static Problem of(RuntimeException failure, RoutingContext context) {
    String id = RequestId.of(context);
    if (failure instanceof LanguageModelFailed failed) {
      LOG.warnf("The language model failed: %s", failed.getMessage());
      return Problem.of(
          ProblemType.LANGUAGE_MODEL_UNAVAILABLE,
          "The language model does not answer at the moment. Try again in a few seconds.",
          id,
          List.of());
    }
    if (DatabaseTrouble.isCauseOf(failure)) {
      LOG.warnf("The database can't be reached: %s", failure.getMessage());
      return Problem.of(
          ProblemType.DATABASE_UNAVAILABLE,
          "The database does not answer at the moment. Try again in a few seconds.",
          id,
          List.of());
    }
    LOG.errorf(failure, "A streamed answer failed (%s)", id);
    return Problem.of(
        ProblemType.INTERNAL,
        "The answer broke off because of a defect. Its cause is in the service's log, under the id in"
            + " 'instance'.",
        id,
        List.of());
  }
}
