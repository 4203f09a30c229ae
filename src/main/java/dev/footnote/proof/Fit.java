package dev.footnote.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a statement stands to one passage.
 *
 * @param support how much of it the passage holds, 0 to 1
 * @param problem why the passage does not say it; null if it does
 */
record Fit(Passage passage, double support, @Nullable String problem) {
  /** The share of a statement, and of its weakest clause, that its passage must hold. */
  static final double ENOUGH = 0.5;

  private static final double CLAUSE_ENOUGH = 0.4;

  /** Words that say something in a clause that must stand on its own. */
  private static final int CLAUSE_WORDS_MIN = 3;

  /** A clause of so few words says something else as soon as one is exchanged. */
  private static final int SHORT_CLAUSE = 2;

  /** Words in a row that the passage lacks. */
  private static final int MISSING_RUN_MAX = 2;

  private static final double WEIGHT_OF_LIGHT = 0.25;
  private static final double WEIGHT_OF_NUMBER = 1.5;
  private static final double AKIN = 0.85;
  private static final double AROUND = 0.3;
  private static final double NAME_AROUND = 0.7;

  /** How much of a statement a passage holds; what stands around it counts less. */
  static double support(Reading statement, Passage passage) {
    double held = 0;
    double whole = 0;
    for (Token token : statement.tokens()) {
      double weight = weight(token);
      whole += weight;
      held += weight == 0 ? 0 : weight * held(token, passage);
    }
    return whole == 0 ? 0 : held / whole;
  }

  private static double weight(Token token) {
    return switch (token.role()) {
      case CONTENT -> 1;
      case LIGHT -> token.term().isEmpty() ? 0 : WEIGHT_OF_LIGHT;
      case NUMBER -> WEIGHT_OF_NUMBER;
      case NEGATION -> 0;
    };
  }

  private static double held(Token token, Passage passage) {
    if (passage.has(token)) {
      return 1;
    }
    if (Likeness.akin(token.term(), passage.terms(), passage.of().language())) {
      return AKIN;
    }
    if (passage.hasAround(token) || token.role() == Token.Role.NUMBER) {
      return token.capital() ? NAME_AROUND : AROUND;
    }
    return 0;
  }

  /** Whether the passage says the opposite, and not only less. */
  boolean isContrary(Reading statement) {
    return Verdict.Reason.OTHER_SENSE.equals(problem)
        && Sense.of(statement, passage) == Sense.Finding.CONTRARY;
  }

  /** Whether the passage, or what stands around it, has the word or one of its family. */
  static boolean holds(Token token, Passage passage) {
    return held(token, passage) > 0;
  }

  /** Looks at everything that must not change in retelling. */
  static Fit of(Reading statement, Passage passage, List<Fact> claimed, Set<String> known) {
    double support = support(statement, passage);
    String problem = problem(statement, passage, claimed, known, support);
    return new Fit(passage, support, problem);
  }

  private static @Nullable String problem(
      Reading statement, Passage passage, List<Fact> claimed, Set<String> known, double support) {
    if (support < ENOUGH) {
      return Verdict.Reason.NOT_SAID;
    }
    if (passage.orders() && !Orders.in(statement.text())) {
      return Verdict.Reason.ORDERED;
    }
    if (!Facts.held(statement, passage, claimed)) {
      return Verdict.Reason.OTHER_FACTS;
    }
    if (!Names.held(statement, passage, known)) {
      return Verdict.Reason.OTHER_NAMES;
    }
    if (Sense.of(statement, passage) != Sense.Finding.SAME) {
      return Verdict.Reason.OTHER_SENSE;
    }
    List<Alignment> alignments =
        passage.units().stream().map(unit -> new Alignment(statement, unit)).toList();
    boolean exchanges = alignments.stream().anyMatch(a -> a.exchangesSubject(passage));
    if (exchanges || relatesAnew(statement, passage)) {
      return Verdict.Reason.MERGES;
    }
    boolean adds =
        adds(statement, passage)
            || Predicates.invented(statement, passage)
            || alignments.stream().anyMatch(alignment -> alignment.adds(passage));
    return adds ? Verdict.Reason.ADDS : null;
  }

  /** Whether the statement says how its clauses hang together, and the passage never does. */
  private static boolean relatesAnew(Reading statement, Passage passage) {
    Lexicon lexicon = Lexicon.of(statement.language());
    return passage.units().size() > 1
        && JoinedClauses.relates(
            JoinedClauses.of(statement.text(), statement.language()), statement.language())
        && lexicon.relation().stream().noneMatch(passage::hasWord);
  }

  /** Whether a clause, or a row of words, is not in the passage. */
  private static boolean adds(Reading statement, Passage passage) {
    List<Token> content = statement.content();
    int run = 0;
    for (Token token : content) {
      run = held(token, passage) > 0 ? 0 : run + 1;
      if (run > MISSING_RUN_MAX) {
        return true;
      }
    }
    return clauses(content).stream()
        .anyMatch(
            clause ->
                (clause.size() <= SHORT_CLAUSE
                        && clause.stream().anyMatch(token -> held(token, passage) == 0))
                    || clause.stream().mapToDouble(token -> held(token, passage)).sum()
                        < CLAUSE_ENOUGH * clause.size());
  }

  /** Clauses that say enough to be looked at alone; shorter ones count with the one before. */
  static List<List<Token>> clauses(List<Token> content) {
    var clauses = new ArrayList<List<Token>>();
    for (Token token : content) {
      boolean begins =
          clauses.isEmpty()
              || (clauses.getLast().getLast().clause() != token.clause()
                  && clauses.getLast().size() >= CLAUSE_WORDS_MIN);
      if (begins) {
        clauses.add(new ArrayList<>());
      }
      clauses.getLast().add(token);
    }
    if (clauses.size() > 1 && clauses.getLast().size() < CLAUSE_WORDS_MIN) {
      List<Token> rest = clauses.removeLast();
      clauses.getLast().addAll(rest);
    }
    return clauses;
  }
}
