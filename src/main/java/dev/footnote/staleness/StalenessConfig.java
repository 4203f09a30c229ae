package dev.footnote.staleness;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of what follows citations. */
@ConfigMapping(prefix = "footnote.staleness")
public interface StalenessConfig {
  /** How long after a look for new answers and changes the next one follows. */
  @WithDefault("500ms")
  Duration every();

  /** Changes that one transaction follows. */
  @WithDefault("100")
  int changesMax();

  /** New answers that one transaction reads. */
  @WithDefault("500")
  int answersMax();

  /** Answers that an event of the feed names; the rest is found by the passage. */
  @WithDefault("100")
  int answersShownMax();

  /** How long events of the feed are kept. */
  @WithDefault("90d")
  Duration eventsKept();

  /** Old events of a tenant that are forgotten at once, each minute. */
  @WithDefault("1000")
  int forgetMax();

  /** Clients that may read the feed as a stream at once, in one process. */
  @WithDefault("50")
  int streamsMax();

  /** How often a stream looks for new events. */
  @WithDefault("500ms")
  Duration streamEvery();

  /** Distinct cited passages of a document that the impact of an edit is told for. */
  @WithDefault("2000")
  int impactPassagesMax();
}
