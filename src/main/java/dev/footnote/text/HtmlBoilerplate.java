package dev.footnote.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/**
 * The parts of a web page that are not its text: scripts, navigation, hidden and page furniture.
 */
final class HtmlBoilerplate {

  private static final String NEVER_TEXT =
      "script, style, noscript, template, svg, math annotation, iframe, object, embed, canvas, "
          + "audio, video, button, input, select, textarea, dialog, nav, [role=navigation], "
          + "[role=search], [role=menu], [role=menubar], [hidden], [aria-hidden=true]";

  private static final String FURNITURE =
      "header, footer, aside, [role=banner], [role=contentinfo], [role=complementary]";

  private static final Pattern HIDDEN_STYLE =
      Pattern.compile("(display\\s*:\\s*none|visibility\\s*:\\s*hidden)");

  /** Marks that link a heading to itself. */
  private static final List<String> PERMALINKS = List.of("#", "\u00b6", "\ud83d\udd17", "\u00a7");

  private HtmlBoilerplate() {}

  /** Removes them from {@code body}; a page header's main heading stays. */
  static void remove(Element body) {
    body.select(NEVER_TEXT).remove();
    body.select("[style]").forEach(HtmlBoilerplate::removeIfHidden);
    for (Element part : body.select(FURNITURE)) {
      if (part.closest("main, article, [role=main], blockquote") != null) {
        continue;
      }
      Elements mainHeading = part.select("h1");
      if (mainHeading.isEmpty() || part.is("footer, aside")) {
        part.remove();
      } else {
        part.empty().appendChildren(mainHeading);
      }
    }
    for (Element link : body.select("a")) {
      if (PERMALINKS.contains(link.text().strip())) {
        link.remove();
      }
    }
  }

  private static void removeIfHidden(Element element) {
    if (HIDDEN_STYLE.matcher(element.attr("style").toLowerCase(Locale.ROOT)).find()) {
      element.remove();
    }
  }
}
