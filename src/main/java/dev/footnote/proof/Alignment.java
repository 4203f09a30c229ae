package dev.footnote.proof;

import dev.footnote.text.Language;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a statement beside those of a unit that it follows closely, in their order: where
 * the statement puts words of its own.
 */
final class Alignment {
  /** Words in common before a statement counts as following the unit closely. */
  private static final int SHARED_MIN = 3;

  /** The share of the statement's other words that the unit must have, in its order. */
  private static final double CLOSE = 0.8;

  /** Foreign words in a row at the end, or where the unit has none, that are an addition. */
  private static final int ADDED_MIN = 2;

  private final List<Token> own;
  private final List<Token> theirs;
  private final String first;
  private final String theirFirst;
  private final Language language;

  /** For each own word the place of its partner, or -1. */
  private final int[] partner;

  Alignment(Reading statement, Reading unit) {
    own = statement.content();
    theirs = unit.content();
    first = first(statement);
    theirFirst = first(unit);
    language = statement.language();
    partner = partners();
  }

  private static String first(Reading reading) {
    return reading.tokens().isEmpty() ? "" : reading.tokens().getFirst().lower();
  }

  /** By the longest common subsequence. */
  private int[] partners() {
    int[][] length = new int[own.size() + 1][theirs.size() + 1];
    for (int i = own.size() - 1; i >= 0; i--) {
      for (int j = theirs.size() - 1; j >= 0; j--) {
        length[i][j] =
            same(i, j) ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    int[] found = new int[own.size()];
    for (int i = 0, j = 0; i < own.size(); i++) {
      found[i] = -1;
      while (j < theirs.size() && !same(i, j) && length[i][j + 1] == length[i][j]) {
        j++;
      }
      if (j < theirs.size() && same(i, j)) {
        found[i] = j++;
      }
    }
    return found;
  }

  private boolean same(int i, int j) {
    return own.get(i).term().equals(theirs.get(j).term());
  }

  /** Own words in a row, none of which the passage has. */
  private record Run(int from, int to) {}

  private List<Run> foreignRuns(Passage passage) {
    var runs = new ArrayList<Run>();
    int from = -1;
    for (int i = 0; i <= own.size(); i++) {
      boolean foreign = i < own.size() && partner[i] < 0 && !Fit.holds(own.get(i), passage);
      if (foreign && from < 0) {
        from = i;
      } else if (!foreign && from >= 0) {
        runs.add(new Run(from, i));
        from = -1;
      }
    }
    return runs;
  }

  /** Whether the statement says of another subject what the unit says of its own. */
  boolean exchangesSubject(Passage passage) {
    if (beginAlike()) {
      return false;
    }
    int to = 0;
    while (to < own.size() && partner[to] < 0 && !isNear(own.get(to), passage)) {
      to++;
    }
    if (to == 0 || to == own.size() || !close(new Run(0, to))) {
      return false;
    }
    // Where the unit has no subject of its own, as in "There is", one word may be a retelling's.
    return partner[to] > 0 ? isUnsaid(partner[to]) : to >= ADDED_MIN;
  }

  /** "It is important" and "It is vital" have the same subject. */
  private boolean beginAlike() {
    return !first.isEmpty()
        && first.equals(theirFirst)
        && !Lexicon.of(language).determiners().contains(first);
  }

  private boolean isNear(Token token, Passage passage) {
    return passage.has(token)
        || Likeness.akin(token.term(), passage.terms(), passage.of().language());
  }

  /** Whether the statement has none of the unit's first words. */
  private boolean isUnsaid(int words) {
    for (int place : partner) {
      if (place >= 0 && place < words) {
        return false;
      }
    }
    return true;
  }

  /** Whether the statement goes on where the unit does not. */
  boolean adds(Passage passage) {
    for (Run run : foreignRuns(passage)) {
      boolean last = run.to() == own.size();
      boolean inserted =
          run.from() > 0
              && !last
              && partner[run.from() - 1] >= 0
              && partner[run.from() - 1] + 1 == partner[run.to()];
      if (run.to() - run.from() >= ADDED_MIN && (last || inserted) && close(run)) {
        return true;
      }
    }
    return false;
  }

  private boolean close(Run run) {
    int shared = 0;
    for (int place : partner) {
      shared += place >= 0 ? 1 : 0;
    }
    int others = own.size() - (run.to() - run.from());
    return shared >= SHARED_MIN && shared >= CLOSE * others;
  }
}
