package dev.footnote.search;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Something that a question asks for, with all terms by which a passage may hold it.
 *
 * @param typed the word, as a reader is told of it
 * @param forms numbers of the terms that are this word in one language or another; they count as
 *     one term, so that a form that is rare because its language is weighs no more
 * @param instead what else stands for it, counting less
 */
record Concept(String typed, Set<Integer> forms, List<Instead> instead) {
  Concept {
    forms = Set.copyOf(forms);
    instead = List.copyOf(instead);
  }

  /**
   * What stands for a word that was typed: the long form of an acronym, the right spelling.
   *
   * @param text in words, as a reader is told of it
   * @param share what it counts, of a typed word's 1
   * @param words each with its forms; all of them together stand for the concept
   */
  record Instead(String text, double share, List<Set<Integer>> words) {
    Instead {
      words = List.copyOf(words);
    }
  }

  Concept with(List<Instead> more) {
    return new Concept(typed, forms, Stream.concat(instead.stream(), more.stream()).toList());
  }
}
