package dev.footnote.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class Bm25Test {
  private static final String DIMENSIONS = "/1000000000";

  @Test
  void aPassageOfAverageLengthWeighsATermThatStandsOnceAsOne() {
    int[] terms = new int[(int) Bm25.LENGTH_AVERAGE];
    Arrays.setAll(terms, i -> i + 1);

    assertThat(weights(Bm25.row(terms)).values())
        .hasSize(terms.length)
        .allSatisfy(weight -> assertThat(weight).isCloseTo(1.0, within(1e-6)));
  }

  @Test
  void aTermThatStandsTwiceWeighsMoreButNotTwice() {
    Map<Integer, Double> weights = weights(Bm25.row(new int[] {9, 4, 9}));

    // 3 terms: k1 * (1 - b + b * 3 / 110) = 0.32455
    assertThat(weights.get(4)).isCloseTo(2.2 / 1.32455, within(1e-4));
    assertThat(weights.get(9)).isCloseTo(4.4 / 2.32455, within(1e-4));
  }

  @Test
  void aTermWeighsLessInALongerPassage() {
    int[] longer = new int[300];
    Arrays.setAll(longer, i -> i + 1);

    assertThat(weights(Bm25.row(longer)).get(1))
        .isLessThan(weights(Bm25.row(new int[] {1})).get(1));
  }

  @Test
  void termsAreDistinctAndRisingWhateverTheirOrder() {
    long seed = new Random().nextLong();
    System.out.println("Bm25Test seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      int[] occurrences =
          random.ints(random.nextInt(400), 1, Bm25.TERM_NUMBER_MAX).map(n -> n % 97 + 1).toArray();

      Bm25.Row row = Bm25.row(occurrences);

      assertThat(row.terms())
          .containsExactly(Arrays.stream(occurrences).distinct().sorted().toArray());
      assertThat(weights(row).keySet())
          .containsExactly(Arrays.stream(row.terms()).boxed().toArray(Integer[]::new));
    }
  }

  @Test
  void aPassageWithoutTermsHasAnEmptyRow() {
    Bm25.Row row = Bm25.row(new int[0]);

    assertThat(row.terms()).isEmpty();
    assertThat(row.weights()).isEqualTo("{}" + DIMENSIONS);
  }

  @Test
  void aRarerTermSaysMoreAndNoTermSaysLessThanNothing() {
    assertThat(Bm25.inverseDocumentFrequency(100, 1))
        .isCloseTo(Math.log(1 + 99.5 / 1.5), within(1e-12))
        .isGreaterThan(Bm25.inverseDocumentFrequency(100, 2));
    assertThat(Bm25.inverseDocumentFrequency(100, 100)).isPositive();
    assertThat(Bm25.inverseDocumentFrequency(100, 120)).isPositive();
    assertThat(Bm25.inverseDocumentFrequency(0, 0)).isPositive();
  }

  @Test
  void aNumberThatASparseVectorCannotHoldIsRefused() {
    assertThatThrownBy(() -> Bm25.row(new int[] {0})).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Bm25.row(new int[] {Bm25.TERM_NUMBER_MAX + 1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Map<Integer, Double> weights(Bm25.Row row) {
    assertThat(row.weights()).startsWith("{").endsWith("}" + DIMENSIONS);
    String inner = row.weights().substring(1, row.weights().length() - DIMENSIONS.length() - 1);
    Function<String, Integer> term = pair -> Integer.valueOf(pair.substring(0, pair.indexOf(':')));
    Function<String, Double> weight = pair -> Double.valueOf(pair.substring(pair.indexOf(':') + 1));
    return Arrays.stream(inner.split(","))
        .filter(pair -> !pair.isEmpty())
        .collect(Collectors.toMap(term, weight, (a, b) -> a, TreeMap::new));
  }
}
