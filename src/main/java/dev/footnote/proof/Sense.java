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
  private static final double FOLLOWS = 0.6;

  private Sense() {}

  static boolean differs(Reading statement, Passage passage) {
    List<Clause> theirs = new ArrayList<>();
    passage.units().forEach(unit -> theirs.addAll(Clause.of(unit)));
    var loose = new ArrayList<Clause>();
    for (Clause clause : Clause.of(statement)) {
      List<Clause> followed = clause.mostAlike(theirs);
      if (followed.isEmpty()) {
        loose.add(clause);
      } else if (followed.stream().noneMatch(clause::agrees)) {
        return true;
      }
    }
    return !loose.isEmpty() && differ(loose, statement, theirs, passage);
  }

  private static boolean differ(
      List<Clause> loose, Reading statement, List<Clause> theirs, Passage passage) {
    boolean flipped = loose.stream().anyMatch(clause -> clause.hasOpposite(passage, statement));
    boolean denied =
        loose.stream().anyMatch(clause -> clause.deniesMore(theirs))
            || theirs.stream().anyMatch(clause -> clause.isRetoldWithoutDenial(statement, theirs));
    // "Not allowed" is "forbidden".
    return flipped != denied;
  }

  /**
   * A clause with what it denies.
   *
   * @param words all of them, as written
   * @param terms of those that say something
   */
  private record Clause(
      Lexicon lexicon, Set<String> words, Set<String> terms, List<Reading.Denial> denials) {

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
                  reading.denials().stream().filter(d -> d.clause() == own).toList()));
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
    List<Clause> mostAlike(List<Clause> others) {
      double most = FOLLOWS;
      var alike = new ArrayList<Clause>();
      for (Clause other : others) {
        int longer = Math.max(terms.size(), other.terms().size());
        double share = longer == 0 ? 0 : (double) shared(other.terms()) / longer;
        if (share >= most) {
          if (share > most) {
            alike.clear();
          }
          most = share;
          alike.add(other);
        }
      }
      return alike;
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
