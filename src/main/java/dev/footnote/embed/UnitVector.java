package dev.footnote.embed;

/** A vector of Euclidean length 1, so that inner product and cosine are the same. */
final class UnitVector {

  private UnitVector() {}

  /**
   * The vector in the same direction.
   *
   * @throws IllegalArgumentException if there is no direction: all zero, or not all finite
   */
  static float[] of(float[] vector) {
    double sumOfSquares = 0;
    for (float x : vector) {
      sumOfSquares += (double) x * x;
    }
    if (sumOfSquares == 0 || !Double.isFinite(sumOfSquares)) {
      throw new IllegalArgumentException("a vector that is all zero or not finite");
    }
    double length = Math.sqrt(sumOfSquares);
    float[] unit = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }
}
