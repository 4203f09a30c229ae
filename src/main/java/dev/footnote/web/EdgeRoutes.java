package dev.footnote.web;

import dev.footnote.web.problem.RequestId;
import dev.footnote.web.problem.RouteProblems;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * What every request meets, whichever part of the service it is for: a name, a limit on its body
 * and, on the reply, headers that keep a browser from doing harm.
 */
@ApplicationScoped
class EdgeRoutes {
  private static final int BEFORE_ALL_OTHERS = -10_000;
  private static final int AFTER_THE_SERVERS_OWN_LIMIT =
      RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1;

  /** Own files only: no inline script or style, no frame around it, no other site. */
  static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  /** Swagger UI is not ours and brings inline script and style. */
  static final String CONTENT_POLICY_SWAGGER =
      "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

  void routes(@Observes Router router) {
    router.route().order(BEFORE_ALL_OTHERS).handler(EdgeRoutes::admit);
    // BoundedBody counts instead: the server would cut the connection off without a word.
    router
        .route()
        .order(AFTER_THE_SERVERS_OWN_LIMIT)
        .handler(
            context -> {
              context.remove(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY);
              context.next();
            });
    router.route().last().handler(RouteProblems::notFound);
  }

  private static void admit(RoutingContext context) {
    RequestId.assign(context);
    protect(context);
    int bytesMax = BodyLimits.of(context.normalizedPath());
    if (declaredLength(context) > bytesMax) {
      RouteProblems.bodyTooLarge(context, bytesMax);
    } else {
      context.next();
    }
  }

  private static void protect(RoutingContext context) {
    boolean swagger = context.normalizedPath().startsWith("/q/swagger-ui");
    MultiMap headers = context.response().headers();
    headers.set("Content-Security-Policy", swagger ? CONTENT_POLICY_SWAGGER : CONTENT_POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    // Not no-referrer: with it, browsers send forms with "Origin: null", as if from another site.
    headers.set("Referrer-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
  }

  /** Bytes that the client says it will send; 0 if it doesn't say. */
  private static long declaredLength(RoutingContext context) {
    String length = context.request().getHeader("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
