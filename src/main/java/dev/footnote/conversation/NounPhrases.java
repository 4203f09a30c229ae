package dev.footnote.conversation;

import java.util.ArrayList;
import java.util.List;

/** Finds the noun phrases of a text, by its function words alone. */
final class NounPhrases {
  private final Words words;
  private final List<NounPhrase> found = new ArrayList<>();

  private NounPhrases(Words words) {
    this.words = words;
  }

  /** From left to right; they don't overlap. */
  static List<NounPhrase> in(Words words) {
    return in(words, 0);
  }

  /** Those that start at a token or after it. */
  static List<NounPhrase> in(Words words, int from) {
    var search = new NounPhrases(words);
    search.find(from);
    return List.copyOf(search.found);
  }

  private void find(int from) {
    int i = from;
    while (i < words.size()) {
      if (!words.isContent(i)) {
        i++;
        continue;
      }
      int end = i;
      while (words.isContent(end)) {
        end++;
      }
      add(from, i, end);
      i = end;
    }
  }

  private void add(int from, int first, int end) {
    if (!words.grammar().capitalNouns()) {
      addSplit(from, first, end);
    } else if (hasCapitals()) {
      addCapitalised(from, first, end);
    } else if (isArticle(first - 1) || words.isPreposition(first - 1)) {
      add(from, first, end, first);
    }
  }

  /** A year behind a noun is a phrase of its own. */
  private void addSplit(int from, int first, int end) {
    boolean year = end - first > 1 && words.key(end - 1).matches("(?:19|20)\\d\\d");
    add(from, first, year ? end - 1 : end, first);
    if (year) {
      add(end - 1, end - 1, end, end - 1);
    }
  }

  /** In German: a verb in lower case may stand before the noun and after it. */
  private void addCapitalised(int from, int first, int end) {
    int i = first;
    while (i < end) {
      int noun = i;
      while (noun < end && !isNoun(noun)) {
        noun++;
      }
      if (noun == end) {
        return;
      }
      int after = noun + 1;
      while (after < end && isNoun(after)) {
        after++;
      }
      int core = noun;
      while (core > i
          && (isAdjective(core - 1) && (core - 1 > first || !isQuestionVerb(core - 1)))) {
        core--;
      }
      addSplit(from, core, after);
      i = after;
    }
  }

  private boolean isNoun(int index) {
    Token token = words.at(index);
    boolean capital = index > 0 ? token.isCapitalised() : isNounAtStart();
    return capital || token.isNumber() || words.grammar().isPlace(token.key());
  }

  /** The first word has a capital anyway: a verb, unless it stands alone or before a name. */
  private boolean isNounAtStart() {
    boolean alone = words.endOfWords() == 1;
    return words.at(0).isCapitalised()
        && (alone || (words.size() > 1 && words.at(1).isCapitalised()));
  }

  private boolean isAdjective(int index) {
    return words.key(index).matches("\\p{L}{2,}(?:e|en|er|es|em)");
  }

  /** A verb that the question begins with, or that stands where the verb of a question stands. */
  private boolean isQuestionVerb(int index) {
    return !words.is(index - 1, WordClass.DETERMINER) && !words.isPreposition(index - 1);
  }

  private boolean hasCapitals() {
    for (int i = 1; i < words.size(); i++) {
      if (words.at(i).isCapitalised()) {
        return true;
      }
    }
    return words.endOfWords() < 3;
  }

  private void add(int earliest, int core, int end, int start) {
    int from = start;
    while (from > earliest && isArticle(from - 1)) {
      from--;
    }
    int preposition = from > earliest && words.isPreposition(from - 1) ? from - 1 : -1;
    boolean asked = isAsked(preposition >= 0 ? preposition : from);
    found.add(new NounPhrase(words, preposition, from, core, end, asked));
  }

  private boolean isArticle(int index) {
    return !words.isPreposition(index)
        && (words.is(index, WordClass.DETERMINER)
            || words.is(index, WordClass.POSSESSIVE)
            || words.is(index, WordClass.DEMONSTRATIVE)
            || words.isFormal(index) && words.at(index).text().startsWith("Ihr"));
  }

  /** Directly after "which", "how many" and the like. */
  private boolean isAsked(int start) {
    int before = start - 1;
    while (before >= 0 && words.is(before, WordClass.OTHER)) {
      before--;
    }
    return words.is(before, WordClass.QUESTION);
  }
}
