package dev.footnote.search;

import dev.footnote.text.Language;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A question's terms, each a concept of its own. */
final class PlainTerms {
  private PlainTerms() {}

  /**
   * Weighs them.
   *
   * @param terms the distinct terms by number
   * @param holding how many live passages hold a term; a term without an entry: none
   * @param passages how many live passages there are
   */
  static QuestionTerms of(Map<Integer, String> terms, Map<Integer, Long> holding, long passages) {
    List<Concept> concepts =
        terms.entrySet().stream()
            .map(term -> new Concept(term.getValue(), Set.of(term.getKey()), List.of()))
            .toList();
    return QuestionTerms.of(concepts, EnumSet.of(Language.ENGLISH), holding, passages);
  }
}
