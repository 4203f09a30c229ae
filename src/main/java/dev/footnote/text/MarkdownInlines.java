package dev.footnote.text;

import java.util.Locale;
import java.util.regex.Pattern;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/**
 * The words of a Markdown line: emphasis gone, links by their text, images by their description.
 */
final class MarkdownInlines {

  /**
   * A link whose target has blanks, which CommonMark takes for plain text: a template's
   * placeholder, as static site generators have them, or a file name.
   */
  private static final Pattern UNREAD_LINK =
      Pattern.compile(
          "!?\\[([^\\[\\]\n]{1,200})\\]"
              + "\\((?:\\{\\{[^)\n]{0,200}|[^()\n]{1,200} [^()\n]{0,200}\\.\\w{2,4})\\)");

  /** A line that only tells a site generator what to do. */
  private static final Pattern TEMPLATE_LINE = Pattern.compile("\\{[%:][^\n]*\\}");

  private MarkdownInlines() {}

  static String text(Node parent) {
    StringBuilder out = new StringBuilder();
    appendChildren(parent, out);
    if (TEMPLATE_LINE.matcher(out).matches()) {
      return "";
    }
    return UNREAD_LINK.matcher(out).replaceAll("$1");
  }

  private static void appendChildren(Node parent, StringBuilder out) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      switch (node) {
        case Text text -> out.append(text.getLiteral());
        case Code code -> out.append(code.getLiteral());
        case SoftLineBreak line -> out.append(' ');
        case HardLineBreak line -> out.append('\n');
        case HtmlInline html -> appendTag(html.getLiteral(), out);
        case Image image -> appendChildren(image, out);
        default -> appendChildren(node, out);
      }
    }
  }

  private static void appendTag(String tag, StringBuilder out) {
    if (tag.toLowerCase(Locale.ROOT).startsWith("<br")) {
      out.append('\n');
    }
  }
}
