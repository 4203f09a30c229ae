package dev.footnote.search;

import java.util.List;

/**
 * A word of a question, as a search reads it.
 *
 * @param word as it was typed
 * @param weight what finding it counts: its inverse document frequency, 0 or more
 * @param known whether a live passage holds it
 * @param instead what else is looked for in its place, counting less
 */
public record QuestionWordRead(String word, double weight, boolean known, List<String> instead) {
  public QuestionWordRead {
    instead = List.copyOf(instead);
  }
}
