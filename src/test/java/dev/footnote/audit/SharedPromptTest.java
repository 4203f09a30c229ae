package dev.footnote.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharedPromptTest {

  @Test
  void whatATextHasOfItsOwnIsNotShared() {
    SharedPrompt shared =
        SharedPrompt.of("<7> data <7> Be brief.", Map.of("fence", "<7>", "wishes", "Be brief."))
            .orElseThrow();

    assertThat(shared.text()).isEqualTo("{fence} data {fence} {wishes}");
    assertThat(shared.with(Map.of("fence", "<8>", "wishes", "Be {fence}.")))
        .isEqualTo("<8> data <8> Be {fence}.");
  }

  @Test
  void aTextThatWouldComeBackAsAnotherIsNotShared() {
    assertThat(SharedPrompt.of("{fence} and <7>", Map.of("fence", "<7>"))).isEmpty();
    assertThat(SharedPrompt.of("Half a character: \uD83D", Map.of())).isEmpty();
    assertThat(SharedPrompt.of("A zero: \u0000", Map.of())).isEmpty();
  }

  @Test
  void everySharedTextComesBackAsItWas() {
    long seed = System.nanoTime();
    System.out.println("Seed of the prompts: " + seed);
    var random = new Random(seed);
    String letters = "ab{}fence$\\\n ";
    int shared = 0;
    for (int i = 0; i < 10_000; i++) {
      String text = text(random, letters, 40);
      Map<String, String> own =
          Map.of("fence", text(random, letters, 3) + "a", "wishes", text(random, letters, 5) + "b");
      var found = SharedPrompt.of(text, own);
      shared += found.isPresent() ? 1 : 0;
      found.ifPresent(prompt -> assertThat(prompt.with(own)).isEqualTo(text));
    }
    assertThat(shared).isGreaterThan(5_000);
  }

  private static String text(Random random, String letters, int length) {
    var text = new StringBuilder();
    for (int i = random.nextInt(length); i >= 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
