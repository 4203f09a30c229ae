package dev.footnote.evaluation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of golden sets and of runs over them: {@code footnote.evaluation.*}. */
@ConfigMapping(prefix = "footnote.evaluation")
public interface EvaluationConfig {
  /** Questions of a golden set at most. */
  @WithDefault("2000")
  int questionsMax();

  /** Golden sets of a tenant at most. */
  @WithDefault("100")
  int goldenSetsMax();

  /** Runs of a tenant that are queued or under way at most. */
  @WithDefault("10")
  int unfinishedRunsMax();

  /** How long one step of a run takes at most; between two others may take the thread. */
  @WithDefault("10s")
  Duration step();

  /** How long a run waits before it asks again while the embedding model does not answer. */
  @WithDefault("15s")
  Duration retryAfter();

  /** How often runs whose task was lost are queued again. */
  @WithDefault("1m")
  Duration tendEvery();
}
