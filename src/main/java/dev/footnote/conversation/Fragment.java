package dev.footnote.conversation;

/** Tells a phrase that stands for a whole question ("in Germany?") from a whole question. */
final class Fragment {
  private Fragment() {}

  /** Whether a phrase can end before a token; in German nouns can be told from verbs. */
  static boolean endsInNoun(Words words, int to) {
    Token last = words.at(to - 1);
    return !words.grammar().capitalNouns()
        || last.isCapitalised()
        || last.isNumber()
        || words.grammar().isPlace(last.key());
  }

  /** Whether the tokens are a phrase without a verb. */
  static boolean isOne(Words words, int from, int to) {
    for (int i = from; i < to; i++) {
      if (words.is(i, WordClass.QUESTION)
          || words.is(i, WordClass.AUXILIARY)
          || words.is(i, WordClass.SPEAKER)
          || words.is(i, WordClass.CONDITION)
          || words.isVerb(i)
          || words.at(i).isMark() && !words.key(i).matches("[%€$£\"'“”„-]")
          || isPronoun(words, i)) {
        return false;
      }
    }
    boolean begun =
        words.isPreposition(from)
            || words.is(from, WordClass.DETERMINER)
            || words.at(from).isNumber()
            || words.at(from).isCapitalised() && from > 0;
    boolean nounAtEnd = words.isContent(to - 1);
    if (words.grammar().capitalNouns()) {
      return nounAtEnd && isGerman(words, from, to);
    }
    if (words.grammar().isRomance()) {
      return begun && nounAtEnd;
    }
    return nounAtEnd;
  }

  private static boolean isPronoun(Words words, int i) {
    boolean article =
        words.is(i, WordClass.DETERMINER)
            || (words.grammar().is(words.key(i), WordClass.DEMONSTRATIVE) && words.isContent(i + 1))
            || (words.grammar().code().equals("nl") && words.isContent(i + 1));
    return !article
        && (words.is(i, WordClass.IT)
            || words.is(i, WordClass.THEY)
            || words.is(i, WordClass.PERSON)
            || words.is(i, WordClass.PLACE)
            || words.is(i, WordClass.DEMONSTRATIVE)
            || words.grammar().prepositionOf(words.key(i)) != null);
  }

  /** A noun, a number or a place at the end, and nothing before it that could be a verb. */
  private static boolean isGerman(Words words, int from, int to) {
    for (int i = from; i < to; i++) {
      Token token = words.at(i);
      boolean named =
          token.isCapitalised() || token.isNumber() || words.grammar().isPlace(token.key());
      boolean adjective = i < to - 1 && token.key().matches("\\p{L}{2,}(?:e|en|er|es|em)");
      if (words.isContent(i) && !named && !adjective && !words.isPreposition(from)) {
        return false;
      }
    }
    return true;
  }
}
