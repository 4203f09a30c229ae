package dev.footnote.search;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Any number of chunks that lie where real ones lie: each is a mixture of three real passages, two
 * parts of the first and one of each other, in its vector as in its sentences. A document's chunks
 * have neighbours of one real document as their first parts, and its next version has the same ones
 * with others mixed in, as an edit leaves most of a text as it was.
 */
final class MixedContent implements CorpusContent {
  private static final int MAIN_PARTS = 2;

  private final List<RealPassages.Passage> real;

  /**
   * @param real passages, those of one document side by side
   */
  MixedContent(List<RealPassages.Passage> real) {
    this.real = List.copyOf(real);
  }

  @Override
  public Made document(int number, int version, int chunks) {
    var start = new Random(number);
    var others = new Random(number * 1_000L + version);
    int first = start.nextInt(real.size());
    return new Made(
        real.get(first).set(),
        IntStream.range(0, chunks)
            .mapToObj(
                i ->
                    mixture(
                        real.get((first + i) % real.size()),
                        real.get(others.nextInt(real.size())),
                        real.get(others.nextInt(real.size()))))
            .toList());
  }

  private static Piece mixture(
      RealPassages.Passage main, RealPassages.Passage one, RealPassages.Passage other) {
    float[] vector = new float[main.vector().length];
    double square = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = MAIN_PARTS * main.vector()[i] + one.vector()[i] + other.vector()[i];
      square += (double) vector[i] * vector[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return new Piece(
        part(main.text(), MAIN_PARTS) + " " + part(one.text(), 1) + " " + part(other.text(), 1),
        vector);
  }

  /** So many quarters of a text's words, from its beginning. */
  private static String part(String text, int quarters) {
    String[] words = text.split("\\s+");
    return String.join(" ", List.of(words).subList(0, Math.max(1, words.length * quarters / 4)));
  }
}
