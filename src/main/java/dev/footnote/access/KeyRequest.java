package dev.footnote.access;

import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** The wish to be recognised by an API key. */
final class KeyRequest extends BaseAuthenticationRequest implements AuthenticationRequest {
  private final String secret;

  KeyRequest(String secret) {
    this.secret = secret;
  }

  String secret() {
    return secret;
  }
}
