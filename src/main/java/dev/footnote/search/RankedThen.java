package dev.footnote.search;

import java.util.List;

/** How a second look had ranked the passages of a search that is made again. */
public sealed interface RankedThen {

  /** Nobody knows any more: the rankings of several searches were put together. */
  record Unknown() implements RankedThen {}

  /** Nobody looked, or whoever was asked did not answer. */
  record ByNobody() implements RankedThen {}

  /**
   * A reranker gave scores.
   *
   * @param passages how many it was given
   * @param best those that are known, in its order
   */
  record By(String model, int passages, List<PassageScore> best) implements RankedThen {
    public By {
      best = List.copyOf(best);
    }
  }

  /** What it said of a passage. */
  record PassageScore(long passageId, double score) {}
}
