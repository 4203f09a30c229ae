package dev.footnote.access;

import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request: every query is bound to this tenant, and the ledger records this name.
 *
 * @param name of the key, or {@code local admin}
 * @param keyId null for a request without a key on loopback
 */
public record Caller(int tenantId, String name, Role role, @Nullable UUID keyId)
    implements Principal {

  @Override
  public String getName() {
    return name;
  }
}
