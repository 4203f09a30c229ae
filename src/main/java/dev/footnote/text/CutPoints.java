package dev.footnote.text;

import java.util.BitSet;
import java.util.List;

/**
 * Where chunks start, chosen by content so that an edit moves few of them.
 *
 * <p>A piece starts a chunk if it outranks all pieces within half the target size before and after
 * it (for a heading: within the smallest section's size). Whether it does depends on that stretch
 * of text alone, so cuts further away from an edit stay; and two cuts of one kind are at least that
 * far apart. Stretches without such a cut that are too long for one chunk are halved at their
 * highest-ranking piece until they fit; that depends on the stretch alone.
 *
 * <p>Source: the local maximum approach of Bjørner, Blass and Gurevich, "Content-dependent chunking
 * for differential compression", Journal of Computer and System Sciences 76 (2010), here over
 * sentences instead of bytes and with structure ahead of the hash; minimum, normal and maximum size
 * as in FastCDC (Xia et al., USENIX ATC 2016).
 */
final class CutPoints {

  private final List<ChunkUnit> units;
  private final ChunkerSettings settings;
  private final int tokensMax;

  /** Tokens before each piece, and of all at the end. */
  private final long[] tokensBefore;

  private CutPoints(List<ChunkUnit> units, ChunkerSettings settings, int tokensMax) {
    this.units = units;
    this.settings = settings;
    this.tokensMax = tokensMax;
    this.tokensBefore = new long[units.size() + 1];
    for (int i = 0; i < units.size(); i++) {
      tokensBefore[i + 1] = tokensBefore[i] + units.get(i).tokens();
    }
  }

  /**
   * Indexes of the pieces that start a chunk; the first piece always does.
   *
   * @param tokensMax most tokens a chunk's pieces may have together
   */
  static BitSet choose(List<ChunkUnit> units, ChunkerSettings settings, int tokensMax) {
    CutPoints points = new CutPoints(units, settings, tokensMax);
    BitSet cuts = new BitSet(units.size());
    int last = 0;
    cuts.set(0);
    for (int i = 1; i < units.size(); i++) {
      if (points.isLocalMaximum(i)) {
        cuts.set(i);
        points.halve(last, i, cuts);
        last = i;
      }
    }
    points.halve(last, units.size(), cuts);
    return cuts;
  }

  private boolean isLocalMaximum(int i) {
    ChunkUnit unit = units.get(i);
    if (unit.border() == ChunkUnit.BORDER_AFTER_HEADING) {
      return false;
    }
    int reach = unit.startsSection() ? settings.tokensSectionMin() : settings.tokensTarget() / 2;
    for (int left = i - 1; distance(left, i) < reach; left--) {
      if (left == 0 || units.get(left).outranks(unit)) {
        return false;
      }
    }
    for (int right = i + 1; distance(i, right) < reach; right++) {
      if (right == units.size() || units.get(right).outranks(unit)) {
        return false;
      }
    }
    return true;
  }

  private long distance(int from, int to) {
    return tokensBefore[to] - tokensBefore[from];
  }

  private boolean fits(int from, int to) {
    return distance(from, to) <= tokensMax
        && units.get(to - 1).end() - units.get(from).start() <= settings.charsMax();
  }

  private void halve(int from, int to, BitSet cuts) {
    if (to - from < 2 || fits(from, to)) {
      return;
    }
    int best = best(from, to);
    cuts.set(best);
    halve(from, best, cuts);
    halve(best, to, cuts);
  }

  /**
   * The highest-ranking start that leaves enough on both sides, else the one nearest the middle.
   */
  private int best(int from, int to) {
    int sideMin = settings.tokensTarget() / 4;
    int best = -1;
    int middle = from + 1;
    for (int i = from + 1; i < to; i++) {
      if (distance(from, i) >= sideMin
          && distance(i, to) >= sideMin
          && (best < 0 || units.get(i).outranks(units.get(best)))) {
        best = i;
      }
      if (Math.abs(distance(from, i) - distance(i, to))
          < Math.abs(distance(from, middle) - distance(middle, to))) {
        middle = i;
      }
    }
    return best > 0 ? best : middle;
  }
}
