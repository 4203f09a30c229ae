package dev.footnote.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts of invented words, as many as a test needs, the same for the same seed. */
final class GeneratedText {

  private static final List<String> VOCABULARY = vocabulary();

  private GeneratedText() {}

  /** Words between blanks, long ones and marks counting more, as a model's tokenizer would. */
  static int words(String text) {
    int count = 0;
    for (String word : text.split("\\s+")) {
      if (!word.isEmpty()) {
        count += 1 + word.length() / 12;
      }
    }
    return count;
  }

  static String word(Random random) {
    // Frequent words are frequent, as in any language.
    int rank = (int) (VOCABULARY.size() * Math.pow(random.nextDouble(), 3));
    return VOCABULARY.get(rank);
  }

  static String sentence(Random random) {
    StringBuilder sentence = new StringBuilder();
    for (int i = 6 + random.nextInt(24); i > 0; i--) {
      sentence.append(sentence.isEmpty() ? "" : " ").append(word(random));
    }
    sentence.setCharAt(0, Character.toUpperCase(sentence.charAt(0)));
    return sentence.append('.').toString();
  }

  static String paragraph(Random random) {
    List<String> sentences = new ArrayList<>();
    for (int i = 1 + random.nextInt(9); i > 0; i--) {
      sentences.add(sentence(random));
    }
    return String.join(" ", sentences);
  }

  /** Paragraphs without headings. */
  static String prose(long seed, int paragraphs) {
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < paragraphs; i++) {
      texts.add(paragraph(random));
    }
    return String.join("\n\n", texts);
  }

  /** Paragraphs under headings of three levels. */
  static String structured(long seed, int paragraphs) {
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>(List.of("# " + word(random)));
    for (int i = 0; i < paragraphs; i++) {
      if (random.nextInt(3) == 0) {
        texts.add("#".repeat(1 + random.nextInt(3)) + " " + word(random) + " " + word(random));
      }
      texts.add(paragraph(random));
    }
    return String.join("\n\n", texts);
  }

  /** Rows under a header line. */
  static String csv(long seed, int rows) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(List.of("id,product,region,price,comment"));
    for (int i = 0; i < rows; i++) {
      lines.add(
          "%d,%s %s,%s,%d,%s"
              .formatted(
                  10_000 + i,
                  word(random),
                  word(random),
                  List.of("north", "south", "east").get(random.nextInt(3)),
                  random.nextInt(1_000),
                  sentence(random)));
    }
    return String.join("\n", lines);
  }

  private static List<String> vocabulary() {
    Random random = new Random(4);
    String[] syllables = "ka lo mi ter san du pre vo nis ela gor wi che bur ta".split(" ");
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      StringBuilder word = new StringBuilder();
      for (int s = 1 + random.nextInt(4); s > 0; s--) {
        word.append(syllables[random.nextInt(syllables.length)]);
      }
      words.add(word.toString());
    }
    return words;
  }
}
