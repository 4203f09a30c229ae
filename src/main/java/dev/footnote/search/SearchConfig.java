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
   * How many rows are enough for the lexical leg: it asks for less and less of a question's words,
   * one or two at a time, until so many passages are expected. All words count in the score.
   */
  @WithDefault("400")
  int lexicalRowsEnough();

  /** The same where a filter is to be passed, which many of the rows may not. */
  @WithDefault("2000")
  int lexicalRowsEnoughFiltered();

  /**
   * How many rows the lexical leg may expect at most. A word that would lead beyond brings no
   * candidates, however few rows the rarer ones bring.
   */
  @WithDefault("5000")
  int lexicalRowsMax();

  /**
   * Size of the HNSW scan's candidate list: recall against time. Questions lie apart from passages;
   * with 100 a few find none of their nearest.
   */
  @WithDefault("200")
  int efSearch();

  /**
   * Index entries, about, after which the HNSW scan of a filtered search is given up. Where so few
   * pass, the filter's documents lie apart from the question, and there the index finds but four in
   * five of the nearest.
   */
  @WithDefault("1000")
  int scanTuplesFiltered();

  /** Up to this many passages are compared one by one after a scan was given up. */
  @WithDefault("50000")
  int exactRowsApartMax();

  /**
   * The most index entries, about, that one HNSW scan visits in search of rows that pass: current
   * places, and those of a filter that leaves too many rows to be compared one by one.
   */
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
