package dev.footnote.web.mcp;

import io.quarkiverse.mcp.server.InitialCheck;
import io.quarkiverse.mcp.server.InitialRequest;
import io.quarkiverse.mcp.server.runtime.ConnectionManager;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Turns new sessions away while as many are open as the service allows. */
@Singleton
class SessionLimit implements InitialCheck {
  private final ConnectionManager sessions;
  private final McpConfig config;

  SessionLimit(ConnectionManager sessions, McpConfig config) {
    this.sessions = sessions;
    this.config = config;
  }

  @Override
  public Uni<CheckResult> perform(InitialRequest request) {
    // The one that asks is counted already.
    int open = 0;
    for (var session : sessions) {
      open++;
    }
    return open <= config.sessionsMax()
        ? CheckResult.success()
        : CheckResult.error(
            "%d sessions are open already, which is the limit. End one, or try again later."
                .formatted(config.sessionsMax()));
  }
}
