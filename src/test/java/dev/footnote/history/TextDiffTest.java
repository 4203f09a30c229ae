package dev.footnote.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.fixtures.Prose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextDiffTest {

  @Test
  void aChangedWordIsAWordDeletedAndAWordInserted() {
    assertThat(told("Leave is 26 days.\nAsk early.\n", "Leave is 27 days.\nAsk early.\n"))
        .isEqualTo("Leave is [-26-]{+27+} days.\nAsk early.\n");
  }

  @Test
  void aNumberThatGrewIsAnotherNumber() {
    assertThat(told("It costs 10 a day.", "It costs 100 a day."))
        .isEqualTo("It costs [-10-]{+100+} a day.");
  }

  @Test
  void rewrittenSentencesAreNotShredded() {
    assertThat(told("Leave, in short: none.", "Holidays, at last: many."))
        .isEqualTo("[-Leave, in short: none-]{+Holidays, at last: many+}.");
  }

  @Test
  void linesThatWentOrCameAreWhole() {
    assertThat(told("a\nb\nc\n", "a\nc\nd\n")).isEqualTo("a\n[-b\n-]c\n{+d\n+}");
  }

  @Test
  void equalTextsAndEmptyOnesHaveNoDifference() {
    assertThat(TextDiff.of("", "").stretches()).isEmpty();
    assertThat(told("same", "same")).isEqualTo("same");
    assertThat(told("", "new")).isEqualTo("{+new+}");
    assertThat(told("old", "")).isEqualTo("[-old-]");
  }

  @Test
  void surrogatesAreNotTornApart() {
    assertThat(told("\uD83D\uDE00 x", "\uD83D\uDE01 x"))
        .isEqualTo("[-\uD83D\uDE00-]{+\uD83D\uDE01+} x");
  }

  @Test
  void stretchesAreBothTextsWhateverTheEdits() {
    for (int round = 0; round < 300; round++) {
      long seed = new Random(round).nextLong();
      var random = new Random(seed);
      String from = Prose.document(seed, 1 + random.nextInt(6));
      String to = edited(from, random);
      TextDiff diff = TextDiff.of(from, to);
      String as = "seed " + seed;
      assertThat(read(diff, from, true)).as(as).isEqualTo(from);
      assertThat(read(diff, to, false)).as(as).isEqualTo(to);
      for (TextDiff.Stretch stretch : diff.stretches()) {
        if (stretch.kind() == TextDiff.Kind.EQUAL) {
          assertThat(from.substring(stretch.fromStart(), stretch.fromEnd()))
              .as(as)
              .isEqualTo(to.substring(stretch.toStart(), stretch.toEnd()));
        }
      }
    }
  }

  @Test
  void textsThatHaveNothingInCommonAreToldAsOneStretchEach() {
    TextDiff diff = TextDiff.of(numbered("a", 5_000), numbered("b", 5_000));

    assertThat(diff.coarse()).isTrue();
    assertThat(diff.stretches()).hasSize(2);
  }

  @Test
  void aSmallEditOfALongTextIsToldByWords() {
    String from = numbered("line", 100_000);
    String to = from.replace("line 17\n", "lane 17\n").replace("line 99000\n", "line 99001\n");
    TextDiff diff = TextDiff.of(from, to);

    assertThat(diff.coarse()).isFalse();
    assertThat(diff.stretches())
        .filteredOn(stretch -> stretch.kind() == TextDiff.Kind.INSERTED)
        .extracting(stretch -> to.substring(stretch.toStart(), stretch.toEnd()))
        .containsExactly("lane", "99001");
  }

  private static String numbered(String word, int lines) {
    return IntStream.range(0, lines)
        .mapToObj(n -> word + " " + n + "\n")
        .collect(Collectors.joining());
  }

  static String edited(String text, Random random) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("(?<=\n)")));
    for (int i = random.nextInt(5); i >= 0; i--) {
      int at = random.nextInt(lines.size());
      switch (random.nextInt(4)) {
        case 0 -> lines.set(at, lines.get(at).replaceFirst("e\\w*", "changed" + i));
        case 1 -> lines.add(at, Prose.paragraph(random) + "\n");
        case 2 -> lines.add(random.nextInt(lines.size()), lines.remove(at));
        default -> lines.set(at, "");
      }
    }
    return String.join("", lines);
  }

  private static String read(TextDiff diff, String text, boolean from) {
    return diff.stretches().stream()
        .map(
            stretch ->
                from
                    ? text.substring(stretch.fromStart(), stretch.fromEnd())
                    : text.substring(stretch.toStart(), stretch.toEnd()))
        .collect(Collectors.joining());
  }

  private static String told(String from, String to) {
    return TextDiff.of(from, to).stretches().stream()
        .map(
            stretch ->
                switch (stretch.kind()) {
                  case EQUAL -> from.substring(stretch.fromStart(), stretch.fromEnd());
                  case DELETED ->
                      "[-" + from.substring(stretch.fromStart(), stretch.fromEnd()) + "-]";
                  case INSERTED -> "{+" + to.substring(stretch.toStart(), stretch.toEnd()) + "+}";
                })
        .collect(Collectors.joining());
  }
}
