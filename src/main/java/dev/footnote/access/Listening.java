package dev.footnote.access;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the service listens, which decides whether a request may come without a key. */
@ApplicationScoped
public class Listening {
  private final String host;

  Listening(@ConfigProperty(name = "quarkus.http.host") String host) {
    this.host = host;
  }

  /** The address or name it listens on. */
  public String host() {
    return host;
  }

  /** Whether only this machine can reach it. */
  public boolean onLoopbackOnly() {
    return Loopback.isHost(host);
  }
}
