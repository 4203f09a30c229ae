package dev.footnote.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes the person at this machine the admin of the default tenant. */
@ApplicationScoped
class LocalIdentityProvider implements IdentityProvider<LocalRequest> {
  private final DefaultTenant tenant;

  LocalIdentityProvider(DefaultTenant tenant) {
    this.tenant = tenant;
  }

  @Override
  public Class<LocalRequest> getRequestType() {
    return LocalRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      LocalRequest request, AuthenticationRequestContext context) {
    return context.runBlocking(
        () -> Identities.of(new Caller(tenant.id(), "local admin", Role.ADMIN, null)));
  }
}
