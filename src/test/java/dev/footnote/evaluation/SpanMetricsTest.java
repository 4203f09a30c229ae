package dev.footnote.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.evaluation.CharSpans.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures worked out by hand. */
class SpanMetricsTest {

  @Test
  void overlappingPassagesCountOnce() {
    CharSpans spans = CharSpans.of(List.of(new Span(10, 30), new Span(0, 5), new Span(20, 40)));
    assertThat(spans.spans()).containsExactly(new Span(0, 5), new Span(10, 40));
    assertThat(spans.length()).isEqualTo(35);
  }

  @Test
  void commonIsWhatBothHold() {
    CharSpans found = CharSpans.of(List.of(new Span(0, 10), new Span(20, 30)));
    CharSpans gold = CharSpans.of(List.of(new Span(5, 25)));
    assertThat(found.common(gold)).isEqualTo(10);
    assertThat(gold.common(found)).isEqualTo(10);
    assertThat(found.common(CharSpans.NONE)).isZero();
  }

  @Test
  void recallPrecisionAndIntersectionOverUnionAreByCharacters() {
    var metrics = new SpanMetrics(40, 100, 30);
    assertThat(metrics.recall()).isEqualTo(0.75);
    assertThat(metrics.precision()).isEqualTo(0.3);
    assertThat(metrics.iou()).isEqualTo(30.0 / 110);
  }

  @Test
  void whereNothingWasFoundNothingIsRight() {
    var metrics = new SpanMetrics(40, 0, 0);
    assertThat(metrics.recall()).isZero();
    assertThat(metrics.precision()).isZero();
    assertThat(metrics.iou()).isZero();
  }

  @Test
  void aQuoteIsFoundWhateverItsWhiteSpaceAndItsSpecialCharacters() {
    String text = "Leave (27 days)\nis for\n all. It costs $5.";
    assertThat(Quotes.places(text, "(27 days) is for all."))
        .containsExactly(new Span(6, text.indexOf(" It")));
    assertThat(Quotes.places(text, "$5.")).hasSize(1);
    assertThat(Quotes.places(text, "27  weeks")).isEmpty();
  }

  @Test
  void ofSeveralPlacesTheOneCountsThatThePassagesCoverBest() {
    String text = "308 apples. Then 308 pears.";
    assertThat(Quotes.place(text, "308", CharSpans.of(List.of(new Span(12, 20)))))
        .contains(new Span(17, 20));
    assertThat(Quotes.place(text, "308", CharSpans.NONE)).contains(new Span(0, 3));
    assertThat(Quotes.place(text, "309", CharSpans.NONE)).isEmpty();
  }
}
