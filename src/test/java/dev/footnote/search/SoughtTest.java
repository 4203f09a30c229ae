package dev.footnote.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SoughtTest {
  private static final long PASSAGES = 100_000;
  private static final int ENOUGH = 700;
  private static final int MOST = 5_000;

  @Test
  void aRareWordIsEnoughAloneAndCommonOnesTogether() {
    Sought sought = of(term(1, 30), term(2, 20_000), term(3, 9_000), term(4, 40_000));

    assertThat(sought.alone()).containsExactly(1);
    assertThat(sought.pairs()).containsExactly(new Sought.Pair(3, List.of(2)));
  }

  @Test
  void aWordThatWouldLeadBeyondTheLimitBringsNothing() {
    assertThat(of(term(1, 100), term(2, 5_001)).alone()).containsExactly(1);
    assertThat(of(term(2, 5_001)).isEmpty()).isTrue();
    assertThat(of(term(2, 5_000)).alone()).containsExactly(2);
  }

  @Test
  void nothingIsSoughtForNoWords() {
    assertThat(of().isEmpty()).isTrue();
  }

  @Test
  void theOrderInWhichWordsAreAskedDoesNotMatter() {
    assertThat(of(term(1, 500), term(2, 500), term(3, 9_000)))
        .isEqualTo(of(term(3, 9_000), term(2, 500), term(1, 500)));
  }

  /** What is left out says less than anything that is sought, one or two words at a time. */
  @Test
  void whatIsSoughtIsAlwaysWhatSaysMostWithinTheLimits() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      List<Sought.Term> terms = new ArrayList<>();
      for (int i = 1; i <= random.nextInt(13); i++) {
        terms.add(term(i, 1 + (long) Math.exp(random.nextDouble() * Math.log(60_000))));
      }
      Sought sought = Sought.of(terms, PASSAGES, ENOUGH, MOST);

      assertThat(sought.pairs()).as("seed %d", seed).hasSizeLessThanOrEqualTo(Sought.PAIRS_MAX);
      double least = Double.MAX_VALUE;
      double left = 0;
      for (Sought.Term one : terms) {
        if (isSought(sought, Set.of(one.number()))) {
          least = Math.min(least, one.weight());
        } else {
          left = Math.max(left, one.weight());
        }
        for (Sought.Term other : terms) {
          if (one.number() < other.number()) {
            double both = one.weight() + other.weight();
            if (isSought(sought, Set.of(one.number(), other.number()))) {
              least = Math.min(least, both);
            } else {
              left = Math.max(left, both);
            }
          }
        }
      }
      assertThat(left).as("seed %d, %s", seed, terms).isLessThan(least);
    }
  }

  private static boolean isSought(Sought sought, Set<Integer> held) {
    return sought.alone().stream().anyMatch(held::contains)
        || sought.pairs().stream()
            .anyMatch(
                pair -> held.contains(pair.term()) && meets(held, new HashSet<>(pair.others())));
  }

  private static boolean meets(Set<Integer> held, Set<Integer> others) {
    return held.stream().anyMatch(others::contains);
  }

  private static Sought of(Sought.Term... terms) {
    return Sought.of(List.of(terms), PASSAGES, ENOUGH, MOST);
  }

  /** A term as rare as that, weighing what its rareness says. */
  private static Sought.Term term(int number, long holding) {
    return new Sought.Term(
        number, Math.log1p((PASSAGES - holding + 0.5) / (holding + 0.5)), holding);
  }
}
