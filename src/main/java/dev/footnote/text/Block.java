package dev.footnote.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A structural piece of a document: a heading, a paragraph, one list item, one table row.
 *
 * @param kind what the piece is
 * @param start first UTF-16 code unit in {@link ParsedDocument#text()}, inclusive
 * @param end end in the text, exclusive; greater than {@code start}
 * @param headingPath texts of the headings above the block, outermost first; a heading's own path
 *     ends with the heading itself
 * @param page number of the page on which the block starts, or null where the format has no pages
 */
public record Block(
    Kind kind, int start, int end, List<String> headingPath, @Nullable Integer page) {

  /** What a block is. */
  public enum Kind {
    HEADING,
    PARAGRAPH,
    LIST_ITEM,
    TABLE_ROW,
    CODE,
    QUOTE
  }

  public Block {
    headingPath = List.copyOf(headingPath);
  }
}
