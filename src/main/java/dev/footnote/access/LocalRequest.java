package dev.footnote.access;

import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** The wish to be served without a key, as the person at this machine. */
final class LocalRequest extends BaseAuthenticationRequest implements AuthenticationRequest {}
