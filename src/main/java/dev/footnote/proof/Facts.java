package dev.footnote.proof;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a passage has the numbers, amounts and dates that a statement claims, of the same things.
 */
final class Facts {
  /** Words between a number and what it counts. */
  private static final int NEAR = 2;

  /** The share of a clause's words that a unit has if the clause follows it. */
  private static final double FOLLOWS = 0.75;

  private static final int WORDS_MIN = 3;

  private static final Pattern YEAR = Pattern.compile("1\\d{3}|20\\d{2}");

  private Facts() {}

  static boolean held(Reading statement, Passage passage, List<Fact> claimed) {
    for (Fact fact : claimed) {
      boolean there = isIn(fact, statement, passage) || passage.hasAround(fact);
      if (!there
          || countsAnotherThing(fact, statement, passage)
          || isOtherwiseInItsPlace(fact, statement, passage)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the passage has the fact; an article is a "one" only before the same word. */
  private static boolean isIn(Fact fact, Reading statement, Passage passage) {
    for (Reading unit : passage.units()) {
      for (Fact own : unit.facts()) {
        boolean article = HardFacts.isLoneOne(own) && !HardFacts.isLoneOne(fact);
        if (own.is(fact)
            && (!article || Objects.equals(counted(own, unit), counted(fact, statement)))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the passage counts with other numbers, and only with others, what this one counts. */
  private static boolean countsAnotherThing(Fact fact, Reading statement, Passage passage) {
    String counted = counted(fact, statement);
    if (counted == null) {
      return false;
    }
    boolean other = false;
    for (Reading unit : passage.units()) {
      for (Fact own : unit.facts()) {
        if (own.unit().equals(fact.unit()) && counted.equals(counted(own, unit))) {
          if (own.is(fact)) {
            return false;
          }
          other = true;
        }
      }
    }
    return other;
  }

  /**
   * Whether the unit that the fact's clause follows closely has other facts of this kind, and not
   * this one.
   */
  private static boolean isOtherwiseInItsPlace(Fact fact, Reading statement, Passage passage) {
    int clause = clauseOf(fact, statement);
    List<Token> content = statement.content();
    List<Token> own = content.stream().filter(token -> token.clause() == clause).toList();
    List<Token> words = own.size() < WORDS_MIN ? content : own;
    double most = FOLLOWS;
    boolean otherwise = false;
    for (Reading unit : passage.units()) {
      long shared = words.stream().filter(word -> unit.terms().contains(word.term())).count();
      double share = words.size() < WORDS_MIN ? 0 : (double) shared / words.size();
      if (share >= most) {
        boolean kind = unit.facts().stream().anyMatch(other -> isOfKind(other, fact));
        boolean there = unit.facts().stream().anyMatch(other -> other.is(fact));
        otherwise = (share > most || otherwise) && kind && !there;
        most = share;
      }
    }
    return otherwise;
  }

  private static boolean isOfKind(Fact one, Fact other) {
    return one.unit().equals(other.unit()) && isYear(one) == isYear(other);
  }

  private static boolean isYear(Fact fact) {
    return fact.values().stream().anyMatch(value -> YEAR.matcher(value).matches());
  }

  private static int clauseOf(Fact fact, Reading statement) {
    int clause = 0;
    for (Token token : statement.tokens()) {
      if (token.start() <= fact.start()) {
        clause = token.clause();
      }
    }
    return clause;
  }

  /** The word that follows a number, if it says something. */
  private static @Nullable String counted(Fact fact, Reading in) {
    List<Token> tokens = in.tokens();
    int clause = clauseOf(fact, in);
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).start() > fact.start() + fact.written().length()) {
        for (int j = i; j < Math.min(tokens.size(), i + NEAR); j++) {
          Token token = tokens.get(j);
          if (token.clause() != clause) {
            return null;
          }
          if (token.isContent()) {
            return token.term();
          }
        }
        return null;
      }
    }
    return null;
  }
}
