package dev.footnote.web.problem;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import org.jboss.logging.MDC;

/** The name of one request, in its reply, in the log and in problem details. */
public final class RequestId {
  /** The reply's header that carries it, and the field of the log. */
  public static final String HEADER = "X-Request-Id";

  private static final String KEY = "request_id";

  private RequestId() {}

  /** Names the request; always anew, so that no client can put words into the log. */
  public static void assign(RoutingContext context) {
    String id = UUID.randomUUID().toString();
    context.put(KEY, id);
    context.response().putHeader(HEADER, id);
    MDC.put(KEY, id);
  }

  /** The request's name. */
  public static String of(RoutingContext context) {
    String id = context.get(KEY);
    if (id == null) {
      assign(context);
      id = context.get(KEY);
    }
    return String.valueOf(id);
  }
}
