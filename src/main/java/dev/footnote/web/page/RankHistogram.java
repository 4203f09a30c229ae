package dev.footnote.web.page;

import dev.footnote.evaluation.EvaluationResult;
import java.util.ArrayList;
import java.util.List;

/**
 * How many answerable questions have their first relevant document at which rank, as bars of a
 * drawing.
 *
 * @param bars ranks 1 to 10, and then those without any
 */
record RankHistogram(List<Bar> bars) {
  private static final int RANKS = 10;
  private static final int BAR_WIDTH = 48;
  private static final int HEIGHT = 120;
  private static final int TOP = 20;

  /**
   * One bar, in the units of the drawing.
   *
   * @param label the rank, or {@code none}
   * @param middle where its labels are centred
   */
  record Bar(
      String label, int count, int x, int y, int width, int height, int middle, int countY) {}

  static RankHistogram of(List<EvaluationResult> results) {
    int[] counts = new int[RANKS + 1];
    for (EvaluationResult result : results) {
      if (result.answerable()) {
        Integer rank = result.firstRank();
        counts[rank == null || rank > RANKS ? RANKS : rank - 1]++;
      }
    }
    int most = 1;
    for (int count : counts) {
      most = Math.max(most, count);
    }
    var bars = new ArrayList<Bar>();
    for (int i = 0; i <= RANKS; i++) {
      int height = (int) Math.ceil((double) counts[i] / most * HEIGHT);
      int x = i * BAR_WIDTH + 4;
      int y = TOP + HEIGHT - height;
      bars.add(
          new Bar(
              i < RANKS ? Integer.toString(i + 1) : "none",
              counts[i],
              x,
              y,
              BAR_WIDTH - 8,
              height,
              x + BAR_WIDTH / 2 - 4,
              y - 5));
    }
    return new RankHistogram(bars);
  }
}
