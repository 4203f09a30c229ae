package dev.footnote.web.mcp;

import dev.footnote.web.BodyLimits;
import dev.footnote.web.problem.RouteProblems;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.BiConsumer;

/**
 * Lets in who may use the REST API, and nobody else: a request is refused here as the API refuses
 * it, before a session is looked at. The older transport, whose sessions are streams, stays shut.
 */
@ApplicationScoped
class McpDoor {
  static final String PATH = "/mcp";

  /** After authentication was prepared, before the protocol's own routes. */
  private static final int BETWEEN_SECURITY_AND_ROUTES = -50;

  /** Otherwise a wrong key would be answered twice. */
  private static final BiConsumer<RoutingContext, Throwable> TOLD_HERE = (context, failure) -> {};

  private final IdentityProviderManager identities;

  McpDoor(IdentityProviderManager identities) {
    this.identities = identities;
  }

  void routes(@Observes Router router) {
    router.route(PATH + "/*").order(BETWEEN_SECURITY_AND_ROUTES).handler(this::admit);
    router
        .route(PATH + "/*")
        .order(BETWEEN_SECURITY_AND_ROUTES)
        .handler(BodyHandler.create(false).setBodyLimit(BodyLimits.BYTES_MAX))
        .failureHandler(McpDoor::tooLarge);
  }

  private void admit(RoutingContext context) {
    // Until it is known who asks, the body waits for whoever will read it.
    context.request().pause();
    context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, TOLD_HERE);
    QuarkusHttpUser.getSecurityIdentity(context, identities)
        .subscribe()
        .with(identity -> admit(context, identity), failure -> refuse(context, failure));
  }

  private static void admit(RoutingContext context, SecurityIdentity identity) {
    context.request().resume();
    if (identity == null || identity.isAnonymous()) {
      RouteProblems.noKey(context);
    } else if (isProtocol(context)) {
      context.next();
    } else {
      RouteProblems.notFound(context);
    }
  }

  private static void refuse(RoutingContext context, Throwable failure) {
    context.request().resume();
    if (failure instanceof AuthenticationFailedException) {
      RouteProblems.unknownKey(context);
    } else {
      RouteProblems.failed(context, failure);
    }
  }

  /** What the body's reader refuses; what anything else refuses goes its own way. */
  private static void tooLarge(RoutingContext context) {
    if (context.statusCode() == HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE.code()) {
      RouteProblems.bodyTooLarge(context, BodyLimits.BYTES_MAX);
    } else {
      context.next();
    }
  }

  private static boolean isProtocol(RoutingContext context) {
    String path = context.normalizedPath();
    return path.equals(PATH) || path.equals(PATH + "/");
  }
}
