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

  /**
   * How long a document that is gone stays answered from at most, while documents that were added
   * in the same time before are not answered from yet.
   */
  @WithDefault("30s")
  Duration removalWait();

  /** Share of the time, above 0 and at most 1, that one core spends on filling a generation. */
  @WithDefault("0.5")
  double rebuildShare();

  /** How long one step of filling takes at most; between two others may take the thread. */
  @WithDefault("10s")
  Duration rebuildStep();

  /** Generations of a collection that edits reach at once, the live one included. */
  @WithDefault("3")
  int generationsMax();

  /** How long a generation is kept up to date after it was live, so that it can be put back. */
  @WithDefault("7d")
  Duration retireAfter();

  /** Passages of an ended generation that are deleted in one transaction. */
  @WithDefault("200")
  int retireBatch();

  /**
   * How often generations are looked after: lost tasks, kept ones whose time is over, rows to
   * delete.
   */
  @WithDefault("10s")
  Duration generationsEvery();

  /** How often the log tells how far indexing is, while there is something to tell. */
  @WithDefault("5s")
  Duration progressEvery();
}
