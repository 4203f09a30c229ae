package dev.footnote.text;

import java.util.ArrayList;
import java.util.List;

/** Writes a table's rows so that each can be read without the header above it. */
final class TableText {

  private TableText() {}

  /**
   * The row as "Header: value; Header: value". Empty values are left out; a value without a header,
   * or whose header is blank, stands alone.
   */
  static String row(List<String> headers, List<String> cells) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      String value = TextNormalizer.line(cells.get(i));
      if (value.isEmpty()) {
        continue;
      }
      String header = i < headers.size() ? TextNormalizer.line(headers.get(i)) : "";
      if (header.endsWith(":")) {
        header = header.substring(0, header.length() - 1);
      }
      parts.add(header.isEmpty() ? value : header + ": " + value);
    }
    return String.join("; ", parts);
  }
}
