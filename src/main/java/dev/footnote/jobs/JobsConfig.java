package dev.footnote.jobs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of the background work. */
@ConfigMapping(prefix = "footnote.jobs")
public interface JobsConfig {
  /** Documents dealt with at once; one waits for the database while others wait for the model. */
  @WithDefault("3")
  int workers();

  /** How often the table is asked for work that no notification announced. */
  @WithDefault("2s")
  Duration pollEvery();

  /**
   * How often a worker says that it is alive; after four silent intervals another takes its work.
   */
  @WithDefault("3s")
  Duration heartbeatEvery();

  /**
   * How long a stop waits for work under way; what isn't done by then is done after the next start.
   */
  @WithDefault("10s")
  Duration stopWait();

  /** Longest wait between two tries of the same work. */
  @WithDefault("5m")
  Duration retryMax();

  /** Due documents that one sweep puts back on the queue. */
  @WithDefault("10000")
  int sweepMax();
}
