package dev.footnote.search;

import java.util.List;

/**
 * Which of a question's words a passage holds.
 *
 * @param matched words that it holds, or something that stands for them
 * @param missing the others, as they were typed
 */
public record WordMatches(List<Match> matched, List<String> missing) {
  public WordMatches {
    matched = List.copyOf(matched);
    missing = List.copyOf(missing);
  }

  /**
   * A word that a passage holds.
   *
   * @param word as it was typed
   * @param as what it was found as: itself, the long form of an acronym, the right spelling, the
   *     parts of a compound
   */
  public record Match(String word, String as) {}
}
