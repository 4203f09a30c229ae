package dev.footnote.proof;

import dev.footnote.text.Language;
import java.util.List;
import java.util.Set;

/** Whether a passage has the names that a statement speaks of. */
final class Names {
  private static final int NAME_WORDS_MAX = 3;

  private Names() {}

  /**
   * @param known words of all the evidence: where a document says "we", an answer says who that is
   */
  static boolean held(Reading statement, Passage passage, Set<String> known) {
    List<Token> tokens = statement.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean there =
          !token.capital()
              || token.role() == Token.Role.NEGATION
              || token.role() == Token.Role.LIGHT
              || !NumberWords.unit(token.lower()).isEmpty()
              || passage.has(token)
              || passage.hasAround(token)
              || Likeness.akin(token.term(), passage.terms(), statement.language())
              || isShortForm(token, passage);
      if (!there
          && (replaces(tokens, i, passage)
              || (isName(tokens, i, statement) && !known.contains(token.lower())))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the word is a name and not merely a noun or the first of its sentence. */
  private static boolean isName(List<Token> tokens, int i, Reading statement) {
    Token token = tokens.get(i);
    boolean afterCapital = i > 0 && isPlainCapital(tokens.get(i - 1));
    boolean beforeCapital = i + 1 < tokens.size() && isPlainCapital(tokens.get(i + 1));
    if (statement.language() != Language.GERMAN) {
      return !token.opensSentence() || beforeCapital;
    }
    Lexicon lexicon = Lexicon.of(Language.GERMAN);
    boolean titled = i > 0 && lexicon.titles().contains(tokens.get(i - 1).lower());
    return titled
        || (afterCapital && !tokens.get(i - 1).opensSentence())
        || (beforeCapital && token.opensSentence());
  }

  private static boolean isPlainCapital(Token token) {
    return token.capital() && token.isContent();
  }

  /**
   * Whether it stands where the passage has another name: between the same words, with up to
   * {@value #NAME_WORDS_MAX} capitals on either side.
   */
  private static boolean replaces(List<Token> tokens, int i, Passage passage) {
    int from = i;
    while (from > 0 && i - from < NAME_WORDS_MAX && isPlainCapital(tokens.get(from - 1))) {
      from--;
    }
    int to = i + 1;
    while (to < tokens.size() && to - i < NAME_WORDS_MAX && isPlainCapital(tokens.get(to))) {
      to++;
    }
    for (Reading unit : passage.units()) {
      List<Token> theirs = unit.tokens();
      for (int j = 0; j < theirs.size(); j++) {
        if (isPlainCapital(theirs.get(j)) && sameBefore(tokens, from, theirs, j)) {
          for (int end = j + 1; end <= Math.min(theirs.size(), j + NAME_WORDS_MAX); end++) {
            if (sameAt(tokens, to, theirs, end)) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  private static boolean sameBefore(List<Token> own, int from, List<Token> theirs, int start) {
    return sameAt(own, from - 1, theirs, start - 1);
  }

  /** Whether both have the same word there, or both none. */
  private static boolean sameAt(List<Token> own, int i, List<Token> theirs, int j) {
    boolean inOwn = i >= 0 && i < own.size();
    boolean inTheirs = j >= 0 && j < theirs.size();
    return inOwn && inTheirs ? own.get(i).lower().equals(theirs.get(j).lower()) : inOwn == inTheirs;
  }

  /** Whether its letters are the initials of words in a row of the passage, or it of them. */
  private static boolean isShortForm(Token token, Passage passage) {
    String letters = token.lower();
    if (letters.length() < 2 || letters.length() > 6) {
      return false;
    }
    for (Reading unit : passage.units()) {
      var initials = new StringBuilder();
      unit.tokens().stream()
          .filter(Token::capital)
          .forEach(word -> initials.append(word.lower().charAt(0)));
      if (initials.indexOf(letters) >= 0) {
        return true;
      }
    }
    return false;
  }
}
