package dev.footnote.store;

/** Vectors in pgvector's text form, as {@code halfvec} and {@code vector} parameters are bound. */
public final class Vectors {
  private Vectors() {}

  /**
   * {@code [0.1,0.2,…]}, each component with the shortest digits that read back as the same float.
   */
  public static String literal(float[] vector) {
    var text = new StringBuilder(vector.length * 10).append('[');
    for (int i = 0; i < vector.length; i++) {
      if (i > 0) {
        text.append(',');
      }
      text.append(vector[i]);
    }
    return text.append(']').toString();
  }
}
