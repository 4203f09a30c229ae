package dev.footnote.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.search.SearchResult.Reranking;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SecondLookTest {
  private static final Reranking REPORT = new Reranking("model", 3, true, 1);

  private static Place place(long passage, List<String> headings, String text) {
    return new Place(
        passage * 10,
        passage,
        UUID.randomUUID(),
        1,
        "a.md",
        null,
        "markdown",
        headings,
        null,
        null,
        0,
        text.length(),
        1,
        "ab",
        text,
        0,
        List.of());
  }

  private static Place place(long passage) {
    return place(passage, List.of(), "text");
  }

  private static SecondLook scored(double... scores) {
    return SecondLook.Scored.of(
        REPORT, List.of(7L, 8L, 9L), Arrays.stream(scores).boxed().toList());
  }

  @Test
  void theHighestScoreComesFirstAlsoBelowZero() {
    SecondLook look = scored(-4.5, -0.5, -3);
    assertThat(look.of(7)).isEqualTo(new Hit.Reranked(-4.5, 1, 3));
    assertThat(look.of(8)).isEqualTo(new Hit.Reranked(-0.5, 2, 1));
    assertThat(look.of(9)).isEqualTo(new Hit.Reranked(-3, 3, 2));
  }

  @Test
  void equalScoresLeaveTheOrderAsItWas() {
    SecondLook look = scored(0.5, 0.5, 0.5);
    assertThat(look.order(List.of(place(7), place(8), place(9))))
        .extracting(Place::passageId)
        .containsExactly(7L, 8L, 9L);
  }

  @Test
  void placesOfOnePassageStayTogetherAndThoseItWasNotGivenComeLastInTheirOrder() {
    List<Place> places =
        List.of(place(7), place(7), place(8), place(9), place(5), place(6), place(6));
    assertThat(scored(0.1, 0.3, 0.2).order(places))
        .extracting(Place::passageId)
        .containsExactly(8L, 9L, 7L, 7L, 5L, 6L, 6L);
    assertThat(scored(0.1, 0.3, 0.2).of(5)).isNull();
  }

  @Test
  void withoutScoresTheOrderIsTheOneBefore() {
    List<Place> places = List.of(place(7), place(8));
    assertThat(new SecondLook.None().order(places)).isEqualTo(places);
    assertThat(new SecondLook.None().told()).isNull();
    assertThat(new SecondLook.Missed(REPORT).order(places)).isEqualTo(places);
    assertThat(new SecondLook.Missed(REPORT).told()).isEqualTo(REPORT);
  }

  @Test
  void aPassageIsReadUnderItsHeadings() {
    assertThat(PassageText.of(place(7, List.of("Handbook", "Leave"), "28 days.")).text())
        .isEqualTo("Handbook\nLeave\n28 days.");
    assertThat(PassageText.of(place(7, List.of("Handbook", "Leave"), "Leave\n\n28 days.")).text())
        .isEqualTo("Handbook\nLeave\n\n28 days.");
    assertThat(PassageText.of(place(7, List.of(), "28 days.")).text()).isEqualTo("28 days.");
  }
}
