package dev.footnote.conversation;

import java.util.Locale;

/**
 * A noun with what belongs to it: "the", "annual leave", "in Germany". Places are indexes of
 * tokens, half-open.
 *
 * @param preposition where its preposition stands; -1 without one
 * @param from where its article stands, or its first word
 * @param core where its first word after the article stands
 * @param asked whether it is what the question asks for, as in "how many days"
 */
record NounPhrase(Words words, int preposition, int from, int core, int to, boolean asked) {

  /** What sort of thing a phrase means, as far as its form tells. */
  enum Kind {
    PLACE,
    YEAR,
    /** A month or a day of the week. */
    DATE,
    NUMBER,
    PERSON,
    /** A name of something else. */
    NAME,
    MEASURE,
    NOUN
  }

  /** Where it starts, its preposition included. */
  int start() {
    return preposition >= 0 ? preposition : from;
  }

  String text() {
    return words.text(from, to);
  }

  /** Without its article. */
  String coreText() {
    return words.text(core, to);
  }

  boolean hasArticle() {
    return core > from || preposition == core - 1 && words.is(preposition, WordClass.DETERMINER);
  }

  boolean isIndefinite() {
    return core > from && words.is(from, WordClass.INDEFINITE);
  }

  /** Its noun in lower case: the last word, or the first where adjectives follow. */
  String head() {
    return words.key(words.grammar().isRomance() ? core : to - 1);
  }

  /** Whether it means more than one; a guess by the ending, for English alone. */
  boolean isPlural() {
    String head = head();
    return head.matches(".+[^sui]s|.+(?:ies|ses)|people|men|women|children|staff|criteria|media");
  }

  Kind kind() {
    Grammar grammar = words.grammar();
    String name = coreText().toLowerCase(Locale.ROOT).replace('\u2019', '\'');
    if (grammar.isPlace(name) || grammar.isPlace(name.replace(' ', '-'))) {
      return Kind.PLACE;
    }
    if (name.matches("(?:19|20)\\d\\d")) {
      return Kind.YEAR;
    }
    if (to - core == 1 && words.at(core).isNumber()) {
      return Kind.NUMBER;
    }
    if (grammar.isMonthOrDay(words.key(core)) || grammar.isMonthOrDay(head())) {
      return Kind.DATE;
    }
    if (allMeasures()) {
      return Kind.MEASURE;
    }
    if (isName()) {
      return Kind.NAME;
    }
    return grammar.isPerson(head()) ? Kind.PERSON : Kind.NOUN;
  }

  /** Whether a word of it has a capital that the beginning of the text does not explain. */
  private boolean isName() {
    if (words.grammar().capitalNouns()) {
      return !hasArticle()
          && preposition >= 0
          && words.grammar().areAlike(words.key(preposition), "in");
    }
    for (int i = core; i < to; i++) {
      if (i > 0 && words.at(i).isCapitalised() && !words.key(i - 1).equals("\u00bf")) {
        return true;
      }
    }
    return false;
  }

  private boolean allMeasures() {
    for (int i = core; i < to; i++) {
      if (!words.at(i).isNumber() && !isMeasure(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean isMeasure(int index) {
    Grammar grammar = words.grammar();
    return grammar.is(words.key(index), WordClass.MEASURE)
        || grammar.is(words.at(index).text(), WordClass.MEASURE);
  }
}
