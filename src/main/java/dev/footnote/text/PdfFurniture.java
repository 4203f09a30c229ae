package dev.footnote.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Headers, footers and page numbers: lines at a page's edge that most pages repeat. */
final class PdfFurniture {

  /** Part of the page's height, at the top and at the bottom, where they stand. */
  private static final double EDGE = 0.12;

  /** Part of the pages a line must repeat on. */
  private static final double REPEATED_MIN = 0.5;

  private static final int PAGES_MIN = 2;

  /** So far out there is no text; a line in small type need not repeat to be furniture. */
  private static final double OUTER_EDGE = 0.06;

  private static final double SMALLER = 0.9;

  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private PdfFurniture() {}

  /** The pages without such lines; a single page is left as it is. */
  static List<List<PdfLine>> remove(List<List<PdfLine>> pages) {
    long printed = pages.stream().filter(page -> !page.isEmpty()).count();
    if (printed < PAGES_MIN) {
      return pages;
    }
    Map<String, Integer> counts = new HashMap<>();
    for (List<PdfLine> page : pages) {
      Set<String> seen = new HashSet<>();
      for (PdfLine line : page) {
        if (isWithin(EDGE, line) && seen.add(pattern(line))) {
          counts.merge(pattern(line), 1, Integer::sum);
        }
      }
    }
    double needed = Math.max(PAGES_MIN, printed * REPEATED_MIN);
    float bodySize = new PdfHeadings(pages).bodySize();
    return pages.stream()
        .map(page -> page.stream().filter(line -> isText(line, counts, needed, bodySize)).toList())
        .toList();
  }

  private static boolean isText(
      PdfLine line, Map<String, Integer> counts, double needed, float bodySize) {
    boolean repeated = isWithin(EDGE, line) && counts.getOrDefault(pattern(line), 0) >= needed;
    boolean small = isWithin(OUTER_EDGE, line) && line.size() < SMALLER * bodySize;
    return !repeated && !small;
  }

  private static boolean isWithin(double edge, PdfLine line) {
    return line.y() < edge * line.pageHeight() || line.y() > (1 - edge) * line.pageHeight();
  }

  private static String pattern(PdfLine line) {
    return DIGITS.matcher(line.text()).replaceAll("#");
  }
}
