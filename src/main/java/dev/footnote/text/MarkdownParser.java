package dev.footnote.text;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;

/** Markdown (CommonMark with GitHub's tables) as readable text without its markup. */
final class MarkdownParser implements FormatParser {

  /** Deeper than any text a person wrote; hostile files nest to make a parser slow. */
  private static final int NESTING_MAX = 100;

  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .maxOpenBlockParsers(NESTING_MAX)
          .maxInlineNesting(NESTING_MAX)
          .inlineParserFactory(BoundedInlines::new)
          .build();

  @Override
  public void parse(byte[] bytes, TextAssembler out) {
    String text = TextNormalizer.normalize(TextDecoding.decode(bytes));
    writeChildren(PARSER.parse(FrontMatter.read(text, out)), new Place(-1, false), out);
  }

  /** Where a block stands: in a list of this depth (-1: in none), in a quote. */
  private record Place(int listDepth, boolean quoted) {}

  private static void writeChildren(Node parent, Place place, TextAssembler out) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      write(node, place, out);
    }
  }

  private static void write(Node node, Place place, TextAssembler out) {
    switch (node) {
      case Heading heading -> out.heading(heading.getLevel(), MarkdownInlines.text(heading));
      case Paragraph paragraph -> {
        String text = MarkdownInlines.text(paragraph);
        if (place.quoted()) {
          out.quote(text);
        } else {
          out.paragraph(text);
        }
      }
      case BulletList list -> writeItems(list, place, out);
      case OrderedList list -> writeItems(list, place, out);
      case FencedCodeBlock code -> out.code(code.getLiteral());
      case IndentedCodeBlock code -> out.code(code.getLiteral());
      case BlockQuote quote -> writeChildren(quote, new Place(place.listDepth(), true), out);
      case TableBlock table -> writeTable(table, out);
      case HtmlBlock html -> HtmlBlocks.writeFragment(html.getLiteral(), out);
      default -> writeChildren(node, place, out);
    }
  }

  private static void writeItems(Node list, Place place, TextAssembler out) {
    Place inside = new Place(place.listDepth() + 1, place.quoted());
    int number = list instanceof OrderedList ordered ? firstNumber(ordered) : 0;
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      if (!(item instanceof ListItem)) {
        continue;
      }
      String marker = list instanceof OrderedList ? number++ + "." : "-";
      Node first = item.getFirstChild();
      if (first instanceof Paragraph paragraph) {
        out.listItem(inside.listDepth(), marker, MarkdownInlines.text(paragraph));
        first = first.getNext();
      }
      for (Node rest = first; rest != null; rest = rest.getNext()) {
        write(rest, inside, out);
      }
    }
  }

  private static int firstNumber(OrderedList list) {
    Integer number = list.getMarkerStartNumber();
    return number == null ? 1 : number;
  }

  private static void writeTable(TableBlock table, TextAssembler out) {
    List<String> headers = List.of();
    boolean hasBody = false;
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        if (!(row instanceof TableRow)) {
          continue;
        }
        List<String> cells = cells(row);
        if (part instanceof TableHead) {
          headers = cells;
        } else {
          out.tableRow(TableText.row(headers, cells));
          hasBody = true;
        }
      }
    }
    if (!hasBody) {
      out.tableRow(TableText.row(List.of(), headers));
    }
  }

  private static List<String> cells(Node row) {
    List<String> cells = new ArrayList<>();
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      cells.add(MarkdownInlines.text(cell));
    }
    return cells;
  }
}
