package dev.footnote.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.Quote;
import dev.footnote.evidence.TextSpan;
import dev.footnote.fixtures.Shelf;
import java.util.List;
import org.junit.jupiter.api.Test;

class CitationPolicyTest {
  private final Evidence evidence =
      new Shelf().put("a.txt", "The fee is 5 euros.").evidence().getFirst();
  private final Quote quote = new Quote(evidence, new TextSpan(0, 19), "The fee is 5 euros.");
  private final ModelReply.Said said = new ModelReply.Said("The fee is 6 euros.", List.of(1), true);
  private final Verdict unsupported =
      new Verdict.Unsupported(Verdict.Reason.OTHER_FACTS, 0.8, List.of(quote));

  @Test
  void strictKeepsWhatIsUnsupported() {
    assertThat(CitationPolicy.STRICT.apply(said, unsupported))
        .isInstanceOfSatisfying(
            CitationPolicy.Stays.class,
            stays -> assertThat(stays.dropped().reason()).isEqualTo(Verdict.Reason.OTHER_FACTS));
  }

  @Test
  void markAndOffLetItGoUnverified() {
    for (CitationPolicy policy : List.of(CitationPolicy.MARK, CitationPolicy.OFF)) {
      assertThat(policy.apply(said, unsupported))
          .isInstanceOfSatisfying(
              CitationPolicy.Leaves.class,
              leaves -> {
                assertThat(leaves.statement().text()).isEqualTo(said.text());
                assertThat(leaves.statement().quotes()).containsExactly(quote);
                assertThat(leaves.statement().supported()).isFalse();
                assertThat(leaves.statement().problem()).isEqualTo(Verdict.Reason.OTHER_FACTS);
              });
    }
  }

  @Test
  void supportedStatementLeavesUnderEveryPolicy() {
    for (CitationPolicy policy : CitationPolicy.values()) {
      assertThat(policy.apply(said, new Verdict.Supported(List.of(quote), 0.9, true)))
          .isInstanceOfSatisfying(
              CitationPolicy.Leaves.class,
              leaves -> {
                assertThat(leaves.statement().supported()).isTrue();
                assertThat(leaves.statement().added()).isTrue();
                assertThat(leaves.statement().support()).isEqualTo(0.9);
              });
    }
  }
}
