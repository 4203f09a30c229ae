package dev.footnote.text;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The ranking function BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25
 * and Beyond", 2009), cut in two so that PostgreSQL can finish it: the document side is stored as a
 * sparse vector when a passage is indexed, the question side is a sparse vector of inverse document
 * frequencies, and their inner product is the score.
 *
 * <p>The average length is a constant, not the corpus's own: a stored row then depends on its own
 * text alone, so that an index grown change by change equals one built at once, and no drift ever
 * asks for rewriting rows. With passages cut to one target length the true average moves little
 * around it, and ranking moves less (docs/benchmarks.md).
 */
public final class Bm25 {
  /** How soon repeating a term stops to add, the value common since TREC-3. */
  static final double K1 = 1.2;

  /** How much length counts against a passage, 0 to 1; the common value. */
  static final double B = 0.75;

  /** Terms in an average passage: some 250 tokens, less stop words and punctuation. */
  static final double LENGTH_AVERAGE = 110;

  /** Term numbers are 1 to this: the most dimensions that a {@code sparsevec} can have. */
  public static final int TERM_NUMBER_MAX = 1_000_000_000;

  private Bm25() {}

  /**
   * The document side of one passage.
   *
   * @param terms distinct term numbers, rising: the column {@code passage.terms}
   * @param weights the column {@code passage.bm25} in pgvector's text form
   */
  public record Row(int[] terms, String weights) {}

  /**
   * The document side of a passage whose terms have these numbers.
   *
   * @param termNumbers one for each occurrence, in any order; none for a passage without terms
   * @throws IllegalArgumentException if a number is not 1 to {@link #TERM_NUMBER_MAX}
   */
  public static Row row(int[] termNumbers) {
    double lengthPart = K1 * (1 - B + B * termNumbers.length / LENGTH_AVERAGE);
    SortedMap<Integer, Double> weights = new TreeMap<>();
    Arrays.stream(termNumbers).forEach(term -> weights.merge(term, 1.0, Double::sum));
    weights.replaceAll((term, count) -> count * (K1 + 1) / (count + lengthPart));
    return new Row(
        weights.keySet().stream().mapToInt(Integer::intValue).toArray(), sparseVector(weights));
  }

  /**
   * What finding a term says about a passage; more for a rarer term, never below 0.
   *
   * @param passages passages there are
   * @param holding those that hold the term
   */
  public static double inverseDocumentFrequency(long passages, long holding) {
    // Statistics may be read a moment apart from the passages: never let them go below zero.
    double without = Math.max(0, passages - holding);
    return Math.log1p((without + 0.5) / (holding + 0.5));
  }

  /**
   * Weights by term number in pgvector's text form for {@code sparsevec}, indices from 1: <code>
   * {3:1.5,7:0.25}/1000000000</code>.
   *
   * @throws IllegalArgumentException if a number is not 1 to {@link #TERM_NUMBER_MAX}
   */
  public static String sparseVector(SortedMap<Integer, Double> weights) {
    var text = new StringBuilder(weights.size() * 20 + 16).append('{');
    weights.forEach(
        (term, weight) -> {
          if (term < 1 || term > TERM_NUMBER_MAX) {
            throw new IllegalArgumentException("not a term number: " + term);
          }
          text.append(text.length() > 1 ? "," : "");
          text.append(term.intValue()).append(':').append(weight.floatValue());
        });
    return text.append("}/").append(TERM_NUMBER_MAX).toString();
  }
}
