package dev.footnote.evaluation;

import dev.footnote.evaluation.CharSpans.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where the quotes of a golden set stand in a document's text. */
final class Quotes {
  /** A quote such as "308" may stand in many places; so many are looked at. */
  private static final int PLACES_MAX = 1_000;

  private Quotes() {}

  /**
   * The places of a quote in a text, character by character but for the white space: a file's line
   * ends are not those of the text that was read from it.
   */
  static List<Span> places(String text, String quote) {
    Pattern pattern =
        Pattern.compile(
            Arrays.stream(quote.strip().split("\\s+"))
                .map(Pattern::quote)
                .collect(Collectors.joining("\\s+")));
    var places = new ArrayList<Span>();
    Matcher matcher = pattern.matcher(text);
    while (places.size() < PLACES_MAX && matcher.find()) {
      places.add(new Span(matcher.start(), matcher.end()));
    }
    return places;
  }

  /**
   * The place of a quote that the passages cover best, the first if they cover none: the golden set
   * does not say which of several it means. Empty if the text does not hold the quote.
   */
  static Optional<Span> place(String text, String quote, CharSpans passages) {
    Span best = null;
    for (Span place : places(text, quote)) {
      if (best == null || passages.within(place) > passages.within(best)) {
        best = place;
      }
    }
    return Optional.ofNullable(best);
  }
}
