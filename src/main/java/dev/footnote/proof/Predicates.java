package dev.footnote.proof;

import java.util.List;

/**
 * What a statement says that something is. "Leave is unlimited" shares its subject with every
 * sentence about leave, and a long statement most of its words: the word after "is" decides. It may
 * be another one where a number follows that the passage has ("is capped at 27 days"), or where it
 * says what is done, for which there are many words ("is granted"). Of "it is good to know" nothing
 * is said.
 */
final class Predicates {
  private Predicates() {}

  /** Whether the statement says of something that it is what the passage does not say. */
  static boolean invented(Reading statement, Passage passage) {
    Lexicon lexicon = Lexicon.of(statement.language());
    List<Token> tokens = statement.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      boolean says =
          lexicon.copulas().contains(tokens.get(i).lower())
              && (i == 0 || !lexicon.impersonal().contains(tokens.get(i - 1).lower()));
      if (says
          && isInvented(tokens.subList(i + 1, tokens.size()), tokens.get(i), lexicon, passage)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isInvented(
      List<Token> after, Token copula, Lexicon lexicon, Passage passage) {
    List<Token> said =
        after.stream()
            .takeWhile(token -> token.clause() == copula.clause())
            .filter(token -> token.isContent() || token.role() == Token.Role.NUMBER)
            .toList();
    if (said.isEmpty() || said.stream().anyMatch(token -> token.role() == Token.Role.NUMBER)) {
      return false;
    }
    Token predicate = said.getFirst();
    return !Fit.holds(predicate, passage) && !isDone(predicate.lower(), lexicon);
  }

  private static boolean isDone(String word, Lexicon lexicon) {
    return lexicon.participles().stream().anyMatch(word::endsWith)
        && lexicon.prefixes().stream().noneMatch(word::startsWith);
  }
}
