package dev.footnote.conversation;

import java.util.HashSet;
import java.util.Set;

/**
 * Which words of an English text are verbs, as far as a noun phrase must not swallow them: where
 * English puts a verb, and from a list where the place alone does not tell. Other languages have an
 * empty list, and this finds little in them.
 */
final class EnglishVerbs {
  private final Words words;
  private final Grammar grammar;
  private final Set<Integer> found = new HashSet<>();

  EnglishVerbs(Words words) {
    this.words = words;
    this.grammar = words.grammar();
  }

  Set<Integer> find() {
    if (!grammar.code().equals("en")) {
      return Set.of();
    }
    for (int i = 0; i < words.size(); i++) {
      if (words.is(i, WordClass.BARE_VERB_AUXILIARY)) {
        afterAuxiliary(i);
      }
      if (words.is(i, WordClass.SPEAKER) || isPronoun(i)) {
        afterPronoun(i);
      }
      boolean listed = isListed(i);
      if (listed && (words.key(i - 1).equals("to") || isAskedOf(i))) {
        found.add(i);
      }
      if (listed && isWord(i - 1) && words.is(i + 1, WordClass.DETERMINER)) {
        found.add(i);
      }
      if (words.is(i, WordClass.BE)) {
        afterBe(i);
      }
    }
    return found;
  }

  /** "does [the warranty] cover": the first listed verb after at least one word of a subject. */
  private void afterAuxiliary(int auxiliary) {
    boolean subject = false;
    for (int i = auxiliary + 1; i < words.size() && !words.at(i).isMark(); i++) {
      if (subject && isListed(i) && !isArticle(i - 1)) {
        found.add(i);
        return;
      }
      subject |= isWord(i) || isPronoun(i) || words.is(i, WordClass.SPEAKER);
    }
  }

  /** "do I [also] renew", "if I work". */
  private void afterPronoun(int pronoun) {
    int next = pronoun + 1;
    while (words.is(next, WordClass.OTHER) || words.is(next, WordClass.AUXILIARY)) {
      next++;
    }
    boolean object = pronoun > 0 && (words.isPreposition(pronoun - 1) || isWord(pronoun - 1));
    boolean inverted = words.is(pronoun - 1, WordClass.BE);
    if (!object && !inverted && isWord(next) && !words.at(next).isCapitalised()) {
      found.add(next);
    }
  }

  /** "is the leave paid", "are expenses reimbursed": what is said of the subject. */
  private void afterBe(int be) {
    for (int i = be + 1; i < words.size() && !words.at(i).isMark(); i++) {
      boolean last = !isWord(i + 1);
      boolean predicate = words.is(i, WordClass.PREDICATE) || words.key(i).matches("\\p{L}{2,}ed");
      if (predicate && last && (i == be + 1 || isWord(i - 1) || isPronoun(i - 1))) {
        found.add(i);
        return;
      }
    }
  }

  private boolean isPronoun(int index) {
    return words.is(index, WordClass.IT)
        || words.is(index, WordClass.THEY)
        || words.is(index, WordClass.PERSON)
        || (words.is(index, WordClass.DEMONSTRATIVE) && !isWord(index + 1));
  }

  /** "who approves", "what happens". */
  private boolean isAskedOf(int index) {
    return words.key(index - 1).equals("who") || words.key(index - 1).equals("what");
  }

  private boolean isArticle(int index) {
    return words.is(index, WordClass.DETERMINER) || words.isPreposition(index);
  }

  private boolean isWord(int index) {
    return index >= 0
        && index < words.size()
        && !words.at(index).isMark()
        && !grammar.isFunctionWord(words.key(index))
        && !found.contains(index);
  }

  private boolean isListed(int index) {
    String word = words.key(index);
    return isWord(index)
        && (isBase(word)
            || (word.endsWith("ies") && isBase(cut(word, 3) + "y"))
            || (word.endsWith("es") && isBase(cut(word, 2)))
            || (word.endsWith("s") && isBase(cut(word, 1)))
            || (word.endsWith("ed") && (isBase(cut(word, 2)) || isBase(cut(word, 1))))
            || (word.endsWith("ing") && (isBase(cut(word, 3)) || isBase(cut(word, 3) + "e"))));
  }

  private boolean isBase(String word) {
    return grammar.is(word, WordClass.VERB);
  }

  private static String cut(String word, int letters) {
    return word.substring(0, word.length() - letters);
  }
}
