package dev.footnote.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

  @ParameterizedTest
  @CsvSource({
    "holiday, holiday, 0",
    "holliday, holiday, 1",
    "hoilday, holiday, 1",
    "holidai, holiday, 1",
    "insurnace, insurance, 1",
    "ghandi, gandhi, 1",
    "inshurence, insurance, 2",
    "abc, xyz, 3"
  })
  void lettersThatDifferAreCounted(String one, String other, int errors) {
    assertThat(Spelling.distance(one, other)).isEqualTo(errors);
    assertThat(Spelling.distance(other, one)).isEqualTo(errors);
  }

  @Test
  void shortWordsAndCodesAreNotCorrected() {
    assertThat(Spelling.errorsMax("pto")).isZero();
    assertThat(Spelling.errorsMax("err4012")).isZero();
    assertThat(Spelling.errorsMax("東京")).isZero();
    assertThat(Spelling.errorsMax("leave")).isEqualTo(1);
    assertThat(Spelling.errorsMax("insurance")).isEqualTo(2);
    assertThat(Spelling.keysOfTyped("err4012")).isEmpty();
  }

  @Test
  void everyMistakeThatMayBeMadeSharesAKeyWithTheRightWord() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String right = word(random, 3 + random.nextInt(14));
      String typed = right;
      int errors = random.nextInt(3);
      for (int error = 0; error < errors; error++) {
        typed = mistyped(random, typed);
      }
      if (Spelling.isWord(right)
          && Spelling.errorsMax(typed) > 0
          && Spelling.distance(typed, right) <= Spelling.errorsMax(typed)) {
        var shared = new HashSet<>(Spelling.keysOfKnown(right));
        shared.retainAll(Spelling.keysOfTyped(typed));
        assertThat(shared).as("%s for %s, seed %d", typed, right, seed).isNotEmpty();
      }
    }
  }

  private static String word(Random random, int length) {
    var word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(5)));
    }
    return word.toString();
  }

  private static String mistyped(Random random, String word) {
    int at = random.nextInt(word.length());
    String letter = word(random, 1);
    return switch (random.nextInt(4)) {
      case 0 -> word.substring(0, at) + letter + word.substring(at);
      case 1 -> word.length() == 1 ? word : word.substring(0, at) + word.substring(at + 1);
      case 2 -> word.substring(0, at) + letter + word.substring(at + 1);
      default ->
          at == 0
              ? word
              : word.substring(0, at - 1)
                  + word.charAt(at)
                  + word.charAt(at - 1)
                  + word.substring(at + 1);
    };
  }
}
