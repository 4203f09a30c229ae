package dev.footnote.text;

import java.util.ArrayList;
import java.util.List;

/** Lines whose words stand in aligned columns, read as rows with their headers. */
final class PdfTable {

  /** How far, in points, the starts of a column's cells may be apart. */
  private static final float ALIGNED = 8;

  /** Lines further apart than this many times the type's size are no rows but a form's fields. */
  private static final double ROW_GAP_MAX = 3;

  private PdfTable() {}

  /** The line after the table that starts at {@code from}; {@code from} itself if none does. */
  static int end(List<PdfLine> page, int from) {
    PdfLine first = columns(page.subList(from, page.size()));
    if (page.get(from).cells().size() < 2) {
      return from;
    }
    int end = from + 1;
    int rows = 1;
    for (int i = from + 1; i < page.size(); i++) {
      PdfLine line = page.get(i);
      double gap = line.y() - page.get(i - 1).y();
      if (gap < 0 || gap > ROW_GAP_MAX * line.size() || line.size() != first.size()) {
        break;
      }
      if (line.cells().size() >= 2 && alignedCells(first, line) >= 2) {
        rows++;
        end = i + 1;
      } else if (!isWrapped(first, page.get(i - 1), line)) {
        break;
      }
    }
    // Cells of the last row may be wrapped as well.
    while (rows > 1 && end < page.size() && isWrapped(first, page.get(end - 1), page.get(end))) {
      end++;
    }
    return rows > 1 ? end : from;
  }

  /**
   * The line whose cells are the columns: the first one, or the second if the first lacks one cell,
   * as headers do over a column of names.
   */
  private static PdfLine columns(List<PdfLine> lines) {
    PdfLine first = lines.getFirst();
    if (lines.size() > 1) {
      PdfLine second = lines.get(1);
      boolean oneMore = second.cells().size() == first.cells().size() + 1;
      if (oneMore && alignedCells(second, first) == first.cells().size()) {
        return second;
      }
    }
    return first;
  }

  /** The rows as text, the first one taken for headers where it looks like it. */
  static List<String> rows(List<PdfLine> lines) {
    PdfLine first = columns(lines);
    List<List<String>> rows = new ArrayList<>();
    boolean boldRows = false;
    for (int i = 0; i < lines.size(); i++) {
      PdfLine line = lines.get(i);
      boolean wraps = i > 0 && isWrapped(first, lines.get(i - 1), line);
      List<String> row = wraps ? rows.getLast() : emptyRow(first.cells().size());
      for (PdfLine.Cell cell : line.cells()) {
        int column = column(first, cell);
        row.set(column, (row.get(column) + " " + cell.text()).strip());
      }
      if (!wraps) {
        rows.add(row);
        boldRows |= i > 0 && line.bold();
      }
    }
    boolean header = (lines.getFirst().bold() && !boldRows) || hasHeaderWords(rows);
    List<String> headers = header ? rows.getFirst() : List.of();
    return rows.subList(header ? 1 : 0, rows.size()).stream()
        .map(
            row ->
                !header && row.size() == 2
                    ? TableText.row(List.of(row.getFirst()), List.of(row.getLast()))
                    : TableText.row(headers, row))
        .toList();
  }

  /** Words alone in the first row, and a number in a later one or three columns and more. */
  private static boolean hasHeaderWords(List<List<String>> rows) {
    boolean words = rows.getFirst().stream().noneMatch(PdfTable::hasDigit);
    boolean numbers =
        rows.subList(1, rows.size()).stream()
            .anyMatch(row -> row.subList(1, row.size()).stream().anyMatch(PdfTable::hasDigit));
    return words && (numbers || rows.getFirst().size() > 2);
  }

  private static boolean hasDigit(String cell) {
    return cell.chars().anyMatch(Character::isDigit);
  }

  private static List<String> emptyRow(int columns) {
    List<String> row = new ArrayList<>(columns);
    for (int i = 0; i < columns; i++) {
      row.add("");
    }
    return row;
  }

  private static int alignedCells(PdfLine first, PdfLine line) {
    int aligned = 0;
    for (PdfLine.Cell cell : line.cells()) {
      for (PdfLine.Cell head : first.cells()) {
        boolean sameStart = Math.abs(cell.left() - head.left()) < ALIGNED;
        boolean sameEnd = Math.abs(cell.right() - head.right()) < ALIGNED;
        boolean sameCentre =
            Math.abs(cell.left() + cell.right() - head.left() - head.right()) < 2 * ALIGNED;
        if (sameStart || sameEnd || sameCentre) {
          aligned++;
          break;
        }
      }
    }
    return aligned;
  }

  /** A line set tight under the one before it, with fewer cells than columns, each in one. */
  private static boolean isWrapped(PdfLine first, PdfLine before, PdfLine line) {
    double gap = line.y() - before.y();
    if (gap <= 0 || gap > 1.35 * line.size() || line.cells().size() >= first.cells().size()) {
      return false;
    }
    return line.cells().stream()
        .allMatch(
            cell -> {
              int column = column(first, cell);
              boolean last = column == first.cells().size() - 1;
              return Math.abs(cell.left() - first.cells().get(column).left()) < ALIGNED
                  && (last || cell.right() < first.cells().get(column + 1).left());
            });
  }

  /** The column whose heading the cell is under, or nearest to. */
  private static int column(PdfLine first, PdfLine.Cell cell) {
    int best = 0;
    float bestDistance = Float.MAX_VALUE;
    for (int i = 0; i < first.cells().size(); i++) {
      PdfLine.Cell head = first.cells().get(i);
      float overlap = Math.min(cell.right(), head.right()) - Math.max(cell.left(), head.left());
      float starts = Math.abs(cell.left() - head.left());
      float distance = Math.min(starts, Math.max(0, -overlap) + starts / 4);
      if (distance < bestDistance) {
        bestDistance = distance;
        best = i;
      }
    }
    return best;
  }
}
