package dev.footnote.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuestionTermsTest {
  @Test
  void aTermThatNoPassageHoldsIsUnknownAndLowersTheCoverage() {
    QuestionTerms terms = of(Map.of(1, 3L), Map.of(1, "leave", 2, "xylophone"));

    assertThat(terms.unknown()).containsExactly("xylophone");
    assertThat(terms.known()).extracting(Sought.Term::number).containsExactly(1);
    assertThat(terms.coverage(List.of(1))).isPositive().isLessThan(0.5);
    assertThat(terms.coverage(List.of(1, 2))).isCloseTo(1, within(1e-9));
  }

  @Test
  void aQuestionWithoutTermsSeeksNothingAndCoversNothing() {
    QuestionTerms terms = of(Map.of(), Map.of());

    assertThat(terms.sought(700, 5_000).isEmpty()).isTrue();
    assertThat(terms.coverage(List.of())).isZero();
    assertThat(terms.literal()).startsWith("{}/");
  }

  private static QuestionTerms of(Map<Integer, Long> holding, Map<Integer, String> terms) {
    return PlainTerms.of(terms, holding, 100_000);
  }
}
