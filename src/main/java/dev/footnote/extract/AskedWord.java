package dev.footnote.extract;

import java.util.Set;

/**
 * A word of the question that says what is asked about.
 *
 * @param forms the terms by which texts may hold it
 * @param weight what part of the question it is: the weights of all words make 1
 */
record AskedWord(Set<String> forms, double weight) {
  AskedWord {
    forms = Set.copyOf(forms);
  }

  boolean isIn(Set<String> terms) {
    for (String form : forms) {
      if (terms.contains(form)) {
        return true;
      }
    }
    return false;
  }
}
