package dev.footnote.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** The last number given in each list and at each depth. */
  private final Map<String, Integer> numbers = new HashMap<>();

  /** Notes in the order they are referred to. */
  private final List<String> notes = new ArrayList<>();

  DocxBlocks(XWPFDocument document, TextAssembler out) {
    this.document = document;
    this.out = out;
    this.headings = new DocxHeadings(document);
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
    if (level > 0) {
      out.heading(level, text);
    } else if (paragraph.getNumID() != null && paragraph.getNumFmt() != null) {
      int depth = paragraph.getNumIlvl() == null ? 0 : paragraph.getNumIlvl().intValue();
      out.listItem(depth, marker(paragraph, depth), text);
    } else if (headings.isQuote(paragraph)) {
      out.quote(text);
    } else {
      out.paragraph(text);
    }
  }

  private String marker(XWPFParagraph item, int depth) {
    String format = item.getNumFmt();
    if (format.equals("bullet") || format.equals("none")) {
      return "-";
    }
    String list = item.getNumID() + "/";
    int number = numbers.merge(list + depth, 1, Integer::sum);
    for (int deeper = depth + 1; deeper < 9; deeper++) {
      numbers.remove(list + deeper);
    }
    return switch (format) {
      case "lowerLetter" -> letter(number, 'a') + ".";
      case "upperLetter" -> letter(number, 'A') + ".";
      default -> number + ".";
    };
  }

  private static String letter(int number, char first) {
    return String.valueOf((char) (first + (number - 1) % 26));
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
