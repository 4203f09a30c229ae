package dev.footnote.web.page;

import dev.footnote.access.ApiKeys;
import dev.footnote.access.Caller;
import dev.footnote.access.KeyAuthentication;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Coming in with an API key through a browser, and going out again. */
@Path("/")
@PermitAll
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class SignInPages {
  private static final Logger LOG = Logger.getLogger(SignInPages.class);

  private final ApiKeys keys;
  private final CurrentIdentityAssociation identity;

  SignInPages(ApiKeys keys, CurrentIdentityAssociation identity) {
    this.keys = keys;
    this.identity = identity;
  }

  @CheckedTemplate(basePath = "page")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance signin(@Nullable Caller caller, boolean wrong, String next);
  }

  @GET
  @Operation(hidden = true)
  @Path("sign-in")
  public TemplateInstance form(@QueryParam("next") @DefaultValue("/") String next) {
    return Templates.signin(callerOrNull(), false, next);
  }

  @POST
  @Operation(hidden = true)
  @Path("sign-in")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response signIn(
      @FormParam("key") @DefaultValue("") String key,
      @FormParam("next") @DefaultValue("/") String next,
      RoutingContext context) {
    if (KeyAuthentication.isForeign(context)) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "Another site's page may not sign you in here.");
    }
    String secret = key.strip();
    if (keys.recognise(secret).isEmpty()) {
      LOG.infof("Refused an API key sent from %s", context.request().remoteAddress());
      return Response.status(Response.Status.UNAUTHORIZED)
          .header("WWW-Authenticate", KeyAuthentication.CHALLENGE)
          .entity(Templates.signin(null, true, next))
          .build();
    }
    return Response.seeOther(URI.create(isOwnPath(next) ? next : "/"))
        .cookie(cookie(KeyAuthentication.cookieValue(secret), NewCookie.DEFAULT_MAX_AGE, context))
        .build();
  }

  @POST
  @Operation(hidden = true)
  @Path("sign-out")
  public Response signOut(RoutingContext context) {
    return Response.seeOther(URI.create("/sign-in")).cookie(cookie("", 0, context)).build();
  }

  private static NewCookie cookie(String value, int maxAge, RoutingContext context) {
    return new NewCookie.Builder(KeyAuthentication.COOKIE)
        .value(value)
        .path("/")
        .maxAge(maxAge)
        .httpOnly(true)
        .secure(context.request().isSSL())
        .sameSite(NewCookie.SameSite.STRICT)
        .build();
  }

  /** Whether it leads to a page of ours: no host, nothing that a browser reads as one. */
  private static boolean isOwnPath(String next) {
    return next.matches("/(?![/\\\\])[A-Za-z0-9/?=&%._~#+-]*");
  }

  private @Nullable Caller callerOrNull() {
    try {
      return identity.getIdentity().getPrincipal() instanceof Caller caller ? caller : null;
    } catch (io.quarkus.security.AuthenticationFailedException wrongCookie) {
      return null;
    }
  }
}
