package dev.footnote.text;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * Collects each page's words with their places and puts them together to lines in reading order.
 */
final class PdfTextReader extends PDFTextStripper {

  /** Words printed in one go. */
  private record Fragment(
      String text, float left, float right, float y, float size, boolean bold, float space) {}

  private static final float BOLD_WEIGHT = 600;

  /** Dots that lead the eye from a title to its page number. */
  private static final Pattern LEADERS = Pattern.compile("[.\\s\u2026\u00b7_]{4,}");

  private final List<List<PdfLine>> pages = new ArrayList<>();

  /** What the page being read holds so far. */
  private final List<Fragment> fragments = new ArrayList<>();

  PdfTextReader() {
    setSuppressDuplicateOverlappingText(true);
  }

  /** The lines of each page in order. */
  List<List<PdfLine>> read(PDDocument document) throws IOException {
    pages.clear();
    fragments.clear();
    writeText(document, Writer.nullWriter());
    return List.copyOf(pages);
  }

  @Override
  protected void endPage(PDPage page) {
    double height = page.getCropBox().getHeight();
    List<PdfLine> lines = new ArrayList<>();
    for (List<Fragment> column : PdfColumns.split(fragments, Fragment::left, Fragment::right)) {
      for (List<Fragment> row : rows(column)) {
        lines.add(line(pages.size() + 1, height, row));
      }
    }
    pages.add(List.copyOf(lines));
    fragments.clear();
  }

  @Override
  protected void processTextPosition(TextPosition text) {
    ParseRefusal.throwIfInterrupted();
    super.processTextPosition(text);
  }

  @Override
  protected void writeString(String text, List<TextPosition> positions) {
    if (text.isBlank() || positions.isEmpty() || LEADERS.matcher(text).matches()) {
      return;
    }
    TextPosition first = positions.getFirst();
    TextPosition last = positions.getLast();
    float right = last.getXDirAdj() + last.getWidthDirAdj();
    float size = 0;
    boolean bold = true;
    PDFont font = null;
    for (TextPosition position : positions) {
      size = Math.max(size, position.getFontSizeInPt());
      // Words in bold at the start of a line don't make it a heading: all must be.
      if (bold && position.getFont() != font) {
        font = position.getFont();
        bold = isBold(font);
      }
    }
    fragments.add(
        new Fragment(
            text,
            first.getXDirAdj(),
            right,
            first.getYDirAdj(),
            size,
            bold,
            first.getWidthOfSpace()));
  }

  private static boolean isBold(PDFont font) {
    String name = font.getName();
    if (name != null) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.contains("bold") || lower.contains("black") || lower.contains("heavy")) {
        return true;
      }
    }
    PDFontDescriptor descriptor = font.getFontDescriptor();
    return descriptor != null
        && (descriptor.isForceBold() || descriptor.getFontWeight() >= BOLD_WEIGHT);
  }

  /** Groups by baseline, from top to bottom and left to right. */
  private static List<List<Fragment>> rows(List<Fragment> column) {
    List<Fragment> byHeight = new ArrayList<>(column);
    byHeight.sort(Comparator.comparingDouble(Fragment::y));
    List<List<Fragment>> rows = new ArrayList<>();
    for (Fragment fragment : byHeight) {
      List<Fragment> row = rows.isEmpty() ? null : rows.getLast();
      if (row == null || fragment.y() - row.getFirst().y() > 0.4f * fragment.size()) {
        row = new ArrayList<>();
        rows.add(row);
      }
      row.add(fragment);
    }
    rows.forEach(row -> row.sort(Comparator.comparingDouble(Fragment::left)));
    return rows;
  }

  private static PdfLine line(int page, double height, List<Fragment> row) {
    List<PdfLine.Cell> cells = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    Fragment start = row.getFirst();
    Fragment previous = start;
    Fragment widest = start;
    boolean bold = true;
    for (Fragment fragment : row) {
      float gap = fragment.left() - previous.right();
      float cellGap = Math.max(fragment.size(), 3 * fragment.space());
      if (fragment != start && gap > cellGap && !isMarker(words)) {
        cells.add(new PdfLine.Cell(words.toString().strip(), start.left(), previous.right()));
        words.setLength(0);
        start = fragment;
      } else if (gap > 0.15f * fragment.size()) {
        words.append(' ');
      }
      words.append(fragment.text());
      bold &= fragment.bold();
      widest = fragment.text().length() > widest.text().length() ? fragment : widest;
      previous = fragment;
    }
    cells.add(new PdfLine.Cell(words.toString().strip(), start.left(), previous.right()));
    return new PdfLine(page, height, row.getFirst().y(), widest.size(), bold, cells);
  }

  /** The gap after a bullet or an item's number is no column border. */
  private static boolean isMarker(StringBuilder words) {
    return words.length() <= 5 && PdfListMarker.isMarker(words.toString().strip());
  }
}
