package dev.footnote.text;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document as text with positions.
 *
 * @param text the normalised text: lines end with LF, characters are in Unicode normal form C,
 *     there are no control characters but LF and tab and no unpaired surrogates. Every span of this
 *     package counts UTF-16 code units of this text and is half-open.
 * @param title the front matter's title, else the first heading of level 1, else the document's own
 *     title property; null if it has none (never the file name)
 * @param metadata front matter or document properties by lower-case name; values are {@code
 *     String}, {@code Number}, {@code Boolean} or {@code List<String>}
 * @param blocks the pieces in reading order; they do not overlap and cover all non-blank text
 * @param pages the pages in order, which together cover the text; empty where the format has none
 */
public record ParsedDocument(
    String text,
    @Nullable String title,
    Map<String, Object> metadata,
    List<Block> blocks,
    List<Page> pages) {

  public ParsedDocument {
    metadata = Map.copyOf(metadata);
    blocks = List.copyOf(blocks);
    pages = List.copyOf(pages);
  }
}
