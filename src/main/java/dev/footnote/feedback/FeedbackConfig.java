package dev.footnote.feedback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of feedback: {@code footnote.feedback.*}. */
@ConfigMapping(prefix = "footnote.feedback")
public interface FeedbackConfig {

  /** The most entries about one answer. */
  @WithDefault("200")
  int perAnswerMax();

  /** The most answers in one export, the latest spoken of first. */
  @WithDefault("2000")
  int exportMax();
}
