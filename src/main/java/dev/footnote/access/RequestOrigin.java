package dev.footnote.access;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of where it comes from. A browser sets these headers itself; a page can't
 * forge them.
 *
 * @param method HTTP method
 * @param host what the client believes to talk to, {@code host} or {@code host:port}
 * @param origin the page that sends it, as scheme, host and port; null if not said
 * @param fetchSite {@code Sec-Fetch-Site}; null from clients that aren't browsers
 * @param forwarded whether a proxy says that it passed the request on
 */
record RequestOrigin(
    String method,
    @Nullable String host,
    @Nullable String origin,
    @Nullable String fetchSite,
    boolean forwarded) {

  /** Why this may not be served without a key on loopback; empty if it may. */
  Optional<String> refusedAsLocal() {
    if (forwarded) {
      return Optional.of("A request that a proxy passed on needs an API key.");
    }
    if (host == null || !Loopback.isAuthority(host)) {
      // DNS rebinding: a foreign name that was made to point at this machine.
      return Optional.of(
          "Without an API key this service answers only as localhost or 127.0.0.1, and the request"
              + " was addressed to another name.");
    }
    return refusedAsForeign();
  }

  /**
   * Why this may not use what the browser sends by itself (a cookie, its place on this machine).
   */
  Optional<String> refusedAsForeign() {
    return changesNothing() || isSameOrigin()
        ? Optional.empty()
        : Optional.of("A page of another site may not change anything here.");
  }

  private boolean changesNothing() {
    return method.equals("GET") || method.equals("HEAD");
  }

  private boolean isSameOrigin() {
    if (fetchSite != null && !fetchSite.equals("same-origin") && !fetchSite.equals("none")) {
      return false;
    }
    return origin == null || (host != null && host.equalsIgnoreCase(authorityOf(origin)));
  }

  /**
   * Host and port of an origin; empty text if it has none, as in {@code null} or {@code file://}.
   */
  private static String authorityOf(String origin) {
    try {
      String authority = URI.create(origin.toLowerCase(Locale.ROOT)).getRawAuthority();
      return authority == null ? "" : authority;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
