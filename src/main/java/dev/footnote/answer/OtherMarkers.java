package dev.footnote.answer;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers in brackets that are a document's own. In an answer they would read as its footnotes, so
 * they get round brackets there; quotes keep them. An index in code, such as {@code choices[0]} in
 * a path, is left.
 */
final class OtherMarkers {
  private static final Pattern MARKER =
      Pattern.compile(
          "[\\[［【〔]\\s*\\^?\\s*([\\p{Nd}\\p{No}]{1,4}(?:\\s*[,;–-]\\s*\\^?[\\p{Nd}\\p{No}]{1,4})*)\\s*[\\]］】〕]");

  private static final Pattern PATH =
      Pattern.compile(".*(?:[_.(=$\\[{]|[a-z][A-Z]).*[\\p{L}\\p{N}_)\\]]");

  private OtherMarkers() {}

  /** The text with such numbers in round brackets. */
  static String withoutBrackets(String text) {
    return MARKER
        .matcher(text)
        .replaceAll(
            marker ->
                Matcher.quoteReplacement(
                    isIndex(text, marker) ? marker.group() : "(" + marker.group(1) + ")"));
  }

  private static boolean isIndex(String text, MatchResult marker) {
    String before = text.substring(0, marker.start());
    String word = before.substring(before.lastIndexOf(' ') + 1);
    return before.chars().filter(c -> c == '`').count() % 2 == 1
        || marker.group(1).equals("0")
        || PATH.matcher(word).matches();
  }
}
