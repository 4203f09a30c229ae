package dev.footnote.web.problem;

import dev.footnote.spend.BudgetExhausted;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Questions that no budget pays for any more. */
class BudgetProblems {
  private final InstantSource time;

  BudgetProblems(InstantSource time) {
    this.time = time;
  }

  @ServerExceptionMapper
  Response exhausted(BudgetExhausted exhausted, RoutingContext context) {
    Response reply =
        ProblemReply.to(
            context, ProblemType.BUDGET_EXHAUSTED, String.valueOf(exhausted.getMessage()));
    return Response.fromResponse(reply)
        .header(
            HttpHeaders.RETRY_AFTER,
            retryAfterSeconds(time.instant(), exhausted.exhausted().until()))
        .build();
  }

  /** Whole seconds, rounded up: whoever comes back then finds the budget anew. */
  static long retryAfterSeconds(Instant now, Instant until) {
    return Math.max(1, Duration.between(now, until).plusMillis(999).toSeconds());
  }
}
