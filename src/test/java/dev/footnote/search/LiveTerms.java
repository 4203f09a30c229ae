package dev.footnote.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The terms of a made-up corpus's current versions, counted as indexing counts them. */
final class LiveTerms {
  private final Map<Integer, Integer> frequencies = new HashMap<>();
  private final Map<UUID, int[]> held = new HashMap<>();
  private final Set<String> words = new HashSet<>();
  private int chunks;

  /** Whether a word was not met before. */
  boolean isNew(String word) {
    return words.add(word);
  }

  /**
   * Counts a document in place of its version before.
   *
   * @param terms the distinct terms of each of its passages
   */
  void replace(UUID document, int[] terms, int passages) {
    int[] before = held.put(document, terms);
    if (before == null) {
      chunks += passages;
    } else {
      Arrays.stream(before).forEach(term -> frequencies.merge(term, -1, Integer::sum));
    }
    Arrays.stream(terms).forEach(term -> frequencies.merge(term, 1, Integer::sum));
  }

  /** In how many passages each term stands; 0 for one that stood in some. */
  Map<Integer, Integer> frequencies() {
    return frequencies;
  }

  int chunks() {
    return chunks;
  }
}
