package dev.footnote.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Figures worked out by hand. */
class RankMetricsTest {
  private static final UUID A = new UUID(0, 1);
  private static final UUID B = new UUID(0, 2);
  private static final UUID C = new UUID(0, 3);
  private static final UUID D = new UUID(0, 4);

  /** Relevant documents at ranks 2 and 5, and a third one that was not found. */
  private static final RankMetrics TWO_OF_THREE = new RankMetrics(List.of(2, 5), 3);

  @Test
  void recallIsTheShareOfRelevantDocumentsAmongTheFirst() {
    assertThat(TWO_OF_THREE.recall(1)).isZero();
    assertThat(TWO_OF_THREE.recall(2)).isEqualTo(1.0 / 3);
    assertThat(TWO_OF_THREE.recall(5)).isEqualTo(2.0 / 3);
    assertThat(TWO_OF_THREE.recall(10)).isEqualTo(2.0 / 3);
  }

  @Test
  void precisionIsTheShareOfPlacesThatHoldOne() {
    assertThat(TWO_OF_THREE.precision(1)).isZero();
    assertThat(TWO_OF_THREE.precision(2)).isEqualTo(0.5);
    assertThat(TWO_OF_THREE.precision(5)).isEqualTo(0.4);
    assertThat(TWO_OF_THREE.precision(10)).isEqualTo(0.2);
  }

  @Test
  void theReciprocalRankIsThatOfTheFirstRelevantDocument() {
    assertThat(TWO_OF_THREE.reciprocalRank(10)).isEqualTo(0.5);
    assertThat(TWO_OF_THREE.reciprocalRank(1)).isZero();
    assertThat(new RankMetrics(List.of(), 1).reciprocalRank(10)).isZero();
  }

  @Test
  void ndcgIsTheDiscountedGainAsAShareOfTheBestOrder() {
    // 1/log2(3) + 1/log2(6) = 0.63093 + 0.38685; best: 1 + 0.63093 + 0.5.
    assertThat(TWO_OF_THREE.ndcg(10)).isCloseTo(1.01778 / 2.13093, within(1e-5));
    // Cut at 2: 0.63093 of 1 + 0.63093.
    assertThat(TWO_OF_THREE.ndcg(2)).isCloseTo(0.63093 / 1.63093, within(1e-5));
    assertThat(new RankMetrics(List.of(1, 2, 3), 3).ndcg(10)).isCloseTo(1, within(1e-12));
  }

  @Test
  void averagePrecisionIsTheMeanOverTheRelevantDocuments() {
    // 1/2 at rank 2, 2/5 at rank 5, 0 for the third.
    assertThat(TWO_OF_THREE.averagePrecision(10)).isCloseTo(0.9 / 3, within(1e-12));
    assertThat(TWO_OF_THREE.averagePrecision(2)).isCloseTo(0.5 / 2, within(1e-12));
  }

  @Test
  void aDocumentRanksWhereItsFirstPassageDoes() {
    RankMetrics metrics = RankMetrics.of(List.of(A, A, B, A, C, B), Set.of(C, D), 0);
    assertThat(metrics.ranks()).containsExactly(3);
    assertThat(metrics.relevant()).isEqualTo(2);
  }

  @Test
  void aRelevantDocumentThatTheCollectionDoesNotHaveCountsAsNotFound() {
    RankMetrics metrics = RankMetrics.of(List.of(A, B), Set.of(A), 1);
    assertThat(metrics.recall(10)).isEqualTo(0.5);
    assertThat(metrics.ndcg(10)).isLessThan(1);
  }

  @Test
  void everyMetricLiesBetweenNothingAndAllAndGrowsWithABetterOrder() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      List<Integer> ranks =
          IntStream.rangeClosed(1, 10).filter(rank -> random.nextInt(4) == 0).boxed().toList();
      int relevant = Math.max(1, ranks.size() + random.nextInt(3));
      var some = new RankMetrics(ranks, relevant);
      var best = new RankMetrics(IntStream.rangeClosed(1, ranks.size()).boxed().toList(), relevant);
      for (int k : new int[] {1, 3, 5, 10}) {
        assertThat(List.of(some.recall(k), some.ndcg(k), some.averagePrecision(k)))
            .as("seed %d, %s of %d at %d", seed, ranks, relevant, k)
            .allSatisfy(value -> assertThat(value).isBetween(0.0, 1.0 + 1e-12));
        assertThat(best.ndcg(k)).isGreaterThanOrEqualTo(some.ndcg(k) - 1e-12);
        assertThat(best.averagePrecision(k))
            .isGreaterThanOrEqualTo(some.averagePrecision(k) - 1e-12);
      }
    }
  }
}
