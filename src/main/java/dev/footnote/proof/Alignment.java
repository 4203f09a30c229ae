package dev.footnote.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a statement beside those of a unit that it follows closely, in their order: where
 * the statement puts words of its own.
 */
final class Alignment {
  /** Words in common before a statement counts as following the unit closely. */
  private static final int SHARED_MIN = 4;

  /** The share of the statement's other words that the unit must have, in its order. */
  private static final double CLOSE = 0.8;

  /** Foreign words in a row at the end, or where the unit has none, that are an addition. */
  private static final int ADDED_MIN = 2;

  private final List<Token> own;
  private final List<Token> theirs;

  /** For each own word the place of its partner, or -1. */
  private final int[] partner;

  Alignment(Reading statement, Reading unit) {
    own = statement.content();
    theirs = unit.content();
    partner = partners();
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
    for (Run run : foreignRuns(passage)) {
      int next = run.to() < own.size() ? partner[run.to()] : -1;
      if (run.from() == 0 && next > 0 && close(run)) {
        return theirs.subList(0, next).stream().noneMatch(this::isOwn);
      }
    }
    return false;
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

  private boolean isOwn(Token token) {
    return own.stream().anyMatch(t -> t.term().equals(token.term()));
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
