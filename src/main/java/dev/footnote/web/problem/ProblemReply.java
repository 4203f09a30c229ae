package dev.footnote.web.problem;

import dev.footnote.access.KeyAuthentication;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The reply to a request that met a problem: JSON for programs, a page for people. */
final class ProblemReply {
  private static final String RETRY_AFTER_SECONDS = "2";

  @CheckedTemplate(basePath = "problem")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance occurrence(Problem problem, ProblemType type);

    static native TemplateInstance words(Problem problem);
  }

  private ProblemReply() {}

  static Response to(RoutingContext context, ProblemException problem) {
    return to(context, problem.type(), problem.detail(), problem.errors());
  }

  static Response to(RoutingContext context, ProblemType type, String detail) {
    return to(context, type, detail, List.of());
  }

  static Response to(
      RoutingContext context, ProblemType type, String detail, List<FieldError> errors) {
    boolean page = wantsPage(context);
    if (page && type == ProblemType.UNAUTHORIZED) {
      return signIn(context);
    }
    Problem problem = Problem.of(type, detail, RequestId.of(context), errors);
    Response.ResponseBuilder reply = Response.status(type.status());
    if (page) {
      reply
          .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
          .entity(
              isFragment(context)
                  ? Templates.words(problem).render()
                  : Templates.occurrence(problem, type).render());
    } else if (context.normalizedPath().startsWith("/v1/")) {
      reply.type(MediaType.APPLICATION_JSON_TYPE).entity(OpenAiError.of(problem).toString());
    } else {
      reply.type(Problem.MEDIA_TYPE).entity(problem);
    }
    return switch (type.status()) {
      case 401 -> reply.header(HttpHeaders.WWW_AUTHENTICATE, KeyAuthentication.CHALLENGE).build();
      // What is left of the body is not read any more.
      case 413 -> reply.header("Connection", "close").build();
      case 503, 504 -> reply.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS).build();
      default -> reply.build();
    };
  }

  /** Whether htmx asks for a part of a page. */
  private static boolean isFragment(RoutingContext context) {
    return context.request().getHeader("HX-Request") != null;
  }

  /** A browser names HTML when it opens a page. */
  private static boolean wantsPage(RoutingContext context) {
    String accept = context.request().getHeader(HttpHeaders.ACCEPT);
    return isFragment(context)
        || (!context.normalizedPath().startsWith("/api/")
            && !context.normalizedPath().startsWith("/v1/")
            && accept != null
            && accept.contains(MediaType.TEXT_HTML));
  }

  private static Response signIn(RoutingContext context) {
    if (isFragment(context)) {
      // A redirect would be followed by the script and land inside the page.
      return Response.status(Response.Status.UNAUTHORIZED)
          .header("HX-Redirect", "/sign-in")
          .header(HttpHeaders.WWW_AUTHENTICATE, KeyAuthentication.CHALLENGE)
          .build();
    }
    String back = context.request().method().name().equals("GET") ? context.request().uri() : "/";
    return Response.seeOther(
            URI.create("/sign-in?next=" + URLEncoder.encode(back, StandardCharsets.UTF_8)))
        .build();
  }
}
