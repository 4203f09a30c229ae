package dev.footnote.text;

/**
 * A half-open range of a text in UTF-16 code units.
 *
 * @param start first code unit, inclusive
 * @param end last code unit, exclusive; at least {@code start}
 */
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("Not a span: [" + start + ", " + end + ")");
    }
  }

  /** The part of {@code text} this span covers. */
  public String of(String text) {
    return text.substring(start, end);
  }
}
