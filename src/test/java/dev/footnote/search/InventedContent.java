package dev.footnote.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Texts of invented words that are as unevenly common as those of a language (Zipf's law), now and
 * then with an acronym that they define, and unit vectors in clusters. Equal seeds give equal
 * contents.
 */
final class InventedContent implements CorpusContent {
  private static final int WORDS_PER_CHUNK = 150;
  private static final int VOCABULARY = 30_000;
  private static final int CLUSTERS = 400;

  /** One text of so many defines an acronym. */
  private static final int TEXTS_PER_ACRONYM = 20;

  private static final int ACRONYM_WORDS = 3;
  private static final String[] ONSETS =
      "b br c d dr f g gr h k l m n p pl r s st t tr v w z".split(" ");
  private static final String[] VOWELS = "a e i o u ai ea ou".split(" ");
  private static final String[] CODAS = "n r s l t m nd rt ck x".split(" ");

  private final Random random;
  private final String[] words;
  private final double[] cumulative;
  private final float[][] centres;

  /**
   * @param commonWords the commonest words, the commonest first; the others are invented
   */
  InventedContent(long seed, int dimensions, List<String> commonWords) {
    this.random = new Random(seed);
    this.words =
        Stream.concat(commonWords.stream(), inventWords())
            .distinct()
            .limit(VOCABULARY)
            .toArray(String[]::new);
    this.cumulative = new double[VOCABULARY];
    double sum = 0;
    for (int i = 0; i < VOCABULARY; i++) {
      sum += 1.0 / (i + 5);
      cumulative[i] = sum;
    }
    this.centres = new float[CLUSTERS][dimensions];
    for (float[] centre : centres) {
      for (int i = 0; i < dimensions; i++) {
        centre[i] = (float) random.nextGaussian();
      }
    }
  }

  private Stream<String> inventWords() {
    return random
        .ints(0, Integer.MAX_VALUE)
        .mapToObj(
            n ->
                pick(ONSETS, n)
                    + pick(VOWELS, n / 31)
                    + pick(CODAS, n / 337)
                    + (n % 3 == 0 ? "" : pick(VOWELS, n / 3_001) + pick(CODAS, n / 50_021))
                    + (n % 7 == 0 ? pick(ONSETS, n / 700_001) + pick(VOWELS, n / 9_000_011) : ""));
  }

  private static String pick(String[] parts, int n) {
    return parts[n % parts.length];
  }

  /** A word as likely as it is common. */
  String word() {
    return word(VOCABULARY);
  }

  private String word(int commonest) {
    int found = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[commonest - 1]);
    return words[found >= 0 ? found : -found - 1];
  }

  /** A question of that many words, in the corpus's own language. */
  String question(int length) {
    return question(length, VOCABULARY);
  }

  /** A question in the corpus's commonest words. */
  String question(int length, int commonest) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(i == 0 ? "" : " ").append(word(commonest));
    }
    return text.append('?').toString();
  }

  @Override
  public Made document(int number, int version, int chunks) {
    return new Made(
        "invented", IntStream.range(0, chunks).mapToObj(i -> new Piece(text(), vector())).toList());
  }

  private String text() {
    var text = new StringBuilder(1_000);
    for (int i = 0; i < WORDS_PER_CHUNK; i++) {
      text.append(i == 0 ? "" : i % 15 == 0 ? ". " : " ").append(word());
    }
    text.append('.');
    return random.nextInt(TEXTS_PER_ACRONYM) == 0 ? text + definition() : text.toString();
  }

  private String definition() {
    List<String> spelt = Stream.generate(this::word).limit(ACRONYM_WORDS).toList();
    String initials =
        spelt.stream()
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT))
            .collect(Collectors.joining());
    return " Here %s (%s) is meant.".formatted(String.join(" ", spelt), initials);
  }

  private float[] vector() {
    float[] centre = centres[random.nextInt(CLUSTERS)];
    float[] vector = new float[centre.length];
    double square = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (centre[i] + 0.8 * random.nextGaussian());
      square += (double) vector[i] * vector[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }
}
