package dev.footnote.text;

import dev.footnote.text.Block.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The document under construction: parsers add pieces in reading order, it normalises them, places
 * them in the text and keeps the heading path and the pages.
 */
final class TextAssembler {

  private record OpenHeading(int level, String text) {}

  private final int charsMax;
  private final StringBuilder text = new StringBuilder();
  private final List<Block> blocks = new ArrayList<>();
  private final List<Page> pages = new ArrayList<>();
  private final Map<String, Object> metadata = new LinkedHashMap<>();
  private final Deque<OpenHeading> openHeadings = new ArrayDeque<>();
  private List<String> headingPath = List.of();
  private @Nullable String firstTopHeading;
  private @Nullable String propertyTitle;
  private int pageNumber;
  private int pageStart;

  TextAssembler(int charsMax) {
    this.charsMax = charsMax;
  }

  /**
   * A heading on a line of its own; level 1 is the outermost. An empty one is left out. Paths have
   * it without a colon at its end.
   */
  void heading(int level, String raw) {
    String line = TextNormalizer.line(raw);
    if (line.isEmpty()) {
      return;
    }
    while (!openHeadings.isEmpty() && openHeadings.getLast().level() >= level) {
      openHeadings.removeLast();
    }
    String name = line.endsWith(":") ? line.substring(0, line.length() - 1).strip() : line;
    openHeadings.addLast(new OpenHeading(level, name));
    headingPath = openHeadings.stream().map(OpenHeading::text).toList();
    if (level == 1 && firstTopHeading == null) {
      firstTopHeading = line;
    }
    append(Kind.HEADING, "", line);
  }

  void paragraph(String raw) {
    append(Kind.PARAGRAPH, "", TextNormalizer.prose(raw));
  }

  void quote(String raw) {
    append(Kind.QUOTE, "", TextNormalizer.prose(raw));
  }

  void code(String raw) {
    append(Kind.CODE, "", TextNormalizer.verbatim(raw));
  }

  /**
   * One item of a list.
   *
   * @param depth 0 for an item of an outermost list
   * @param marker what stands before it, such as "-" or "3."
   */
  void listItem(int depth, String marker, String raw) {
    String body = TextNormalizer.prose(raw);
    if (!body.isEmpty()) {
      append(Kind.LIST_ITEM, "  ".repeat(Math.min(depth, 8)), marker + " " + body);
    }
  }

  /** One table row, already written as a line. */
  void tableRow(String raw) {
    append(Kind.TABLE_ROW, "", TextNormalizer.line(raw));
  }

  /**
   * Starts the next page; text added from now on stands on it. A paragraph that runs over the
   * page's end is added with {@link #continueParagraph}.
   */
  void startPage(int number) {
    closePage();
    pageNumber = number;
    pageStart = text.length();
  }

  /** Adds words to the last block, after a space or, where a word was divided, without one. */
  void continueParagraph(String raw, boolean dividedWord) {
    Block last = blocks.removeLast();
    String more = TextNormalizer.prose(raw);
    if (!dividedWord) {
      text.append(' ');
    }
    text.append(more);
    ensureWithinLimit();
    blocks.add(
        new Block(last.kind(), last.start(), text.length(), last.headingPath(), last.page()));
  }

  /** The title a document states in its own properties, used when nothing better is there. */
  void propertyTitle(@Nullable String title) {
    if (title != null && propertyTitle == null && !title.isBlank()) {
      propertyTitle = TextNormalizer.line(title);
    }
  }

  /** Keeps a property: a String, Number, Boolean or list of strings; blank strings are left out. */
  void metadata(String name, @Nullable Object value) {
    String key = TextNormalizer.line(name).toLowerCase(Locale.ROOT);
    if (value instanceof String words) {
      String line = TextNormalizer.line(words);
      if (!line.isEmpty()) {
        metadata.put(key, line);
      }
    } else if (value instanceof List<?> list) {
      metadata.put(
          key,
          list.stream()
              .map(item -> TextNormalizer.line(String.valueOf(item)))
              .filter(item -> !item.isEmpty())
              .toList());
    } else if (value != null) {
      metadata.put(key, value);
    }
  }

  boolean hasText() {
    return !blocks.isEmpty();
  }

  ParsedDocument finish() {
    closePage();
    String title = metadata.get("title") instanceof String stated ? stated : firstTopHeading;
    return new ParsedDocument(
        text.toString(), title != null ? title : propertyTitle, metadata, blocks, pages);
  }

  private void append(Kind kind, String indent, String body) {
    ParseRefusal.throwIfInterrupted();
    if (body.isEmpty()) {
      return;
    }
    if (!blocks.isEmpty()) {
      text.append(follows(blocks.getLast().kind(), kind) ? "\n" : "\n\n");
    }
    text.append(indent);
    int start = text.length();
    text.append(body);
    ensureWithinLimit();
    blocks.add(
        new Block(kind, start, text.length(), headingPath, pageNumber == 0 ? null : pageNumber));
  }

  private static boolean follows(Kind before, Kind kind) {
    return before == kind && (kind == Kind.LIST_ITEM || kind == Kind.TABLE_ROW);
  }

  private void closePage() {
    if (pageNumber > 0) {
      pages.add(new Page(pageNumber, pageStart, text.length()));
    }
  }

  private void ensureWithinLimit() {
    if (text.length() > charsMax) {
      throw new ParseRefusal(
          ParseResult.Reason.TOO_LARGE,
          "The text is longer than %,d characters. Split the file or raise the limit."
              .formatted(charsMax));
    }
  }
}
