package dev.footnote.erasure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of an erasure: {@code footnote.erasure.*}. */
@ConfigMapping(prefix = "footnote.erasure")
public interface ErasureConfig {

  /** Answers that are erased in one transaction, under one tombstone. */
  @WithDefault("200")
  int batch();

  /** Answers that one request erases; it says when there are more. */
  @WithDefault("10000")
  int answersMax();
}
