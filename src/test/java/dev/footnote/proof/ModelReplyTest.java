package dev.footnote.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModelReplyTest {
  @Test
  void markersBelongToTheSentencesBeforeThem() {
    assertThat(said("Leave is 26 days [1]. Pay is monthly. It comes early. [2][3]"))
        .containsExactly(
            new ModelReply.Said("Leave is 26 days.", List.of(1), true),
            new ModelReply.Said("Pay is monthly.", List.of(2, 3), false),
            new ModelReply.Said("It comes early.", List.of(2, 3), false));
  }

  @Test
  void everyFormOfMarkerIsUnderstood() {
    for (String marker : List.of("[2, 5]", "[2][5]", "[2] [5]", "【2】【5】", "[^2][^5]", "[5; 2]")) {
      assertThat(said("Leave is 26 days " + marker + "."))
          .as(marker)
          .containsExactly(new ModelReply.Said("Leave is 26 days.", List.of(2, 5), true));
    }
  }

  @Test
  void sentenceAfterTheLastMarkerHasNone() {
    assertThat(said("Leave is 26 days. [1] Enjoy it!"))
        .last()
        .isEqualTo(new ModelReply.Said("Enjoy it!", List.of(), false));
  }

  @Test
  void listItemsStartLines() {
    assertThat(said("- Take a photo [1]\n\n- Upload it [2]"))
        .containsExactly(
            new ModelReply.Said("- Take a photo", List.of(1), true),
            new ModelReply.Said("- Upload it", List.of(2), true));
  }

  @Test
  void noMarkerSurvivesInAnyText() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] parts = {"[1]", "[12, 3]", " ", "Word", ".", ",", "\n", "[", "]", "【4】", "5", "- "};
    for (int run = 0; run < 2_000; run++) {
      var output = new StringBuilder();
      for (int i = 0; i < 12; i++) {
        output.append(parts[random.nextInt(parts.length)]);
      }
      assertThat(said(output.toString()))
          .as("seed %d, output %s", seed, output)
          .noneMatch(said -> said.text().matches("(?s).*\\[\\d+].*"));
    }
  }

  private static List<ModelReply.Said> said(String output) {
    return ModelReply.of(output).sentences();
  }
}
