package dev.footnote.evidence;

/**
 * A half-open range of a text in UTF-16 code units, as JSON {@code {"start": 0, "end": 5}}.
 *
 * @param start 0 or more
 * @param end not less than {@code start}
 */
public record TextSpan(int start, int end) {
  public TextSpan {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("Not a span: " + start + " to " + end);
    }
  }

  /** How many code units it covers. */
  public int length() {
    return end - start;
  }

  public TextSpan shift(int by) {
    return new TextSpan(start + by, end + by);
  }

  public String in(String text) {
    return text.substring(start, end);
  }
}
