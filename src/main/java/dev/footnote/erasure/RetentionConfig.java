package dev.footnote.erasure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How long answers are kept: {@code footnote.retention.*}. */
@ConfigMapping(prefix = "footnote.retention")
public interface RetentionConfig {

  /** How long the answers of every collection are kept; without end when absent. */
  Optional<Duration> keep();

  /** How long those of single collections are kept, by collection name. */
  Map<String, Duration> collections();

  /** How often answers that are too old are looked for. */
  @WithDefault("1h")
  Duration every();
}
