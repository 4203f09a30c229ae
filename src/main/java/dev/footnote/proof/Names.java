package dev.footnote.proof;

import dev.footnote.text.Language;
import java.util.List;

/** Whether a passage has the names that a statement speaks of. */
final class Names {
  private Names() {}

  static boolean held(Reading statement, Passage passage) {
    List<Token> tokens = statement.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean there =
          !token.capital()
              || token.role() == Token.Role.NEGATION
              || token.role() == Token.Role.LIGHT
              || passage.has(token)
              || passage.hasAround(token)
              || Likeness.akin(token.term(), passage.terms(), statement.language())
              || isShortForm(token, passage);
      if (!there && (isName(tokens, i, statement) || replaces(tokens, i, passage, statement))) {
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
   * Whether it stands where the passage has another capitalised word: beside the same word, on the
   * same side.
   */
  private static boolean replaces(List<Token> tokens, int i, Passage passage, Reading statement) {
    Token before = neighbour(tokens, i, -1);
    Token after = neighbour(tokens, i, 1);
    for (Reading unit : passage.units()) {
      List<Token> theirs = unit.tokens();
      for (int j = 0; j < theirs.size(); j++) {
        Token other = theirs.get(j);
        if (other.capital() && other.isContent() && !statement.terms().contains(other.term())) {
          boolean sameBefore = same(before, neighbour(theirs, j, -1));
          boolean sameAfter = same(after, neighbour(theirs, j, 1));
          if (sameBefore && sameAfter) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static @org.jspecify.annotations.Nullable Token neighbour(
      List<Token> tokens, int i, int step) {
    int at = i + step;
    return at >= 0 && at < tokens.size() ? tokens.get(at) : null;
  }

  private static boolean same(
      @org.jspecify.annotations.Nullable Token a, @org.jspecify.annotations.Nullable Token b) {
    return a == null || b == null ? a == b : a.lower().equals(b.lower());
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
