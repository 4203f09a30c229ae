package dev.footnote.text;

import dev.footnote.text.Block.Kind;
import java.util.List;

/**
 * A piece of one page.
 *
 * @param level the heading's level; 0 for other pieces
 * @param marker what a list item starts with; empty for other pieces
 * @param left where it starts, in points from the page's left edge
 * @param printedLines lines it takes on the page
 */
record PdfParagraph(
    Kind kind, int level, String marker, float left, int printedLines, List<String> texts) {

  /** A piece that is one text: anything but a table. */
  static PdfParagraph of(
      Kind kind, int level, String marker, float left, int printedLines, String text) {
    return new PdfParagraph(kind, level, marker, left, printedLines, List.of(text));
  }

  /** A table, one text a row. */
  static PdfParagraph table(List<String> rows, float left) {
    return new PdfParagraph(Kind.TABLE_ROW, 0, "", left, rows.size(), rows);
  }

  String text() {
    return texts.getFirst();
  }

  PdfParagraph asHeading(int headingLevel) {
    return new PdfParagraph(Kind.HEADING, headingLevel, "", left, printedLines, texts);
  }

  PdfParagraph withText(String text) {
    return new PdfParagraph(kind, level, marker, left, printedLines, List.of(text));
  }
}
