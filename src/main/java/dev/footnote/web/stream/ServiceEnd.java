package dev.footnote.web.stream;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Whether the service is stopping: what would go on for ever ends then. */
@ApplicationScoped
class ServiceEnd {
  private volatile boolean near;

  void stop(@Observes ShutdownEvent event) {
    near = true;
  }

  boolean isNear() {
    return near;
  }
}
