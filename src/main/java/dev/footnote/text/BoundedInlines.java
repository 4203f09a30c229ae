package dev.footnote.text;

import org.commonmark.internal.InlineParserImpl;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.SourceLines;

/**
 * Markdown's inline parser with a bound: its time grows with the square of the marks in one
 * paragraph and worse, so a paragraph with more marks than any person sets is kept as it stands.
 */
final class BoundedInlines implements InlineParser {

  /** Opening brackets, asterisks, underscores and backticks of one paragraph. */
  private static final int MARKS_MAX = 5_000;

  private final InlineParser parser;

  BoundedInlines(InlineParserContext context) {
    this.parser = new InlineParserImpl(context);
  }

  @Override
  public void parse(SourceLines lines, Node block) {
    ParseRefusal.throwIfInterrupted();
    String content = lines.getContent();
    if (marks(content) > MARKS_MAX) {
      block.appendChild(new Text(content));
    } else {
      parser.parse(lines, block);
    }
  }

  private static int marks(String content) {
    int marks = 0;
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (c == '[' || c == '*' || c == '_' || c == '`') {
        marks++;
      }
    }
    return marks;
  }
}
