package dev.footnote.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A set of positions in one text as half-open spans in UTF-16 code units, sorted and disjoint. */
record CharSpans(List<Span> spans) {
  static final CharSpans NONE = new CharSpans(List.of());

  /** From {@code start} until (not including) {@code end}. */
  record Span(int start, int end) {
    Span {
      if (start < 0 || end <= start) {
        throw new IllegalArgumentException(start + " to " + end);
      }
    }
  }

  CharSpans {
    spans = List.copyOf(spans);
  }

  /** The positions that at least one of the spans covers. */
  static CharSpans of(List<Span> spans) {
    var merged = new ArrayList<Span>();
    for (Span span : spans.stream().sorted(Comparator.comparingInt(Span::start)).toList()) {
      if (merged.isEmpty() || merged.getLast().end() < span.start()) {
        merged.add(span);
      } else {
        Span last = merged.removeLast();
        merged.add(new Span(last.start(), Math.max(last.end(), span.end())));
      }
    }
    return new CharSpans(merged);
  }

  /** How many positions it holds. */
  long length() {
    return spans.stream().mapToLong(span -> span.end() - span.start()).sum();
  }

  /** How many positions of the span it holds. */
  long within(Span wanted) {
    return spans.stream()
        .mapToLong(
            span ->
                Math.max(
                    0L,
                    Math.min(span.end(), wanted.end()) - Math.max(span.start(), wanted.start())))
        .sum();
  }

  /** How many positions both hold. */
  long common(CharSpans other) {
    return other.spans.stream().mapToLong(this::within).sum();
  }
}
