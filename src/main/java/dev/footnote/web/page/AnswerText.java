package dev.footnote.web.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An answer's plain text, cut at its paragraphs and footnote markers. */
final class AnswerText {
  private static final Pattern MARKER = Pattern.compile(" ?\\[(\\d{1,4})]");

  private static final Pattern ITEM = Pattern.compile("\\s*[-*•] +");

  private AnswerText() {}

  /**
   * A stretch of text, or a marker.
   *
   * @param text the stretch; empty for a marker
   * @param n the footnote's number, from 1; 0 for a stretch of text
   * @param first whether no marker before has that number
   */
  record Piece(String text, int n, boolean first) {}

  /**
   * A line of the answer.
   *
   * @param item whether it is an item of a list, whose bullet is left out
   */
  record Paragraph(boolean item, List<Piece> pieces) {}

  /**
   * The paragraphs.
   *
   * @param footnotes numbers that have a footnote; brackets around any other stay text
   */
  static List<Paragraph> paragraphs(String answer, Set<Integer> footnotes) {
    var seen = new HashSet<Integer>();
    return answer
        .lines()
        .filter(line -> !line.isBlank())
        .map(
            line -> {
              boolean item = ITEM.matcher(line).lookingAt();
              String words = item ? ITEM.matcher(line).replaceFirst("") : line;
              return new Paragraph(item, pieces(words, footnotes, seen));
            })
        .toList();
  }

  private static List<Piece> pieces(String line, Set<Integer> footnotes, Set<Integer> seen) {
    var pieces = new ArrayList<Piece>();
    Matcher marker = MARKER.matcher(line);
    int done = 0;
    while (marker.find()) {
      int n = Integer.parseInt(marker.group(1));
      if (footnotes.contains(n)) {
        pieces.add(new Piece(line.substring(done, marker.start()), 0, false));
        pieces.add(new Piece("", n, seen.add(n)));
        done = marker.end();
      }
    }
    pieces.add(new Piece(line.substring(done), 0, false));
    return List.copyOf(pieces);
  }
}
