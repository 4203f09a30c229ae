package dev.footnote.text;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A line as it is printed on a page. Lengths are in points, {@code y} is the baseline counted from
 * the top of the page.
 *
 * @param cells its words, in groups that wide gaps keep apart; never empty
 */
record PdfLine(int page, double pageHeight, float y, float size, boolean bold, List<Cell> cells) {

  /** Words without a wide gap between them. */
  record Cell(String text, float left, float right) {}

  float left() {
    return cells.getFirst().left();
  }

  float right() {
    return cells.getLast().right();
  }

  String text() {
    return cells.stream().map(Cell::text).collect(Collectors.joining(" "));
  }

  int length() {
    return cells.stream().mapToInt(cell -> cell.text().length()).sum();
  }
}
