package dev.footnote.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the REST layer itself refuses: paths, methods, media types, bodies. */
class RestProblems {
  private final Failures failures;

  RestProblems(Failures failures) {
    this.failures = failures;
  }

  @ServerExceptionMapper
  Response refused(WebApplicationException refused, RoutingContext context) {
    if (refused.getCause() instanceof JsonProcessingException json) {
      return ProblemReply.to(context, JsonComplaint.of(json));
    }
    Response original = refused.getResponse();
    int status = original.getStatus();
    if (status < 400) {
      return original;
    }
    return status < 500 ? clientError(original, context) : failures.unexpected(refused, context);
  }

  private static Response clientError(Response original, RoutingContext context) {
    return switch (original.getStatus()) {
      case 404 -> reply(context, ProblemType.NOT_FOUND, "There is nothing at %s.");
      case 405 ->
          ProblemReply.to(
              context,
              ProblemType.METHOD_NOT_ALLOWED,
              "%s does not take %s."
                  .formatted(context.normalizedPath(), context.request().method().name()));
      case 406 ->
          reply(
              context,
              ProblemType.NOT_ACCEPTABLE,
              "%s can't be sent in any format that the Accept header allows.");
      case 413 ->
          reply(
              context, ProblemType.BODY_TOO_LARGE, "The body for %s has a part that is too large.");
      case 415 ->
          reply(
              context,
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "%s can't read a body of that Content-Type. Send application/json.");
      default ->
          reply(
              context,
              ProblemType.INVALID_INPUT,
              "The request to %s can't be understood. Check its parameters and its body.");
    };
  }

  private static Response reply(RoutingContext context, ProblemType type, String detail) {
    return ProblemReply.to(context, type, detail.formatted(context.normalizedPath()), List.of());
  }
}
