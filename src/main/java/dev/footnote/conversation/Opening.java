package dev.footnote.conversation;

import java.util.List;

/**
 * How a question begins: with words that say that it goes on from what was said, or not.
 *
 * @param from the first token after them
 * @param follows whether there are such words
 * @param names whether they announce a phrase, as "what about" does
 */
record Opening(int from, boolean follows, boolean names) {

  /** A question that begins with what it asks. */
  static final Opening NONE = new Opening(0, false, false);

  static Opening of(Words words) {
    int at = 0;
    boolean follows = false;
    boolean names = false;
    for (int end = step(words, at); end > at; end = step(words, at)) {
      if (!words.at(end - 1).isMark() && !isFiller(words, at, end)) {
        follows = true;
        names |= end - at > 1;
        if (words.is(end - 1, WordClass.CONDITION)) {
          return new Opening(end - 1, true, false);
        }
      }
      at = end;
    }
    return new Opening(at, follows, names);
  }

  private static boolean isFiller(Words words, int from, int to) {
    return longest(words, from, words.grammar().openers()) != to;
  }

  /** Where the mark, opener or filler that stands there ends; the same place if none does. */
  private static int step(Words words, int from) {
    if (from < words.size() && words.at(from).isMark()) {
      return from + 1;
    }
    int opener = longest(words, from, words.grammar().openers());
    if (opener > from) {
      return opener;
    }
    int filler = longest(words, from, words.grammar().fillers());
    boolean apart =
        filler >= words.size()
            || words.at(filler).isMark()
            || words.is(filler, WordClass.QUESTION)
            || longest(words, filler, words.grammar().openers()) > filler;
    return filler > from && apart ? filler : from;
  }

  private static int longest(Words words, int from, List<List<String>> phrases) {
    return phrases.stream()
        .filter(phrase -> words.startsWith(from, phrase))
        .findFirst()
        .map(phrase -> from + phrase.size())
        .orElse(from);
  }
}
