package dev.footnote.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.fixtures.Prose;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnchorsTest {
  private static final String LEAVE = "# Leave\n\nLeave is 26 days. Ask early.\n\nBe well.\n";

  @Test
  void sameTextAtTheSameCharactersIsCurrent() {
    assertThat(find(LEAVE, LEAVE.replace("well", "happy"), "Leave is 26 days."))
        .isEqualTo(new Standing.Current());
  }

  @Test
  void sameTextUnderAnotherPathHasMoved() {
    int start = LEAVE.indexOf("Leave is");
    assertThat(new Anchors(LEAVE, LEAVE).find(start, start + 17, false))
        .isEqualTo(new Standing.Moved(start, start + 17));
  }

  @Test
  void textThatWasPushedDownHasMoved() {
    String now = LEAVE.replace("# Leave\n", "# Leave\n\nNew: see below.\n");
    int start = now.indexOf("Leave is 26");
    assertThat(find(LEAVE, now, "Leave is 26 days."))
        .isEqualTo(new Standing.Moved(start, start + 17));
  }

  @Test
  void ofSeveralPlacesTheOneNearestToWhereItStoodIsTaken() {
    String was = "a\nRest.\nb\nRest.\nc\n";
    String now = "Rest.\nxyz\na\nRest.\nb\nRest.\nc\n";
    int second = was.lastIndexOf("Rest.");
    int wanted = now.lastIndexOf("Rest.");
    assertThat(new Anchors(was, now).find(second, second + 5, true))
        .isEqualTo(new Standing.Moved(wanted, wanted + 5));
  }

  @Test
  void changedTextIsSupersededByWhatStandsInItsPlace() {
    assertThat(nowOf(LEAVE, LEAVE.replace("26", "27"), "Leave is 26 days."))
        .isEqualTo("Leave is 27 days.");
    assertThat(nowOf(LEAVE, LEAVE.replace("Leave is 26 days.", "Nobody counts."), "Leave is 26"))
        .isEqualTo("Nobody counts");
  }

  @Test
  void textThatWentIsSupersededByNothing() {
    assertThat(nowOf(LEAVE, LEAVE.replace("Leave is 26 days. ", ""), "Leave is 26 days."))
        .isEmpty();
    assertThat(nowOf("One.\nTwo.\n", "One.\n", "Two.")).isEmpty();
    assertThat(nowOf("One.\nTwo.\n", "", "Two.")).isEmpty();
  }

  @Test
  void aNumberThatGrewIsNotTheSameText() {
    for (String grown : new String[] {"It costs 100", "It costs 10.50", "It costs 10,000", "10x"}) {
      assertThat(find("It costs 10", grown, "It costs 10"))
          .as(grown)
          .isInstanceOf(Standing.Superseded.class);
    }
    assertThat(find("It costs 10", "It costs 10. Or so.", "It costs 10"))
        .isEqualTo(new Standing.Current());
    assertThat(find("costs 10", "1,costs 10", "costs 10")).isEqualTo(new Standing.Moved(2, 10));
    assertThat(find("5 days", "15 days", "5 days")).isInstanceOf(Standing.Superseded.class);
    assertThat(find("5 days", "1.5 days", "5 days")).isInstanceOf(Standing.Superseded.class);
  }

  @Test
  void aQuoteFromTheMiddleOfAWordIsFoundThere() {
    assertThat(find("handbook", "the handbook", "book")).isEqualTo(new Standing.Moved(8, 12));
  }

  @Test
  void whatStandsInThePlaceOfAQuoteIsBounded() {
    String was = "a\nquote.\nb\n";
    String now = "a\n" + "long ".repeat(10_000) + "\nb\n";
    assertThat(nowOf(was, now, "quote.").length())
        .isLessThanOrEqualTo(24 + Anchors.REPLACEMENT_CHARS_MAX);
  }

  @Test
  void aSpanOutsideOfTheTextStandsNowhere() {
    assertThat(new Anchors("short", "short").find(2, 9, true))
        .isEqualTo(new Standing.Superseded(0, 0));
  }

  @Test
  void sentencesOfAnyEditedTextAreFoundExactlyWhereTheyStand() {
    for (int round = 0; round < 300; round++) {
      long seed = new Random(round).nextLong();
      var random = new Random(seed);
      String was = Prose.document(seed, 1 + random.nextInt(6));
      String now = TextDiffTest.edited(was, random);
      var anchors = new Anchors(was, now);
      for (String sentence : was.split("(?<=\\.)\\s+|\n+")) {
        int start = was.indexOf(sentence);
        int end = start + sentence.length();
        String as = "seed " + seed + ": " + sentence;
        if (sentence.isBlank()) {
          continue;
        }
        switch (anchors.find(start, end, true)) {
          case Standing.Current() -> assertThat(now.substring(start)).as(as).startsWith(sentence);
          case Standing.Moved(int at, int to) ->
              assertThat(now.substring(at, to)).as(as).isEqualTo(sentence);
          case Standing.Superseded(int at, int to) -> {
            assertThat(now).as(as).doesNotContain(sentence + "\n").doesNotContain(sentence + " ");
            assertThat(at).as(as).isBetween(0, to);
            assertThat(to).as(as).isLessThanOrEqualTo(now.length());
          }
          case Standing.Deleted() -> throw new AssertionError(as);
        }
      }
    }
  }

  private static Standing find(String was, String now, String quote) {
    int start = was.indexOf(quote);
    return new Anchors(was, now).find(start, start + quote.length(), true);
  }

  private static String nowOf(String was, String now, String quote) {
    return switch (find(was, now, quote)) {
      case Standing.Superseded(int start, int end) -> now.substring(start, end);
      case Standing other -> throw new AssertionError(other);
    };
  }
}
