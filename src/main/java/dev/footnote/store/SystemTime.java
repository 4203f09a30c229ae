package dev.footnote.store;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The time of day, unless a test brings another. */
class SystemTime {
  @Produces
  @Singleton
  @DefaultBean
  InstantSource now() {
    return InstantSource.system();
  }
}
