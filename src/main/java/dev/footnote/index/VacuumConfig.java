package dev.footnote.index;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is cleared away, and when: {@code footnote.vacuum.*}. */
@ConfigMapping(prefix = "footnote.vacuum")
public interface VacuumConfig {
  /** How often replaced chunks are looked for. */
  @WithDefault("1h")
  Duration every();

  /**
   * How long a replaced chunk can still be searched for as it was. What an answer cites is kept
   * without end. Moments before the last removal can't be searched any more.
   */
  @WithDefault("365d")
  Duration keepReplaced();

  /** Chunks removed in one transaction. */
  @WithDefault("500")
  int batch();

  /** Counts of moments that can't be searched any more, removed in one transaction. */
  @WithDefault("10000")
  int countsBatch();

  /** How often passages that nothing current shows are looked for. */
  @WithDefault("1m")
  Duration pastEvery();

  /**
   * How long nothing current has to show a passage before it is moved: what is put back sooner, as
   * it was, costs nothing.
   */
  @WithDefault("10m")
  Duration pastAfter();

  /** Passages moved in one transaction. */
  @WithDefault("100")
  int pastBatch();

  /** How often the vector index is tried for what it finds. */
  @WithDefault("24h")
  Duration recallEvery();

  /** Below this recall@10 the vector index is built anew. */
  @WithDefault("0.9")
  double recallMin();

  /** Stored vectors that the index is tried with. */
  @WithDefault("20")
  int recallSamples();
}
