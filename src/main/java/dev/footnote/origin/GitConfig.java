package dev.footnote.origin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is asked of Git, and how much of it. */
@ConfigMapping(prefix = "footnote.git")
public interface GitConfig {
  /** Whether commits and their authors are looked up and kept. */
  @WithDefault("true")
  boolean authors();

  /** Whether authors' e-mail addresses are kept beside their names. */
  @WithDefault("true")
  boolean emails();

  /**
   * Work trees that are read although they belong to another user, as Git's {@code safe.directory}
   * names them; beside those that Git's own settings name.
   */
  Optional<List<String>> safeDirectories();

  /** How long after a look at a folder the next one follows, at the earliest. */
  @WithDefault("1s")
  Duration every();

  /** Versions that one walk through the history is made for. */
  @WithDefault("10000")
  int versionsMax();

  /** Commits that one walk visits; what it has not found by then is not known. */
  @WithDefault("100000")
  int commitsMax();

  /** How long one walk may take; what it has not found by then is not known. */
  @WithDefault("20s")
  Duration walkMax();
}
