package dev.footnote.evaluation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * How well one ranking of documents puts the relevant ones first, with binary gains: a document is
 * relevant or it is not. The definitions are those of trec_eval, with two cuts said here.
 *
 * @param ranks ranks of the relevant documents that were found, from 1, ascending
 * @param relevant how many relevant documents there are, found or not; 1 or more
 */
record RankMetrics(List<Integer> ranks, int relevant) {
  RankMetrics {
    ranks = List.copyOf(ranks);
    if (relevant < 1 || ranks.size() > relevant) {
      throw new IllegalArgumentException(ranks + " of " + relevant);
    }
  }

  /**
   * Judges passages in their order: a document ranks where its first passage does, and further
   * passages of it don't count.
   *
   * @param documents of the passages, best first
   * @param relevant those that the collection has
   * @param missing how many relevant documents it does not have
   */
  static RankMetrics of(List<UUID> documents, Set<UUID> relevant, int missing) {
    List<UUID> ranked = List.copyOf(new LinkedHashSet<>(documents));
    var ranks = new ArrayList<Integer>();
    for (int i = 0; i < ranked.size(); i++) {
      if (relevant.contains(ranked.get(i))) {
        ranks.add(i + 1);
      }
    }
    return new RankMetrics(ranks, new HashSet<>(relevant).size() + missing);
  }

  /** Share of the relevant documents that are among the first k. */
  double recall(int k) {
    return (double) within(k) / relevant;
  }

  /** Share of the first k places that hold a relevant document; a place without one counts. */
  double precision(int k) {
    return (double) within(k) / k;
  }

  /** One over the rank of the first relevant document; 0 if it is not among the first k. */
  double reciprocalRank(int k) {
    return within(k) == 0 ? 0 : 1.0 / ranks.getFirst();
  }

  /**
   * Normalised discounted cumulative gain (Järvelin and Kekäläinen, 2002): each relevant document
   * counts 1 / log2(rank + 1), as a share of what the best order of the first k would count.
   */
  double ndcg(int k) {
    double gain = ranks.stream().filter(rank -> rank <= k).mapToDouble(RankMetrics::gain).sum();
    double best = 0;
    for (int rank = 1; rank <= Math.min(k, relevant); rank++) {
      best += gain(rank);
    }
    return gain / best;
  }

  private static double gain(int rank) {
    return Math.log(2) / Math.log(rank + 1.0);
  }

  /**
   * Mean of the precisions at the ranks of the relevant documents, those not among the first k
   * counting 0. Divided by min(k, relevant), so that a perfect ranking has 1 whatever k is.
   */
  double averagePrecision(int k) {
    double sum = 0;
    for (int i = 0; i < ranks.size() && ranks.get(i) <= k; i++) {
      sum += (i + 1.0) / ranks.get(i);
    }
    return sum / Math.min(k, relevant);
  }

  private long within(int k) {
    return ranks.stream().filter(rank -> rank <= k).count();
  }
}
