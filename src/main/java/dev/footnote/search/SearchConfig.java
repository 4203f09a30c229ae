package dev.footnote.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of a search: {@code footnote.search.*}. The figures behind them: docs/benchmarks.md. */
@ConfigMapping(prefix = "footnote.search")
public interface SearchConfig {

  /** The most hits that may be asked for. */
  @WithDefault("100")
  int hitsMax();

  /** The longest question, in UTF-16 code units. */
  @WithDefault("8192")
  int questionCharsMax();

  /** The most conditions on metadata in one filter. */
  @WithDefault("16")
  int filterConditionsMax();

  /** The longest path pattern and the longest metadata condition, in UTF-16 code units. */
  @WithDefault("1024")
  int filterCharsMax();

  /** How many passages each leg brings into fusion; never fewer than the hits asked for. */
  @WithDefault("50")
  int candidatesPerLeg();

  /**
   * How many rows are enough for the lexical leg: it takes the question's rarest terms until that
   * many passages hold one. All terms count in the score.
   */
  @WithDefault("2000")
  int lexicalRowsEnough();

  /**
   * How many rows the lexical leg scores at most. A term that would lead beyond brings no
   * candidates, however few rows the rarer ones have brought.
   */
  @WithDefault("5000")
  int lexicalRowsMax();

  /**
   * Size of the HNSW scan's candidate list: recall against time. Questions lie apart from passages;
   * with 100 a few find none of their nearest.
   */
  @WithDefault("200")
  int efSearch();

  /** The most index entries that one HNSW scan visits in search of rows that pass the filter. */
  @WithDefault("20000")
  int scanTuplesMax();

  /** Up to this many passages are compared one by one rather than through the HNSW index. */
  @WithDefault("1000")
  int exactRowsMax();

  /** Documents whose names, once read as words, are remembered; some 500 bytes each. */
  @WithDefault("20000")
  int namesRememberedMax();

  /** How many of the places where one and the same passage stands are shown. */
  @WithDefault("3")
  int placesPerPassageMax();

  /** How far the documents whose changes wait for indexing are counted. */
  @WithDefault("1000")
  int waitingCountMax();

  /** How long a request may wait for the index to reach the watermark that it names. */
  @WithDefault("5s")
  Duration watermarkWait();

  /** How often the watermark is read while requests wait for it. */
  @WithDefault("10ms")
  Duration watermarkPollEvery();

  /** Requests that may wait for a watermark at once. */
  @WithDefault("1000")
  int watermarkWaitersMax();

  /** The longest that one statement may take. */
  @WithDefault("5s")
  Duration statementTimeout();
}
