package dev.footnote.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;

/** Writes a Word table row by row, each with its headers. */
final class DocxTable {

  private static final int HEADER_CHARS_MAX = 60;
  private static final int COLUMNS_MAX = 200;

  private final Function<XWPFParagraph, String> text;

  private DocxTable(Function<XWPFParagraph, String> text) {
    this.text = text;
  }

  static void write(XWPFTable table, Function<XWPFParagraph, String> text, TextAssembler out) {
    new DocxTable(text).write(table, out);
  }

  private void write(XWPFTable table, TextAssembler out) {
    List<XWPFTableRow> rows = table.getRows();
    List<List<String>> values = new ArrayList<>();
    for (XWPFTableRow row : rows) {
      values.add(values(row, values.isEmpty() ? List.of() : values.getLast()));
    }
    if (rows.stream().allMatch(row -> row.getTableCells().size() == 1)) {
      // A frame around text, not a table.
      rows.forEach(
          row -> row.getCell(0).getParagraphs().forEach(p -> out.paragraph(text.apply(p))));
      return;
    }
    boolean header = rows.size() > 1 && isHeader(rows.getFirst(), values.getFirst());
    List<String> headers = header ? values.getFirst() : List.of();
    for (List<String> row : values.subList(header ? 1 : 0, values.size())) {
      boolean pair = !header && row.size() == 2 && !row.getFirst().isBlank();
      out.tableRow(
          pair
              ? TableText.row(List.of(row.getFirst()), List.of(row.getLast()))
              : TableText.row(headers, row));
    }
  }

  private List<String> values(XWPFTableRow row, List<String> above) {
    List<String> values = new ArrayList<>();
    for (XWPFTableCell cell : row.getTableCells()) {
      CTTcPr properties = cell.getCTTc().getTcPr();
      boolean continues =
          properties != null
              && properties.isSetVMerge()
              && properties.getVMerge().getVal() != STMerge.RESTART;
      values.add(continues && values.size() < above.size() ? above.get(values.size()) : text(cell));
      int span =
          properties != null && properties.isSetGridSpan()
              ? properties.getGridSpan().getVal().intValue()
              : 1;
      for (int i = 1; i < span && values.size() < COLUMNS_MAX; i++) {
        values.add("");
      }
    }
    return values;
  }

  private String text(XWPFTableCell cell) {
    List<String> words = new ArrayList<>();
    cell.getParagraphs().forEach(paragraph -> words.add(text.apply(paragraph)));
    for (XWPFTable inner : cell.getTables()) {
      words.add(inner.getText());
    }
    return TextNormalizer.line(String.join("\n", words));
  }

  /** Marked as such, or wholly bold or shaded, or short words over three columns and more. */
  private static boolean isHeader(XWPFTableRow row, List<String> values) {
    if (row.isRepeatHeader()) {
      return true;
    }
    if (values.size() < 2
        || values.stream().anyMatch(v -> v.isBlank() || v.length() > HEADER_CHARS_MAX)) {
      return false;
    }
    List<XWPFTableCell> cells = row.getTableCells();
    return values.size() > 2
        || cells.stream().allMatch(DocxTable::isBold)
        || cells.stream().allMatch(cell -> cell.getColor() != null);
  }

  private static boolean isBold(XWPFTableCell cell) {
    return cell.getParagraphs().stream()
        .flatMap(paragraph -> paragraph.getRuns().stream())
        .filter(run -> !run.text().isBlank())
        .allMatch(run -> run.isBold());
  }
}
