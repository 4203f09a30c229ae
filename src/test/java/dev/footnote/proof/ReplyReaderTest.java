package dev.footnote.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.proof.ModelReply.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplyReaderTest {
  @Test
  void anyCutOfTheTextGivesTheSameSentences() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] parts = {
      "[1]",
      " [2, 3]",
      "【4】",
      "[^5]",
      " ",
      "\n",
      "\r\n",
      "Leave is 26 days",
      ". ",
      ".",
      "! ",
      ", ",
      ": ",
      "- ",
      "2. ",
      "e.g. 3 days",
      "z. B. Urlaub",
      "am 3. Oktober ",
      "1.5 ",
      "**Pay** ",
      "`a[0]` ",
      "```\n",
      "| a | b |",
      "|---|---|",
      "\n\n",
      "休暇は26日です。",
      "According to [2], ",
      "[",
      "]",
      "It grows",
      "Dr. Who ",
      "?",
      "\u2028",
      "(see [1](https://a.b/c))",
      "🙂"
    };
    for (int run = 0; run < 3_000; run++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(24); i >= 0; i--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      Locale language = random.nextBoolean() ? Locale.ENGLISH : Locale.GERMAN;
      List<Said> whole = ModelReply.of(text.toString(), language).sentences();
      var reader = new ReplyReader(language);
      var pieces = new ArrayList<Said>();
      for (int at = 0; at < text.length(); ) {
        int end = Math.min(text.length(), at + 1 + random.nextInt(7));
        pieces.addAll(reader.feed(text.substring(at, end)));
        at = end;
      }
      pieces.addAll(reader.end());
      assertThat(pieces).as("seed %d, text %s", seed, text).isEqualTo(whole);
    }
  }

  @Test
  void sentenceLeavesWhenTheNextHasBegun() {
    var reader = new ReplyReader(Locale.ENGLISH);

    assertThat(reader.feed("Leave is 26 days [1]. ")).isEmpty();
    assertThat(reader.feed("It ")).containsExactly(new Said("Leave is 26 days.", List.of(1), true));
    assertThat(reader.feed("grows. [2]")).isEmpty();
    assertThat(reader.feed("[3] Pay "))
        .containsExactly(new Said("It grows.", List.of(2, 3), false));
    assertThat(reader.feed("is monthly")).isEmpty();
    assertThat(reader.end()).containsExactly(new Said("Pay is monthly", List.of(), false));
  }

  @Test
  void sentenceLeavesAtTheEndOfItsLineIfItIsMarked() {
    var reader = new ReplyReader(Locale.ENGLISH);

    assertThat(reader.feed("- Take a photo [1]\n"))
        .containsExactly(new Said("- Take a photo", List.of(1), true));
  }

  @Test
  void unmarkedSentenceIsNotHeldBackForLong() {
    var reader = new ReplyReader(Locale.ENGLISH);

    assertThat(reader.feed("One is here. Two is here. Three is here. Four is here. Five is "))
        .extracting(Said::text)
        .containsExactly("One is here.");
    assertThat(reader.feed("here. Six")).isEmpty();
    assertThat(reader.feed(" is [1].")).extracting(Said::text).containsExactly("Two is here.");
    assertThat(reader.end())
        .extracting(Said::markers)
        .containsExactly(List.of(1), List.of(1), List.of(1), List.of(1));
  }

  @Test
  void markerOnALineOfItsOwnCountsForTheLineBefore() {
    assertThat(said("Leave is 26 days.\n\n[1]\nPay is monthly."))
        .containsExactly(
            new Said("Leave is 26 days.", List.of(1), true),
            new Said("Pay is monthly.", List.of(), true));
  }

  @Test
  void markerInTheMiddleCountsForItsWholeSentence() {
    assertThat(said("Leave is 26 days [1], and pay is monthly [2]. It comes early [3]."))
        .containsExactly(
            new Said("Leave is 26 days, and pay is monthly.", List.of(1, 2), true),
            new Said("It comes early.", List.of(3), false));
  }

  @Test
  void markerMayStandForTheFullStop() {
    assertThat(said("Leave is 26 days [1] Pay is monthly [2]"))
        .containsExactly(
            new Said("Leave is 26 days", List.of(1), true),
            new Said("Pay is monthly", List.of(2), false));
  }

  @Test
  void markerInThePlaceOfANameGoesWithItsPhrase() {
    assertThat(said("Pay is monthly [2]. According to [1], leave is 26 days."))
        .containsExactly(
            new Said("Pay is monthly.", List.of(2), true),
            new Said("Leave is 26 days.", List.of(1), false));
    assertThat(said("[1] Leave is 26 days. [2] Pay is monthly."))
        .extracting(Said::text)
        .containsExactly("Leave is 26 days.", "Pay is monthly.");
  }

  @Test
  void announcingLineHasTheMarkersOfItsFirstItem() {
    assertThat(said("You need:\n- a photo [1]\n- a form [2]"))
        .containsExactly(
            new Said("You need:", List.of(1), true),
            new Said("- a photo", List.of(1), true),
            new Said("- a form", List.of(2), true));
  }

  @Test
  void abbreviationsAndDecimalsEndNoSentence() {
    assertThat(said("It takes e.g. 3 days or approx. 1.5 weeks for Dr. Who [1].")).hasSize(1);
    assertThat(
            said(
                "Es dauert z. B. 3 Tage ab dem 3. Oktober, d. h. ca. 1,5 Wochen [1]. Danach nicht.",
                Locale.GERMAN))
        .hasSize(2);
    assertThat(said("Voir M. Dupont [1]. Il part.", Locale.FRENCH)).hasSize(2);
    assertThat(said("El Sr. García paga [1]. ¿Cuánto? Nada.", Locale.forLanguageTag("es")))
        .hasSize(3);
    assertThat(said("休暇は26日です[1]。給料は月払いです。[2]", Locale.JAPANESE))
        .containsExactly(
            new Said("休暇は26日です。", List.of(1), true), new Said("給料は月払いです。", List.of(2), false));
  }

  @Test
  void emphasisStaysWithItsSentence() {
    assertThat(said("**Leave is 26 days.** [1] *Pay* is monthly [2]."))
        .containsExactly(
            new Said("**Leave is 26 days.**", List.of(1), true),
            new Said("*Pay* is monthly.", List.of(2), false));
  }

  @Test
  void codeIsOnePieceAndKeepsItsBrackets() {
    assertThat(said("Read `a[0]` first [1].\n```java\nint x = a[1]. b;\n\nreturn x;\n```\n[2]"))
        .containsExactly(
            new Said("Read `a[0]` first.", List.of(1), true),
            new Said("```java\nint x = a[1]. b;\n\nreturn x;\n```", List.of(2), true));
  }

  @Test
  void tableRowsStayWholeAndTheHeadKeepsItsRule() {
    assertThat(said("| Plan | Price |\n|---|---|\n| Basic. One | 5 € [1] |\n| Plus | 9 € [2] |"))
        .containsExactly(
            new Said("| Plan | Price |\n|---|---|", List.of(), true),
            new Said("| Basic. One | 5 € |", List.of(1), true),
            new Said("| Plus | 9 € |", List.of(2), true));
  }

  @Test
  void linksAndDefinitionsOfMarkersDoNotLeave() {
    assertThat(
            said(
                "Leave is 26 days [1](https://evil.example/x).\n\n[1]: https://evil.example\n[^2]: b.pdf"))
        .containsExactly(new Said("Leave is 26 days.", List.of(1), true));
    assertThat(said("Leave is 26 days【3:0†handbook.pdf】."))
        .containsExactly(new Said("Leave is 26 days.", List.of(3), true));
  }

  @Test
  void numbersInBracketsOfOtherKindsAreNoMarkers() {
    assertThat(said("Leave (1) is 26 days [sic] [1]."))
        .containsExactly(new Said("Leave (1) is 26 days [sic].", List.of(1), true));
  }

  @Test
  void endlessLineIsCut() {
    assertThat(said("word ".repeat(10_000))).hasSizeGreaterThan(1);
  }

  private static List<Said> said(String output) {
    return said(output, Locale.ENGLISH);
  }

  private static List<Said> said(String output, Locale language) {
    return ModelReply.of(output, language).sentences();
  }
}
