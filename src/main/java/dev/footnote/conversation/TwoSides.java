package dev.footnote.conversation;

import dev.footnote.conversation.QuestionParts.Comparison;
import java.util.List;
import java.util.Optional;

/** Finds the two sides of a question for the difference between two things. */
final class TwoSides {
  private static final int SIDE_WORDS_MAX = 8;

  private TwoSides() {}

  static Optional<Comparison> of(String question) {
    Words words = Words.of(question, Grammar.of(question, ""));
    boolean difference = false;
    int aspect = -1;
    for (int i = 0; i < words.size(); i++) {
      if (words.is(i, WordClass.DIFFERENCE)) {
        difference = true;
        aspect = i + 1;
      }
      if (difference && words.is(i, WordClass.BETWEEN)) {
        return between(words, aspect, i);
      }
      if (words.key(i).equals("vs") || words.key(i).equals("versus")) {
        return versus(words, i);
      }
    }
    return Optional.empty();
  }

  /** "differences in costs between A and B under the plan": "costs A …", "costs B …". */
  private static Optional<Comparison> between(Words words, int aspect, int between) {
    int and = between + 1;
    while (and < words.size() && !words.is(and, WordClass.AND)) {
      and++;
    }
    List<NounPhrase> after = and + 1 < words.size() ? NounPhrases.in(words, and + 1) : List.of();
    int length = and - between - 1;
    if (after.isEmpty()
        || length < 1
        || length > SIDE_WORDS_MAX
        || after.getFirst().from() != and + 1) {
      return Optional.empty();
    }
    NounPhrase second = after.getFirst();
    String first = words.text(between + 1, and);
    boolean attribute =
        length == 1 && second.to() - second.core() > 1 && !words.at(and - 1).isCapitalised();
    String noun = attribute ? " " + words.text(second.to() - 1, second.to()) : "";
    String about = aspect < between ? words.text(aspectStart(words, aspect, between), between) : "";
    String rest = words.text(second.to(), Math.max(second.to(), words.endOfWords()));
    return Optional.of(
        new Comparison(
            words.text(),
            List.of(join(about, first + noun, rest), join(about, second.text(), rest))));
  }

  /** Without the preposition of "differences in costs". */
  private static int aspectStart(Words words, int aspect, int between) {
    int start = aspect;
    while (start < between
        && (words.isPreposition(start) || words.is(start, WordClass.AUXILIARY))) {
      start++;
    }
    return start;
  }

  private static String join(String about, String side, String rest) {
    return String.join(" ", about, side, rest).strip().replaceAll("\\s+", " ");
  }

  /** "Basic vs. Premium": the question with one of them, and with the other. */
  private static Optional<Comparison> versus(Words words, int versus) {
    int next = words.key(versus + 1).equals(".") ? versus + 2 : versus + 1;
    List<NounPhrase> phrases = NounPhrases.in(words);
    NounPhrase first = null;
    NounPhrase second = null;
    for (NounPhrase phrase : phrases) {
      if (phrase.to() == versus) {
        first = phrase;
      }
      if (phrase.start() == next) {
        second = phrase;
      }
    }
    if (first == null || second == null) {
      return Optional.empty();
    }
    String text = words.text();
    String one =
        text.substring(0, words.at(first.to() - 1).end())
            + text.substring(words.at(second.to() - 1).end());
    String other =
        text.substring(0, words.at(first.start()).start())
            + text.substring(words.at(second.start()).start());
    return Optional.of(new Comparison(text, List.of(one, Wording.capitalised(other))));
  }
}
