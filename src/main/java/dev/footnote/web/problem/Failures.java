package dev.footnote.web.problem;

import dev.footnote.access.TooManyKeys;
import dev.footnote.store.DatabaseTrouble;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * What stands in the way although the request is in order. A defect is logged here, once, and told
 * outside as an id alone.
 */
class Failures {
  private static final Logger LOG = Logger.getLogger(Failures.class);

  @ServerExceptionMapper
  Response tooManyKeys(TooManyKeys tooMany, RoutingContext context) {
    return ProblemReply.to(context, ProblemType.CONFLICT, String.valueOf(tooMany.getMessage()));
  }

  @ServerExceptionMapper
  Response unexpected(Throwable failure, RoutingContext context) {
    if (DatabaseTrouble.isCauseOf(failure)) {
      return ProblemReply.to(context, Problems.noDatabase(failure));
    }
    LOG.errorf(failure, "%s %s failed", context.request().method(), context.normalizedPath());
    return ProblemReply.to(
        context,
        ProblemType.INTERNAL,
        "The request could not be answered because of a defect. Its cause is in the service's log,"
            + " under the id in 'instance'.");
  }
}
