package dev.footnote.web.problem;

import dev.footnote.access.KeyAuthentication;
import dev.footnote.store.Json;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Problems found before a request reaches any resource. */
public final class RouteProblems {
  private static final int MIB = 1 << 20;
  private static final long LINGER_MS = 2_000;

  private RouteProblems() {}

  /**
   * Refuses a body that is larger than it may be. What comes of it is passed over for a while, so
   * that the client can read the reply; then the connection is closed.
   */
  public static void bodyTooLarge(RoutingContext context, int bytesMax) {
    context.response().putHeader("Connection", "close");
    HttpConnection connection = context.request().connection();
    context.vertx().setTimer(LINGER_MS, timer -> connection.close());
    send(context, ProblemType.BODY_TOO_LARGE, tooLarge(bytesMax).detail());
  }

  /** A body that is larger than it may be. */
  public static ProblemException tooLarge(int bytesMax) {
    return new ProblemException(
        ProblemType.BODY_TOO_LARGE,
        "The body is larger than %d MiB, which is the limit here. Send less."
            .formatted(bytesMax / MIB));
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
