package dev.footnote.web.problem;

import dev.footnote.access.KeyAuthentication;
import dev.footnote.store.Json;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Problems found before a request reaches any resource. */
public final class RouteProblems {
  static final String TOO_LARGE = "The body is larger than 1 MiB, which is the limit. Send less.";

  private RouteProblems() {}

  /** Refuses a body that is declared larger than the limit; the connection is closed. */
  public static void bodyTooLarge(RoutingContext context) {
    context.response().putHeader("Connection", "close");
    send(context, ProblemType.BODY_TOO_LARGE, TOO_LARGE);
  }

  /** Says that no part of the service knows the path. */
  public static void notFound(RoutingContext context) {
    send(
        context,
        ProblemType.NOT_FOUND,
        "There is nothing at %s.".formatted(context.normalizedPath()));
  }

  /** Refuses a request that carries no API key. */
  public static void noKey(RoutingContext context) {
    challenge(context, AccessProblems.noKey(context));
  }

  /** Refuses a request whose API key nobody knows. */
  public static void unknownKey(RoutingContext context) {
    challenge(context, AccessProblems.unknownKey(context));
  }

  /** Tells of what stands in the way although the request is in order. */
  public static void failed(RoutingContext context, Throwable failure) {
    ProblemException problem = Problems.of(failure);
    send(context, problem.type(), problem.detail());
  }

  private static void challenge(RoutingContext context, String detail) {
    context.response().putHeader("WWW-Authenticate", KeyAuthentication.CHALLENGE);
    send(context, ProblemType.UNAUTHORIZED, detail);
  }

  private static void send(RoutingContext context, ProblemType type, String detail) {
    HttpServerResponse response = context.response().setStatusCode(type.status());
    Problem problem = Problem.of(type, detail, RequestId.of(context), List.of());
    response.putHeader("Content-Type", Problem.MEDIA_TYPE).end(Json.write(problem));
  }
}
