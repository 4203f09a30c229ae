package dev.footnote.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFStyles;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPrGeneral;

/** Which paragraphs of a Word document are headings, by their style or outline level. */
final class DocxHeadings {

  /** English names are what Word stores for its own styles, whatever the language shown. */
  private static final Pattern HEADING_NAME = Pattern.compile("heading ?([1-9])");

  /** A style may be based on another, and that one too; files can make a circle of it. */
  private static final int STYLE_DEPTH_MAX = 10;

  private final @Nullable XWPFStyles styles;
  private final int shift;

  DocxHeadings(XWPFDocument document) {
    this.styles = document.getStyles();
    boolean titled =
        document.getParagraphs().stream().anyMatch(p -> isTitle(p) && !p.getText().isBlank());
    this.shift = titled ? 1 : 0;
  }

  /** The heading's level from 1, or 0 for other paragraphs; under a title, headings start at 2. */
  int level(XWPFParagraph paragraph) {
    if (isTitle(paragraph)) {
      return 1;
    }
    if (paragraph.getCTP().isSetPPr() && paragraph.getCTP().getPPr().isSetOutlineLvl()) {
      return fromOutline(paragraph.getCTP().getPPr().getOutlineLvl().getVal().intValue());
    }
    XWPFStyle style = style(paragraph);
    for (int i = 0; style != null && i < STYLE_DEPTH_MAX; i++) {
      Matcher heading = HEADING_NAME.matcher(name(style));
      if (heading.matches()) {
        return Integer.parseInt(heading.group(1)) + shift;
      }
      CTPPrGeneral properties = style.getCTStyle().getPPr();
      if (properties != null && properties.isSetOutlineLvl()) {
        return fromOutline(properties.getOutlineLvl().getVal().intValue());
      }
      String base = style.getBasisStyleID();
      style = base == null || styles == null ? null : styles.getStyle(base);
    }
    return 0;
  }

  boolean isQuote(XWPFParagraph paragraph) {
    XWPFStyle style = style(paragraph);
    return style != null && (name(style).equals("quote") || name(style).equals("intense quote"));
  }

  /** Outline levels count from 0; 9 is body text. */
  private int fromOutline(int outline) {
    return outline >= 9 ? 0 : outline + 1 + shift;
  }

  private boolean isTitle(XWPFParagraph paragraph) {
    XWPFStyle style = style(paragraph);
    return style == null ? "Title".equals(paragraph.getStyleID()) : name(style).equals("title");
  }

  private @Nullable XWPFStyle style(XWPFParagraph paragraph) {
    String id = paragraph.getStyleID();
    return id == null || styles == null ? null : styles.getStyle(id);
  }

  private static String name(XWPFStyle style) {
    String name = style.getName();
    return name == null ? "" : name.toLowerCase(Locale.ROOT);
  }
}
