package dev.footnote.store;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/** Where the service's time comes from; a test replaces it. */
@jakarta.enterprise.context.Dependent
final class SystemTime {
  @Produces
  @Singleton
  InstantSource clock() {
    return new SteadyClock(Clock.systemUTC(), System::nanoTime);
  }
}
