package dev.footnote.index;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of indexing. */
@ConfigMapping(prefix = "footnote.index")
public interface IndexConfig {
  /** Bytes of a document at most; a larger one is parked. */
  @WithDefault("33554432")
  int bytesMax();

  /** Pages of a document at most. */
  @WithDefault("2000")
  int pagesMax();

  /** UTF-16 code units of a document's text at most. */
  @WithDefault("10000000")
  int textCharsMax();

  /** How long reading one document may take. */
  @WithDefault("60s")
  Duration parseTimeMax();

  /** Chunks of a document at most; one with more is parked. */
  @WithDefault("20000")
  int chunksMax();

  /** Passages that the model is given in one call, after which a lost lease is noticed. */
  @WithDefault("64")
  int embedBatch();

  /** How often an unexpected failure of the same document is tried again before it is parked. */
  @WithDefault("5")
  int attemptsMax();

  /** Longest wait before a document with a passing problem is tried again. */
  @WithDefault("5m")
  Duration retryMax();

  /** How often the log tells how far indexing is, while there is something to tell. */
  @WithDefault("5s")
  Duration progressEvery();
}
