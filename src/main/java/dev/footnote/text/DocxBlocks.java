package dev.footnote.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.IRunElement;
import org.apache.poi.xwpf.usermodel.XWPFAbstractSDT;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFootnote;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/** Writes the body of a Word document block by block, and its footnotes after it. */
final class DocxBlocks {

  /** How POI renders a reference to a footnote or endnote inside a run. */
  private static final Pattern NOTE_REFERENCE =
      Pattern.compile("\\[(?:footnote|endnote)Ref:(-?\\d+)\\]");

  private final XWPFDocument document;
  private final TextAssembler out;
  private final DocxHeadings headings;
  private final DocxLists lists;

  /** Notes in the order they are referred to. */
  private final List<String> notes = new ArrayList<>();

  DocxBlocks(XWPFDocument document, TextAssembler out) {
    this.document = document;
    this.out = out;
    this.headings = new DocxHeadings(document);
    this.lists = new DocxLists(document.getNumbering());
  }

  void write() {
    for (IBodyElement element : document.getBodyElements()) {
      switch (element) {
        case XWPFParagraph paragraph -> write(paragraph);
        case XWPFTable table -> DocxTable.write(table, this::text, out);
        case XWPFAbstractSDT control ->
            control.getContent().getText().lines().forEach(out::paragraph);
        default -> {}
      }
    }
    for (int i = 0; i < notes.size(); i++) {
      out.listItem(0, "[" + (i + 1) + "]", notes.get(i));
    }
  }

  private void write(XWPFParagraph paragraph) {
    String text = text(paragraph);
    if (text.isBlank()) {
      return;
    }
    int level = headings.level(paragraph);
    String marker = level > 0 ? "" : lists.marker(paragraph);
    if (level > 0) {
      out.heading(level, text);
    } else if (!marker.isEmpty()) {
      out.listItem(DocxLists.depth(paragraph), marker, text);
    } else if (headings.isQuote(paragraph)) {
      out.quote(text);
    } else {
      out.paragraph(text);
    }
  }

  /** What a reader sees of a paragraph: no hidden runs; notes by their number. */
  private String text(XWPFParagraph paragraph) {
    StringBuilder words = new StringBuilder();
    for (IRunElement element : paragraph.getIRuns()) {
      if (element instanceof XWPFRun run) {
        if (!run.isVanish()) {
          words.append(run.text());
        }
      } else {
        words.append(element);
      }
    }
    String boxes = paragraph.getPictureText();
    if (boxes != null && !boxes.isBlank()) {
      words.append('\n').append(boxes);
    }
    return numbered(words.toString());
  }

  private String numbered(String text) {
    Matcher reference = NOTE_REFERENCE.matcher(text);
    return reference.replaceAll(
        found -> {
          XWPFFootnote note = document.getFootnoteByID(Integer.parseInt(found.group(1)));
          if (note == null) {
            return "";
          }
          StringBuilder words = new StringBuilder();
          for (XWPFParagraph paragraph : note.getParagraphs()) {
            words.append(paragraph.getText()).append(' ');
          }
          notes.add(NOTE_REFERENCE.matcher(words).replaceAll(""));
          return "[" + notes.size() + "]";
        });
  }
}
