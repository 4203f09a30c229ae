package dev.footnote.text;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Writes an HTML tree block by block. */
final class HtmlBlocks {

  private static final Set<String> INLINE =
      Set.of(
          "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
          "em", "font", "i", "ins", "kbd", "label", "mark", "math", "mn", "mi", "mo", "mrow", "q",
          "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
          "time", "tt", "u", "var", "wbr");

  private final TextAssembler out;
  private final StringBuilder words = new StringBuilder();
  private int listDepth = -1;
  private int quoteDepth;

  /** What stands before the list item being read; empty outside of an item's first words. */
  private String marker = "";

  private HtmlBlocks(TextAssembler out) {
    this.out = out;
  }

  static void write(Element root, TextAssembler out) {
    HtmlBlocks blocks = new HtmlBlocks(out);
    blocks.visitChildren(root);
    blocks.flush();
  }

  /** Writes HTML that stands inside another format, without page furniture to be removed. */
  static void writeFragment(String html, TextAssembler out) {
    Element body = Jsoup.parseBodyFragment(html).body();
    HtmlBoilerplate.remove(body);
    write(body, out);
  }

  private void visitChildren(Element parent) {
    for (Node child : parent.childNodes()) {
      if (child instanceof TextNode text) {
        words.append(text.getWholeText().replace('\n', ' ').replace('\r', ' '));
      } else if (child instanceof Element element) {
        visit(element);
      }
    }
  }

  private void visit(Element element) {
    String tag = element.normalName();
    switch (tag) {
      case "br" -> words.append('\n');
      case "img" -> words.append(element.attr("alt"));
      case "h1", "h2", "h3", "h4", "h5", "h6" -> {
        flush();
        out.heading(tag.charAt(1) - '0', element.text());
      }
      case "pre" -> {
        flush();
        out.code(element.wholeText());
      }
      case "ul", "ol", "menu" -> visitList(element);
      case "dl" -> visitDefinitions(element);
      case "table" -> {
        flush();
        HtmlTable.write(element, this::visitApart, out);
      }
      case "blockquote" -> {
        flush();
        quoteDepth++;
        visitApart(element);
        quoteDepth--;
      }
      default -> {
        if (INLINE.contains(tag)) {
          visitChildren(element);
        } else {
          visitApart(element);
        }
      }
    }
  }

  private void visitApart(Element element) {
    flush();
    visitChildren(element);
    flush();
  }

  private void visitList(Element list) {
    flush();
    listDepth++;
    boolean ordered = list.normalName().equals("ol");
    int number = startNumber(list);
    for (Element item : list.children()) {
      if (item.normalName().equals("li")) {
        marker = ordered ? number++ + "." : "-";
        visitApart(item);
        marker = "";
      } else {
        visitApart(item);
      }
    }
    listDepth--;
  }

  private static int startNumber(Element list) {
    String start = list.attr("start");
    return start.matches("\\d{1,6}") ? Integer.parseInt(start) : 1;
  }

  private void visitDefinitions(Element list) {
    flush();
    String term = "";
    for (Element part : list.select("dt, dd")) {
      if (part.normalName().equals("dt")) {
        if (!term.isEmpty()) {
          out.listItem(Math.max(listDepth, 0), "-", term);
        }
        term = part.text();
      } else {
        String definition = part.text();
        out.listItem(
            Math.max(listDepth, 0), "-", term.isEmpty() ? definition : term + ": " + definition);
        term = "";
      }
    }
    if (!term.isEmpty()) {
      out.listItem(Math.max(listDepth, 0), "-", term);
    }
  }

  private void flush() {
    if (words.toString().isBlank()) {
      words.setLength(0);
      return;
    }
    String text = words.toString();
    words.setLength(0);
    if (!marker.isEmpty()) {
      out.listItem(listDepth, marker, text);
      marker = "";
    } else if (quoteDepth > 0) {
      out.quote(text);
    } else {
      out.paragraph(text);
    }
  }
}
