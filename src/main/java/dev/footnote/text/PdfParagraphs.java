package dev.footnote.text;

import dev.footnote.text.Block.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Groups a page's lines by distance, type and list markers, and joins each group to one text. */
final class PdfParagraphs {

  /** Lines further apart than this, as a multiple of the usual distance, aren't one paragraph. */
  private static final double PARAGRAPH_GAP = 1.3;

  private static final double HEADING_GAP = 1.8;

  /** Dots that lead the eye from a title to its page number. */
  private static final Pattern LEADERS = Pattern.compile("\\s*(?:\\.\\s?){4,}\\s*");

  private static final int MARGIN_TOLERANCE = 40;

  private final PdfHeadings headings;
  private final WordBreaks wordBreaks;

  /** Usual distance of baselines, as a multiple of the type's size. */
  private final double pitch;

  PdfParagraphs(List<List<PdfLine>> pages) {
    this.headings = new PdfHeadings(pages);
    this.wordBreaks = new WordBreaks(pages);
    this.pitch = pitch(pages);
  }

  WordBreaks wordBreaks() {
    return wordBreaks;
  }

  int levelOfLoneLine() {
    return headings.levelOfLoneLine();
  }

  /** The page's pieces in order. */
  List<PdfParagraph> of(List<PdfLine> page) {
    List<PdfParagraph> paragraphs = new ArrayList<>();
    List<PdfLine> group = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      int tableEnd = PdfTable.end(page, i);
      if (tableEnd > i) {
        addAndClear(group, page, paragraphs);
        List<PdfLine> table = page.subList(i, tableEnd);
        paragraphs.add(PdfParagraph.table(PdfTable.rows(table), page.get(i).left()));
        i = tableEnd - 1;
        continue;
      }
      if (!group.isEmpty() && startsAnew(group, page.get(i))) {
        addAndClear(group, page, paragraphs);
      }
      group.add(page.get(i));
    }
    addAndClear(group, page, paragraphs);
    return paragraphs;
  }

  private boolean startsAnew(List<PdfLine> group, PdfLine line) {
    PdfLine before = group.getLast();
    int level = headings.level(line);
    if (level != headings.level(before)) {
      return true;
    }
    double gap = line.y() - before.y();
    double usual = pitch * Math.max(line.size(), before.size());
    if (gap < 0 || gap > usual * (level > 0 ? HEADING_GAP : PARAGRAPH_GAP)) {
      return true;
    }
    if (level == 0 && PdfListMarker.of(line.text()) != null) {
      return true;
    }
    boolean inItem = PdfListMarker.of(group.getFirst().text()) != null;
    return level == 0 && !inItem && line.left() - before.left() > 0.8 * line.size();
  }

  private void addAndClear(List<PdfLine> group, List<PdfLine> page, List<PdfParagraph> paragraphs) {
    if (group.isEmpty()) {
      return;
    }
    PdfLine first = group.getFirst();
    int level = headings.level(first);
    String text = withoutLeaders(joined(group, page, level > 0));
    PdfListMarker item = level > 0 ? null : PdfListMarker.of(text);
    if (item != null) {
      paragraphs.add(
          PdfParagraph.of(
              Kind.LIST_ITEM, 0, item.marker(), first.left(), group.size(), item.rest()));
    } else {
      Kind kind = level > 0 ? Kind.HEADING : Kind.PARAGRAPH;
      paragraphs.add(PdfParagraph.of(kind, level, "", first.left(), group.size(), text));
    }
    group.clear();
  }

  private static String withoutLeaders(String text) {
    boolean mayHaveThem = text.contains("....") || text.contains(". . .");
    return mayHaveThem ? LEADERS.matcher(text).replaceAll(" ").strip() : text;
  }

  private String joined(List<PdfLine> group, List<PdfLine> page, boolean heading) {
    StringBuilder text = new StringBuilder(group.getFirst().text());
    for (int i = 1; i < group.size(); i++) {
      PdfLine before = group.get(i - 1);
      PdfLine line = group.get(i);
      if (!heading && isMeantBreak(before, line, page)) {
        text.append('\n').append(line.text());
      } else {
        wordBreaks.join(text, line.text());
      }
    }
    return text.toString();
  }

  /**
   * Whether the next line's first word would have fitted, so that the line was ended on purpose.
   */
  private static boolean isMeantBreak(PdfLine before, PdfLine line, List<PdfLine> page) {
    double margin = before.right();
    for (PdfLine other : page) {
      if (Math.abs(other.left() - before.left()) < MARGIN_TOLERANCE) {
        margin = Math.max(margin, other.right());
      }
    }
    String text = line.text();
    int space = text.indexOf(' ');
    double perChar = (line.right() - line.left()) / Math.max(1, line.length());
    double firstWord = perChar * ((space < 0 ? text.length() : space) + 1);
    return before.right() + firstWord < margin - before.size() / 2;
  }

  private static double pitch(List<List<PdfLine>> pages) {
    List<Double> distances = new ArrayList<>();
    for (List<PdfLine> page : pages) {
      for (int i = 1; i < page.size(); i++) {
        PdfLine before = page.get(i - 1);
        PdfLine line = page.get(i);
        double distance = (line.y() - before.y()) / line.size();
        if (distance > 0.8 && distance < 2.5 && line.size() == before.size()) {
          distances.add(distance);
        }
      }
    }
    distances.sort(null);
    // The lower quartile: in documents of short paragraphs half of the distances are between them.
    return distances.isEmpty() ? 1.2 : distances.get(distances.size() / 4);
  }
}
