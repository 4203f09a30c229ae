package dev.footnote.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SentencesTest {

  @Test
  void abbreviationsInitialsNumbersAndVersionsDontEndASentence() {
    assertThat(
            split(
                "Dr. Smith paid $3.5 million to Acme Inc. in Jan. 2031. It was, e.g. for v2.14.1,"
                    + " fine! See Fig. 3. J. K. Rowling wrote it. The U.S. Government agreed."))
        .containsExactly(
            "Dr. Smith paid $3.5 million to Acme Inc. in Jan. 2031.",
            "It was, e.g. for v2.14.1, fine!",
            "See Fig. 3.",
            "J. K. Rowling wrote it.",
            "The U.S. Government agreed.");
  }

  @Test
  void listItemsRowsAndLinesAreSentencesOfTheirOwn() {
    assertThat(
            split("Bring:\n- a pen\n1. Open it. Close it.\nCity: Paris; Night: 180\n\nlast line"))
        .containsExactly(
            "Bring:",
            "- a pen",
            "1. Open it.",
            "Close it.",
            "City: Paris; Night: 180",
            "last line");
  }

  @Test
  void germanAbbreviationsAreKnownInGerman() {
    String text = "Frau Dr. Meier kommt am 3. Oktober, z. B. Montag. Die Frist sind ca. 5 Tage.";
    assertThat(Sentences.split(text, Locale.GERMAN).stream().map(span -> span.of(text)))
        .containsExactly(
            "Frau Dr. Meier kommt am 3. Oktober, z. B. Montag.", "Die Frist sind ca. 5 Tage.");
  }

  @Test
  void quotesAndBracketsStayWithTheirSentence() {
    assertThat(split("\u201cGo home.\u201d (He did.) Then \u2026 nothing? Yes!"))
        .containsExactly("\u201cGo home.\u201d", "(He did.)", "Then \u2026 nothing?", "Yes!");
  }

  @Test
  void sentencesCoverAllButWhiteSpaceInOrder() {
    long seed = 11;
    Random random = new Random(seed);
    String alphabet = "ab Z. .!?\n\t1)-\u201d\u3002\ud83d\ude00";
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        int at = random.nextInt(alphabet.codePointCount(0, alphabet.length()));
        text.appendCodePoint(alphabet.codePointAt(alphabet.offsetByCodePoints(0, at)));
      }
      int end = 0;
      for (Span sentence : Sentences.split(text.toString(), Locale.ENGLISH)) {
        assertThat(text.substring(end, sentence.start())).as("seed %d", seed).isBlank();
        assertThat(sentence.of(text.toString())).isNotBlank().doesNotContain("\n");
        end = sentence.end();
      }
      assertThat(text.substring(end)).as("seed %d", seed).isBlank();
    }
  }

  private static List<String> split(String text) {
    return Sentences.split(text, Locale.ENGLISH).stream().map(span -> span.of(text)).toList();
  }
}
