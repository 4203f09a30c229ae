package dev.footnote.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordBreaksTest {

  @Test
  void printersDivisionGoes() {
    assertThat(join("The visi-", "tors came.")).isEqualTo("The visitors came.");
  }

  @Test
  void hyphenThatTheDocumentWritesElsewhereStays() {
    assertThat(join("It is well-", "known.", "A well-known rule.")).isEqualTo("It is well-known.");
  }

  @Test
  void hyphenBetweenTwoWordsOfTheDocumentStays() {
    assertThat(join("It comes out-", "of-pocket.", "Put it out of the box."))
        .isEqualTo("It comes out-of-pocket.");
  }

  @Test
  void wordThatTheDocumentWritesAsOneIsOne() {
    assertThat(join("The co-", "insurance.", "A coinsurance, a co, an insurance."))
        .isEqualTo("The coinsurance.");
  }

  @Test
  void dashBeforeACapitalAndOrdinaryLinesKeepTheirSpace() {
    assertThat(join("From Leeds-", "Bradford.")).isEqualTo("From Leeds- Bradford.");
    assertThat(join("One line", "and one.")).isEqualTo("One line and one.");
  }

  private static String join(String first, String second, String... others) {
    List<PdfLine> lines =
        Stream.concat(Stream.of(first, second), Arrays.stream(others))
            .map(
                text ->
                    new PdfLine(1, 800, 100, 11, false, List.of(new PdfLine.Cell(text, 0, 100))))
            .toList();
    StringBuilder text = new StringBuilder(first);
    new WordBreaks(List.of(lines)).join(text, second);
    return text.toString();
  }
}
