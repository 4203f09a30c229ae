package dev.footnote.access;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** The caller of the request at hand. */
@RequestScoped
public class CurrentCaller {
  private final SecurityIdentity identity;

  CurrentCaller(SecurityIdentity identity) {
    this.identity = identity;
  }

  /** Who is asking; an unauthorised request has no caller and is refused. */
  public Caller get() {
    if (identity.getPrincipal() instanceof Caller caller) {
      return caller;
    }
    throw new UnauthorizedException();
  }
}
