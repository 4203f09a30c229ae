package dev.footnote.history;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.algorithm.myers.MyersDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The shortest edit between two lists of tokens, unless it is longer than a limit.
 *
 * @see <a href="https://doi.org/10.1007/BF01840446">E. W. Myers, "An O(ND) difference algorithm and
 *     its variations", Algorithmica 1 (1986)</a>
 */
final class CompareTokens {
  /**
   * Tokens that may be deleted and inserted together. Time and memory of the comparison grow with
   * its square.
   */
  static final int EDITS_MAX = 1_000;

  private CompareTokens() {}

  /** The differences in order; empty if there are more than {@link #EDITS_MAX}. */
  static Optional<List<Delta>> compare(List<Tokens.Token> from, List<Tokens.Token> to) {
    List<Change> changes;
    try {
      changes =
          new MyersDiff<Tokens.Token>((one, other) -> one.text().equals(other.text()))
              .computeDiff(from, to, new Limit());
    } catch (TooManyEdits e) {
      return Optional.empty();
    }
    var deltas = new ArrayList<Delta>();
    for (Change change : changes) {
      deltas.add(
          new Delta(
              position(from, change.startOriginal),
              position(from, change.endOriginal),
              position(to, change.startRevised),
              position(to, change.endRevised)));
    }
    deltas.sort(
        java.util.Comparator.comparingInt(Delta::fromStart).thenComparingInt(Delta::toStart));
    return Optional.of(deltas);
  }

  private static int position(List<Tokens.Token> tokens, int index) {
    return index < tokens.size()
        ? tokens.get(index).start()
        : tokens.isEmpty() ? 0 : tokens.getLast().end();
  }

  /** Ends a comparison that takes too many edits; the library tells of each. */
  private static final class Limit implements DiffAlgorithmListener {
    @Override
    public void diffStart() {}

    @Override
    public void diffStep(int value, int max) {
      if (value > EDITS_MAX) {
        throw new TooManyEdits();
      }
    }

    @Override
    public void diffEnd() {}
  }

  private static final class TooManyEdits extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyEdits() {
      super("More than " + EDITS_MAX + " edits", null, false, false);
    }
  }
}
