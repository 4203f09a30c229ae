package dev.footnote.web.problem;

import io.vertx.ext.web.RoutingContext;

/**
 * The problem of an answer that failed when its first events had left, and its status with them.
 */
public final class LateProblem {
  private LateProblem() {}

  public static Problem of(RuntimeException failure, RoutingContext context) {
    ProblemException problem = Problems.of(failure);
    return Problem.of(problem.type(), problem.detail(), RequestId.of(context), problem.errors());
  }
}
