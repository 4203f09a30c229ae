package dev.footnote.proof;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a statement turns what a passage says into its opposite. A clause that closely follows
 * one of the passage is compared with that one: both deny, or neither does. Of the others each
 * denial must be the passage's, and each denial of what they retell must be theirs.
 */
final class Sense {
  /** The share of words that a clause has in common with the one that it follows. */
  private static final double FOLLOWS = 0.5;

  /** The share of words that two sentences have in common if one is the other in other words. */
  private static final double WHOLE = 0.8;

  /** How much the rest of the sentence counts when several clauses are alike. */
  private static final double REST = 0.2;

  private Sense() {}

  /** What a comparison finds. */
  enum Finding {
    SAME,
    /** A denial of one side has no partner on the other; more of the text may have it. */
    UNMATCHED,
    /** A clause that follows one of the passage turns it around. */
    CONTRARY
  }

  static Finding of(Reading statement, Passage passage) {
    List<Clause> theirs = new ArrayList<>();
    passage.units().forEach(unit -> theirs.addAll(Clause.of(unit)));
    List<Clause> own = Clause.of(statement);
    var loose = new ArrayList<Clause>();
    boolean differs = false;
    for (Clause clause : own) {
      List<Clause> followed = clause.mostAlike(theirs, statement);
      if (followed.isEmpty()) {
        loose.add(clause);
      } else if (followed.stream().noneMatch(clause::agrees)) {
        if (followed.stream().allMatch(other -> clause.opposites(other) > 0)) {
          return Finding.CONTRARY;
        }
        differs = true;
      }
    }
    // Clauses may be cut elsewhere in a retelling: then each denial still has its partner.
    if (differs && (deny(own, statement, theirs) || deniesMoreOrLessOften(statement, passage))) {
      return Finding.CONTRARY;
    }
    boolean flipped = loose.stream().anyMatch(clause -> clause.hasOpposite(passage, statement));
    // "Not allowed" is "forbidden".
    boolean unmatched = !loose.isEmpty() && flipped != (!differs && deny(loose, statement, theirs));
    return unmatched ? Finding.UNMATCHED : Finding.SAME;
  }

  /** Whether it retells a whole unit with more or fewer denials. */
  private static boolean deniesMoreOrLessOften(Reading statement, Passage passage) {
    return passage.units().stream()
        .filter(unit -> holds(unit, statement) && holds(statement, unit))
        .anyMatch(unit -> unit.denials().size() != statement.denials().size());
  }

  private static boolean holds(Reading one, Reading other) {
    long shared = other.terms().stream().filter(one.terms()::contains).count();
    return shared >= WHOLE * other.terms().size();
  }

  private static boolean deny(List<Clause> own, Reading statement, List<Clause> theirs) {
    return own.stream().anyMatch(clause -> clause.deniesMore(theirs))
        || theirs.stream().anyMatch(clause -> clause.isRetoldWithoutDenial(statement, theirs));
  }

  /**
   * A clause with what it denies.
   *
   * @param words all of them, as written
   * @param terms of those that say something
   */
  private record Clause(
      Lexicon lexicon,
      Set<String> words,
      Set<String> terms,
      List<Reading.Denial> denials,
      Reading unit) {

    static List<Clause> of(Reading reading) {
      var clauses = new ArrayList<Clause>();
      Lexicon lexicon = Lexicon.of(reading.language());
      int last = -1;
      for (Token token : reading.tokens()) {
        if (token.clause() != last) {
          last = token.clause();
          int own = last;
          clauses.add(
              new Clause(
                  lexicon,
                  new HashSet<>(),
                  new HashSet<>(),
                  reading.denials().stream().filter(d -> d.clause() == own).toList(),
                  reading));
        }
        clauses.getLast().words().add(token.lower());
        if (token.isContent() || token.role() == Token.Role.NUMBER) {
          clauses.getLast().terms().add(token.term());
        }
      }
      clauses.removeIf(clause -> clause.terms().isEmpty() && clause.denials().isEmpty());
      return clauses;
    }

    private long shared(Set<String> others) {
      return terms.stream().filter(others::contains).count();
    }

    /** The clauses that it follows closely, all those that share most with it. */
    List<Clause> mostAlike(List<Clause> others, Reading statement) {
      double most = 0;
      var alike = new ArrayList<Clause>();
      for (Clause other : others) {
        int longer = Math.max(terms.size(), other.terms().size());
        double share = longer == 0 ? 0 : (double) shared(other.terms()) / longer;
        double value = share + REST * other.restShared(statement);
        if (share >= FOLLOWS && value >= most) {
          if (value > most) {
            alike.clear();
          }
          most = value;
          alike.add(other);
        }
      }
      return alike;
    }

    private double restShared(Reading statement) {
      long shared = statement.terms().stream().filter(unit.terms()::contains).count();
      return (double) shared / Math.max(1, statement.terms().size());
    }

    /** Whether both deny as often, words turned to their opposites counted as denied. */
    boolean agrees(Clause other) {
      return (denials.size() + opposites(other)) % 2 == other.denials().size() % 2;
    }

    private int opposites(Clause other) {
      int opposites = 0;
      for (String word : words) {
        if (!other.words().contains(word) && isOpposite(word, other.words(), words)) {
          opposites++;
        }
      }
      return opposites;
    }

    private boolean isOpposite(String word, Set<String> others, Set<String> own) {
      return lexicon.opposites().getOrDefault(word, Set.of()).stream()
              .anyMatch(o -> others.contains(o) && !own.contains(o))
          || lexicon.prefixes().stream().anyMatch(prefix -> turns(prefix, word, others));
    }

    private static boolean turns(String prefix, String word, Set<String> others) {
      return others.contains(prefix + word)
          || (word.startsWith(prefix)
              && word.length() > prefix.length() + 3
              && others.contains(word.substring(prefix.length())));
    }

    boolean hasOpposite(Passage passage, Reading statement) {
      return words.stream()
          .filter(word -> !passage.hasWord(word))
          .anyMatch(word -> isOpposite(word, passage.words(), statement.lower()));
    }

    /** A denial of words that the others have, and don't deny. */
    boolean deniesMore(List<Clause> others) {
      for (Reading.Denial denial : denials) {
        boolean known =
            others.stream().anyMatch(o -> o.denials().stream().anyMatch(d -> alike(denial, d)));
        if (!known) {
          return true;
        }
      }
      return false;
    }

    private static boolean alike(Reading.Denial one, Reading.Denial other) {
      return one.terms().isEmpty()
          || other.terms().isEmpty()
          || other.terms().contains(one.terms().getFirst())
          || one.terms().contains(other.terms().getFirst());
    }

    /** Whether the statement says what this clause denies, and no other clause says it. */
    boolean isRetoldWithoutDenial(Reading statement, List<Clause> all) {
      for (Reading.Denial denial : denials) {
        boolean core =
            !denial.terms().isEmpty() && statement.terms().contains(denial.terms().getFirst());
        boolean denied = statement.denials().stream().anyMatch(d -> alike(d, denial));
        long shared = shared(statement.terms());
        if (core
            && !denied
            && shared * 2 >= terms.size()
            && all.stream()
                .filter(o -> o.denials().isEmpty() && o.terms().contains(denial.terms().getFirst()))
                .noneMatch(o -> o.shared(statement.terms()) >= shared)) {
          return true;
        }
      }
      return false;
    }
  }
}
