package dev.footnote.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Recognises a caller by an API key. */
@ApplicationScoped
class KeyIdentityProvider implements IdentityProvider<KeyRequest> {
  private final ApiKeys keys;

  KeyIdentityProvider(ApiKeys keys) {
    this.keys = keys;
  }

  @Override
  public Class<KeyRequest> getRequestType() {
    return KeyRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      KeyRequest request, AuthenticationRequestContext context) {
    return context.runBlocking(
        () ->
            keys.recognise(request.secret())
                .map(Identities::of)
                .orElseThrow(
                    () ->
                        new AuthenticationFailedException(
                            "The API key is unknown or has been revoked.")));
  }
}
