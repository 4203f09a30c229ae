package dev.footnote.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/** Writes an HTML table row by row, each with its headers. */
final class HtmlTable {

  private static final int SPAN_MAX = 100;

  /** A cell that reaches down into further rows. */
  private record Hanging(String text, int rowsLeft) {}

  private final Map<Integer, Hanging> hanging = new HashMap<>();
  private List<String> headers = new ArrayList<>();
  private boolean inHeader = true;

  private HtmlTable() {}

  /**
   * Writes the rows. A table that holds another one is page layout: each of its cells goes to
   * {@code asBlocks} instead.
   */
  static void write(Element table, Consumer<Element> asBlocks, TextAssembler out) {
    Elements cells = table.select("> * > tr > td, > * > tr > th, > tr > td, > tr > th");
    boolean oneColumn = cells.stream().allMatch(cell -> cell.siblingElements().isEmpty());
    if (oneColumn || !table.select("table table").isEmpty()) {
      cells.forEach(asBlocks);
      return;
    }
    Element caption = table.selectFirst("> caption");
    if (caption != null) {
      out.paragraph(caption.text());
    }
    HtmlTable rows = new HtmlTable();
    boolean wroteBody = false;
    for (Element row : table.select("> * > tr, > tr")) {
      wroteBody |= rows.write(row, out);
    }
    if (!wroteBody) {
      out.tableRow(TableText.row(List.of(), rows.headers));
    }
  }

  private boolean write(Element row, TextAssembler out) {
    Elements cells = row.select("> td, > th");
    if (cells.isEmpty()) {
      return false;
    }
    boolean allHeaders = cells.stream().allMatch(cell -> cell.normalName().equals("th"));
    Element group = row.parent();
    boolean inHead = group != null && group.normalName().equals("thead");
    List<String> values = values(cells);
    if (inHeader && (inHead || (allHeaders && cells.size() > 1))) {
      headers = headers.isEmpty() ? values : joined(headers, values);
      return false;
    }
    inHeader = false;
    boolean pair = headers.isEmpty() && values.size() == 2 && !values.getFirst().isBlank();
    out.tableRow(
        pair
            ? TableText.row(List.of(values.getFirst()), List.of(values.getLast()))
            : TableText.row(headers, values));
    return true;
  }

  private List<String> values(Elements cells) {
    List<String> values = new ArrayList<>();
    for (Element cell : cells) {
      takeHanging(values);
      String text = cell.text();
      int columns = span(cell, "colspan");
      int rows = span(cell, "rowspan");
      boolean header = cell.normalName().equals("th");
      for (int i = 0; i < columns; i++) {
        if (rows > 1) {
          hanging.put(values.size(), new Hanging(text, rows - 1));
        }
        values.add(i == 0 || header ? text : "");
      }
    }
    takeHanging(values);
    return values;
  }

  private void takeHanging(List<String> values) {
    Hanging above = hanging.remove(values.size());
    while (above != null) {
      if (above.rowsLeft() > 1) {
        hanging.put(values.size(), new Hanging(above.text(), above.rowsLeft() - 1));
      }
      values.add(above.text());
      above = hanging.remove(values.size());
    }
  }

  private static int span(Element cell, String attribute) {
    String value = cell.attr(attribute);
    return value.matches("[1-9]\\d{0,4}") ? Math.min(Integer.parseInt(value), SPAN_MAX) : 1;
  }

  private static List<String> joined(List<String> upper, List<String> lower) {
    List<String> joined = new ArrayList<>();
    for (int i = 0; i < Math.max(upper.size(), lower.size()); i++) {
      String above = i < upper.size() ? upper.get(i) : "";
      String below = i < lower.size() ? lower.get(i) : "";
      joined.add(above.equals(below) ? above : (above + " " + below).strip());
    }
    return joined;
  }
}
