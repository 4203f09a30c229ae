package dev.footnote.web.problem;

import dev.footnote.access.KeyAuthentication;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Callers who are not known, or may not do what they want. */
class AccessProblems {
  private static final Logger LOG = Logger.getLogger(AccessProblems.class);

  @ServerExceptionMapper
  Response unauthorized(UnauthorizedException unauthorized, RoutingContext context) {
    return ProblemReply.to(context, ProblemType.UNAUTHORIZED, noKey(context));
  }

  static String noKey(RoutingContext context) {
    String refusal = context.get(KeyAuthentication.REFUSAL);
    return (refusal == null ? "The request carries no API key." : refusal)
        + " Send a key as 'Authorization: Bearer fn_…'.";
  }

  static String unknownKey(RoutingContext context) {
    LOG.infof("Refused an API key sent from %s", context.request().remoteAddress());
    return "The API key is unknown or has been revoked. Ask an admin for another.";
  }

  @ServerExceptionMapper
  Response wrongKey(AuthenticationFailedException wrong, RoutingContext context) {
    return ProblemReply.to(context, ProblemType.UNAUTHORIZED, unknownKey(context));
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException forbidden, RoutingContext context) {
    return ProblemReply.to(
        context,
        ProblemType.FORBIDDEN,
        "The role of this API key does not allow %s %s."
            .formatted(context.request().method().name(), context.normalizedPath()),
        List.of());
  }
}
