package dev.footnote.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

/** A caller as Quarkus carries it through a request. */
final class Identities {
  private Identities() {}

  static SecurityIdentity of(Caller caller) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(caller)
        .addRoles(caller.role().permissions())
        .build();
  }
}
