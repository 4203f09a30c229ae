package dev.footnote.proof;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether a statement turns what a passage says into its opposite. */
final class Sense {
  private Sense() {}

  static boolean differs(Reading statement, Passage passage) {
    boolean flipped = hasOpposite(statement, passage);
    boolean denied = deniesMore(statement, passage) || deniesLess(statement, passage);
    // "Not allowed" is "forbidden".
    return flipped != denied;
  }

  /** Whether the statement has a word whose opposite, and not itself, stands in the passage. */
  private static boolean hasOpposite(Reading statement, Passage passage) {
    Lexicon lexicon = Lexicon.of(statement.language());
    for (String word : statement.lower()) {
      if (passage.hasWord(word)) {
        continue;
      }
      for (String opposite : lexicon.opposites().getOrDefault(word, Set.of())) {
        if (passage.hasWord(opposite) && !statement.lower().contains(opposite)) {
          return true;
        }
      }
    }
    return hasPrefixed(statement, passage, lexicon);
  }

  private static boolean hasPrefixed(Reading statement, Passage passage, Lexicon lexicon) {
    for (Token token : statement.content()) {
      for (String prefix : lexicon.prefixes()) {
        String with = prefix + token.lower();
        boolean dropped = !passage.has(token) && passage.hasWord(with);
        String without =
            token.lower().startsWith(prefix) ? token.lower().substring(prefix.length()) : "";
        boolean added = without.length() > 3 && !passage.has(token) && passage.hasWord(without);
        if (dropped || added) {
          return true;
        }
      }
    }
    return false;
  }

  /** A negation of the statement whose words the passage has, but does not deny. */
  private static boolean deniesMore(Reading statement, Passage passage) {
    Set<String> denied = denied(passage);
    for (Reading.Denial denial : statement.denials()) {
      boolean known = denial.terms().stream().anyMatch(denied::contains);
      boolean said = denial.terms().stream().anyMatch(passage::hasTerm);
      if (!known && (said || denial.terms().isEmpty()) && !denies(passage, denial.word())) {
        return true;
      }
    }
    return false;
  }

  private static boolean denies(Passage passage, String word) {
    return passage.units().stream()
        .anyMatch(
            unit -> unit.denials().stream().anyMatch(d -> d.terms().isEmpty() && d.word().equals(word)));
  }

  private static Set<String> denied(Passage passage) {
    var denied = new HashSet<String>();
    passage.units().forEach(unit -> unit.denials().forEach(d -> denied.addAll(d.terms())));
    return denied;
  }

  /** A negation in the clause that the statement retells, which it leaves out. */
  private static boolean deniesLess(Reading statement, Passage passage) {
    var denied = new HashSet<String>();
    statement.denials().forEach(denial -> denied.addAll(denial.terms()));
    for (Reading unit : passage.units()) {
      for (Reading.Denial denial : unit.denials()) {
        if (!denial.terms().isEmpty()
            && denial.terms().stream().noneMatch(denied::contains)
            && retells(statement, unit, denial, passage)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the statement has the words that the passage denies, and says them nowhere else. */
  private static boolean retells(
      Reading statement, Reading unit, Reading.Denial denial, Passage passage) {
    String core = denial.terms().getFirst();
    if (!statement.terms().contains(core)) {
      return false;
    }
    List<Token> clause =
        unit.tokens().stream()
            .filter(token -> token.clause() == denial.clause() && token.isContent())
            .toList();
    long shared = clause.stream().filter(t -> statement.terms().contains(t.term())).count();
    return shared * 2 >= clause.size() && shared > saidElsewhere(statement, unit, denial, passage, core);
  }

  /** Words of the statement in the best other clause that has the core and does not deny it. */
  private static long saidElsewhere(
      Reading statement, Reading unit, Reading.Denial denial, Passage passage, String core) {
    long most = 0;
    for (Reading other : passage.units()) {
      var clauses = new HashSet<Integer>();
      other.tokens().stream()
          .filter(token -> token.term().equals(core))
          .forEach(token -> clauses.add(token.clause()));
      for (int clause : clauses) {
        boolean own = other == unit && clause == denial.clause();
        boolean denies = other.denials().stream().anyMatch(d -> d.clause() == clause);
        if (!own && !denies) {
          most =
              Math.max(
                  most,
                  other.tokens().stream()
                      .filter(t -> t.clause() == clause && t.isContent())
                      .filter(t -> statement.terms().contains(t.term()))
                      .count());
        }
      }
    }
    return most;
  }
}
