package dev.footnote.text;

import dev.footnote.text.Block.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the pieces of a PDF's pages and joins paragraphs that run over a page's end. */
final class PdfBlocks {

  private static final int LONE_LINE_CHARS_MAX = 60;

  /** Points that each level of a nested list is indented by, roughly. */
  private static final float LIST_INDENT = 18;

  private static final Pattern SENTENCE_END =
      Pattern.compile("[.!?:;\u2026][\"')\\]\u201d\u2019]*$");
  private static final Pattern LONE_LINE_END = Pattern.compile("[.,;!\u2026]$");

  private final List<List<PdfParagraph>> pages = new ArrayList<>();
  private final PdfParagraphs paragraphs;
  private final TextAssembler out;
  private float listLeft;

  PdfBlocks(List<List<PdfLine>> lines, TextAssembler out) {
    this.paragraphs = new PdfParagraphs(lines);
    this.out = out;
    for (List<PdfLine> page : lines) {
      pages.add(new ArrayList<>(withLoneHeadings(paragraphs.of(page))));
    }
  }

  void write() {
    @Nullable PdfParagraph before = null;
    for (int i = 0; i < pages.size(); i++) {
      List<PdfParagraph> page = pages.get(i);
      out.startPage(i + 1);
      int first = 0;
      if (before != null && !page.isEmpty() && continues(before, page.getFirst())) {
        continueParagraph(before, page.getFirst());
        first = 1;
      }
      for (int p = first; p < page.size(); p++) {
        boolean last = p == page.size() - 1 && i + 1 < pages.size();
        PdfParagraph next =
            last && !pages.get(i + 1).isEmpty() ? pages.get(i + 1).getFirst() : null;
        write(page.get(p), p > 0 ? page.get(p - 1) : null, next);
      }
      if (!page.isEmpty()) {
        before = page.getLast();
      }
    }
  }

  private void write(
      PdfParagraph paragraph, @Nullable PdfParagraph before, @Nullable PdfParagraph nextPage) {
    switch (paragraph.kind()) {
      case HEADING -> out.heading(paragraph.level(), paragraph.text());
      case TABLE_ROW -> paragraph.texts().forEach(out::tableRow);
      case LIST_ITEM -> {
        if (before == null || before.kind() != Kind.LIST_ITEM) {
          listLeft = paragraph.left();
        }
        int depth = Math.max(0, Math.round((paragraph.left() - listLeft) / LIST_INDENT));
        out.listItem(depth, paragraph.marker(), ending(paragraph, nextPage));
      }
      case PARAGRAPH, QUOTE, CODE -> out.paragraph(ending(paragraph, nextPage));
    }
  }

  /** The paragraph's text, without the hyphen of a word the next page goes on with. */
  private String ending(PdfParagraph paragraph, @Nullable PdfParagraph nextPage) {
    if (nextPage == null || !continues(paragraph, nextPage)) {
      return paragraph.text();
    }
    StringBuilder joined = new StringBuilder(paragraph.text());
    paragraphs.wordBreaks().join(joined, nextPage.text());
    return joined.substring(0, joined.length() - nextPage.text().length());
  }

  private void continueParagraph(PdfParagraph before, PdfParagraph next) {
    StringBuilder joined = new StringBuilder(before.text());
    paragraphs.wordBreaks().join(joined, next.text());
    int at = joined.length() - next.text().length();
    out.continueParagraph(next.text(), joined.charAt(at - 1) != ' ');
  }

  private static boolean continues(PdfParagraph before, PdfParagraph next) {
    boolean running = before.kind() == Kind.PARAGRAPH || before.kind() == Kind.LIST_ITEM;
    return running
        && next.kind() == Kind.PARAGRAPH
        && !SENTENCE_END.matcher(before.text()).find()
        && (Character.isLowerCase(next.text().codePointAt(0)) || before.printedLines() > 1);
  }

  /** A short line alone above running text is a heading, whatever its type. */
  private List<PdfParagraph> withLoneHeadings(List<PdfParagraph> page) {
    List<PdfParagraph> result = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      PdfParagraph paragraph = page.get(i);
      boolean heading = i + 1 < page.size() && isLoneHeading(paragraph, page.get(i + 1));
      result.add(heading ? paragraph.asHeading(paragraphs.levelOfLoneLine()) : paragraph);
    }
    return result;
  }

  private static boolean isLoneHeading(PdfParagraph line, PdfParagraph below) {
    String text = line.text();
    boolean runningBelow =
        below.kind() == Kind.LIST_ITEM
            || (below.kind() == Kind.PARAGRAPH
                && (below.printedLines() > 1 || SENTENCE_END.matcher(below.text()).find()));
    return line.kind() == Kind.PARAGRAPH
        && line.printedLines() == 1
        && text.length() <= LONE_LINE_CHARS_MAX
        && runningBelow
        && !LONE_LINE_END.matcher(text).find()
        && !text.contains(": ")
        && Character.isUpperCase(text.codePointAt(0));
  }
}
