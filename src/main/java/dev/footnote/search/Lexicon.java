package dev.footnote.search;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a collection's live passages know of words. */
interface Lexicon {
  /** How many live passages hold each of the terms; one that none holds may be missing. */
  Map<Integer, Long> holding(Set<Integer> terms);

  /**
   * Terms of live passages that share one of these keys.
   *
   * @param keys by {@link dev.footnote.text.Spelling#keysOfTyped}
   */
  List<Known> near(Set<String> keys);

  /** A term and how many live passages hold it, at least one. */
  record Known(String term, long passages) {}
}
