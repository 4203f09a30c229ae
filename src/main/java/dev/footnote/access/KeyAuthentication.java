package dev.footnote.access;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who sends a request: by the key in {@code Authorization: Bearer} or {@code X-API-Key},
 * by the cookie of the sign-in page, or, on loopback, by nothing at all. A key that is given and
 * wrong is never overlooked.
 */
@ApplicationScoped
public class KeyAuthentication implements HttpAuthenticationMechanism {
  /** The cookie that the sign-in page sets. */
  public static final String COOKIE = "footnote_key";

  /** Under this name a routing context holds why nobody was recognised, in a sentence. */
  public static final String REFUSAL = "footnote.refusal";

  /** What a client is told to send. */
  public static final String CHALLENGE = "Bearer realm=\"footnote\"";

  private static final String BEARER = "bearer ";

  private final Listening listening;

  KeyAuthentication(Listening listening) {
    this.listening = listening;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identities) {
    String header = keyInHeader(context.request().headers());
    if (header != null) {
      return recognise(new KeyRequest(header), context, identities);
    }
    Cookie cookie = context.request().getCookie(COOKIE);
    RequestOrigin origin = originOf(context);
    if (cookie != null) {
      return unless(origin.refusedAsForeign(), keyInCookie(cookie.getValue()), context, identities);
    }
    if (listening.onLoopbackOnly()) {
      return unless(origin.refusedAsLocal(), new LocalRequest(), context, identities);
    }
    context.put(REFUSAL, "The request carries no API key.");
    return Uni.createFrom().nullItem();
  }

  /** A key as the cookie carries it: in base64url, since an operator's key may hold anything. */
  public static String cookieValue(String secret) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(secret.getBytes(StandardCharsets.UTF_8));
  }

  private static KeyRequest keyInCookie(String value) {
    try {
      byte[] secret = Base64.getUrlDecoder().decode(value);
      return new KeyRequest(new String(secret, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notOurs) {
      return new KeyRequest(value);
    }
  }

  /** Whether another site's page has a browser send this, in order to change something. */
  public static boolean isForeign(RoutingContext context) {
    return originOf(context).refusedAsForeign().isPresent();
  }

  private static Uni<SecurityIdentity> unless(
      Optional<String> refusal,
      AuthenticationRequest request,
      RoutingContext context,
      IdentityProviderManager identities) {
    if (refusal.isPresent()) {
      context.put(REFUSAL, refusal.get());
      return Uni.createFrom().nullItem();
    }
    return recognise(request, context, identities);
  }

  private static Uni<SecurityIdentity> recognise(
      AuthenticationRequest request, RoutingContext context, IdentityProviderManager identities) {
    return identities.authenticate(HttpSecurityUtils.setRoutingContextAttribute(request, context));
  }

  /** The key; also what stands in its place under another scheme, which then is a wrong key. */
  private static @Nullable String keyInHeader(MultiMap headers) {
    String authorization = headers.get("Authorization");
    if (authorization == null) {
      return headers.get("X-API-Key");
    }
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : authorization;
  }

  private static RequestOrigin originOf(RoutingContext context) {
    MultiMap headers = context.request().headers();
    var authority = context.request().authority();
    return new RequestOrigin(
        context.request().method().name(),
        authority == null ? null : authority.toString(),
        headers.get("Origin"),
        headers.get("Sec-Fetch-Site"),
        headers.contains("Forwarded")
            || headers.contains("X-Forwarded-For")
            || headers.contains("X-Forwarded-Host"));
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom()
        .item(
            new ChallengeData(
                HttpResponseStatus.UNAUTHORIZED.code(), "WWW-Authenticate", CHALLENGE));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(KeyRequest.class, LocalRequest.class);
  }
}
