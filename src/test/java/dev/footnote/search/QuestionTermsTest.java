package dev.footnote.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuestionTermsTest {
  private static final SearchConfig CONFIG = SearchConfigTest.defaults();

  @Test
  void rareTermsSeekUntilEnoughPassagesHoldOne() {
    QuestionTerms terms =
        of(Map.of(1, 3L, 2, 1_500L, 3, 900L, 4, 9_000L), Map.of(1, "a", 2, "b", 3, "c", 4, "d"));

    assertThat(terms.seeking()).containsExactly(1, 3, 2);
    assertThat(terms.weights()).containsOnlyKeys(1, 2, 3, 4);
    assertThat(terms.limited()).isFalse();
  }

  @Test
  void aTermThatWouldLeadBeyondTheLimitDoesNotSeek() {
    QuestionTerms terms = of(Map.of(1, 1_900L, 2, 3_200L), Map.of(1, "a", 2, "b"));

    assertThat(terms.seeking()).containsExactly(1);
    assertThat(terms.limited()).isFalse();
  }

  @Test
  void aTermThatStandsAlmostEverywhereNeverSeeks() {
    QuestionTerms terms = of(Map.of(1, 60_000L), Map.of(1, "company"));

    assertThat(terms.seeking()).isEmpty();
    assertThat(terms.limited()).isTrue();
    assertThat(terms.weights().get(1)).isPositive();
  }

  @Test
  void aTermThatNoPassageHoldsIsUnknownAndLowersTheCoverage() {
    QuestionTerms terms = of(Map.of(1, 3L), Map.of(1, "leave", 2, "xylophone"));

    assertThat(terms.unknown()).containsExactly("xylophone");
    assertThat(terms.seeking()).containsExactly(1);
    assertThat(terms.coverage(List.of(1))).isPositive().isLessThan(0.5);
    assertThat(terms.coverage(List.of(1, 2))).isCloseTo(1, within(1e-9));
  }

  @Test
  void aQuestionWithoutTermsSeeksNothingAndCoversNothing() {
    QuestionTerms terms = of(Map.of(), Map.of());

    assertThat(terms.seeking()).isEmpty();
    assertThat(terms.limited()).isFalse();
    assertThat(terms.coverage(List.of())).isZero();
    assertThat(terms.literal()).startsWith("{}/");
  }

  private static QuestionTerms of(Map<Integer, Long> holding, Map<Integer, String> terms) {
    return PlainTerms.of(terms, holding, 100_000, CONFIG);
  }
}
