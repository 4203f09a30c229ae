package dev.footnote.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Splits a page of two columns of running text, so that lines side by side aren't read as one.
 *
 * <p>A gutter is a place in the middle of the text that hardly any words cross while both sides
 * hold many. Words across it (a title, a wide table) end the columns above them.
 */
final class PdfColumns {

  /** Words printed at least; pages with fewer are read as one column. */
  private static final int FRAGMENTS_MIN = 30;

  private static final double CROSSING_MAX = 0.1;
  private static final double SIDE_MIN = 0.3;

  /** Part of its column that a line of running text fills on average, unlike a table's cell. */
  private static final double FILL_MIN = 0.6;

  private PdfColumns() {}

  /** The page's pieces in runs to be read one after the other; the order within a run is kept. */
  static <T> List<List<T>> split(
      List<T> pieces, ToDoubleFunction<T> left, ToDoubleFunction<T> right) {
    double from = pieces.stream().mapToDouble(left).min().orElse(0);
    double to = pieces.stream().mapToDouble(right).max().orElse(0);
    double gutter = pieces.size() < FRAGMENTS_MIN ? -1 : gutter(pieces, left, right, from, to);
    if (gutter < 0) {
      return List.of(pieces);
    }
    List<List<T>> runs = new ArrayList<>();
    List<T> leftSide = new ArrayList<>();
    List<T> rightSide = new ArrayList<>();
    List<T> across = new ArrayList<>();
    for (T piece : pieces) {
      boolean crosses = left.applyAsDouble(piece) < gutter && right.applyAsDouble(piece) > gutter;
      if (crosses) {
        addAndClear(runs, leftSide);
        addAndClear(runs, rightSide);
        across.add(piece);
      } else {
        addAndClear(runs, across);
        (right.applyAsDouble(piece) <= gutter ? leftSide : rightSide).add(piece);
      }
    }
    addAndClear(runs, across);
    addAndClear(runs, leftSide);
    addAndClear(runs, rightSide);
    return runs;
  }

  private static <T> void addAndClear(List<List<T>> runs, List<T> run) {
    if (!run.isEmpty()) {
      runs.add(new ArrayList<>(run));
      run.clear();
    }
  }

  private static <T> double gutter(
      List<T> pieces, ToDoubleFunction<T> left, ToDoubleFunction<T> right, double from, double to) {
    double width = to - from;
    for (double x = from + 0.35 * width; x <= from + 0.65 * width; x += Math.max(1, width / 100)) {
      int crossing = 0;
      int leftCount = 0;
      int rightCount = 0;
      double filled = 0;
      for (T piece : pieces) {
        if (right.applyAsDouble(piece) <= x) {
          leftCount++;
          filled += (right.applyAsDouble(piece) - left.applyAsDouble(piece)) / (x - from);
        } else if (left.applyAsDouble(piece) >= x) {
          rightCount++;
          filled += (right.applyAsDouble(piece) - left.applyAsDouble(piece)) / (to - x);
        } else {
          crossing++;
        }
      }
      int total = pieces.size();
      if (crossing <= CROSSING_MAX * total
          && leftCount >= SIDE_MIN * total
          && rightCount >= SIDE_MIN * total
          && filled / (leftCount + rightCount) >= FILL_MIN) {
        return x;
      }
    }
    return -1;
  }
}
