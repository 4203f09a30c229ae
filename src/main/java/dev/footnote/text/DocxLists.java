package dev.footnote.text;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.apache.poi.xwpf.usermodel.XWPFAbstractNum;
import org.apache.poi.xwpf.usermodel.XWPFNumbering;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTLvl;

/** The bullets and numbers of a Word document's lists, which the file holds only as a rule. */
final class DocxLists {

  private final @Nullable XWPFNumbering numbering;

  /** The last number given in each list and at each depth. */
  private final Map<String, Integer> numbers = new HashMap<>();

  DocxLists(@Nullable XWPFNumbering numbering) {
    this.numbering = numbering;
  }

  /** How deep the item's list is nested; 0 for an outermost one. */
  static int depth(XWPFParagraph item) {
    BigInteger depth = item.getNumIlvl();
    return depth == null ? 0 : depth.intValue();
  }

  /** What stands before the paragraph; empty if it is no list item. Numbers count on. */
  String marker(XWPFParagraph item) {
    String format = format(item);
    if (format.isEmpty()) {
      return "";
    }
    if (format.equals("bullet") || format.equals("none")) {
      return "-";
    }
    String list = item.getNumID() + "/";
    int depth = depth(item);
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

  /** The name of the number format, as in the file; empty outside of lists. */
  private String format(XWPFParagraph item) {
    if (item.getNumID() == null || numbering == null) {
      return "";
    }
    String format = item.getNumFmt();
    if (format != null) {
      return format;
    }
    // A paragraph that doesn't state its depth is at depth 0, which the library doesn't look up.
    BigInteger rule = numbering.getAbstractNumID(item.getNumID());
    XWPFAbstractNum list = rule == null ? null : numbering.getAbstractNum(rule);
    if (list == null) {
      return "";
    }
    for (CTLvl level : list.getCTAbstractNum().getLvlList()) {
      if (level.getIlvl().intValue() == depth(item) && level.isSetNumFmt()) {
        return level.getNumFmt().getVal().toString();
      }
    }
    return "";
  }

  private static String letter(int number, char first) {
    return String.valueOf((char) (first + (number - 1) % 26));
  }
}
