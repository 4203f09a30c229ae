package dev.footnote.index;

import dev.footnote.document.Version;
import dev.footnote.text.Block;
import dev.footnote.text.Page;
import dev.footnote.text.ParsedDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The blocks of a document as its version keeps them. A heading path is what the outline says of
 * the block's start, and a page what the page offsets say, so kind, start and end are enough.
 */
final class StoredBlocks {
  private static final Block.Kind[] KINDS = Block.Kind.values();
  private static final int NUMBERS = 3;

  private StoredBlocks() {}

  /** Kind, start and end of each block, one after another. */
  static List<Integer> of(List<Block> blocks) {
    var numbers = new ArrayList<Integer>(blocks.size() * NUMBERS);
    for (Block block : blocks) {
      numbers.add(block.kind().ordinal());
      numbers.add(block.start());
      numbers.add(block.end());
    }
    return List.copyOf(numbers);
  }

  /** Whether the version can be cut again. */
  static boolean areKept(Version version) {
    return version.blocks() != null;
  }

  /** The document as it was parsed; pages end where the next one starts. */
  static ParsedDocument parsed(Version version) {
    List<Integer> numbers = Objects.requireNonNull(version.blocks());
    var blocks = new ArrayList<Block>(numbers.size() / NUMBERS);
    int outlined = -1;
    int page = -1;
    for (int i = 0; i < numbers.size(); i += NUMBERS) {
      int start = numbers.get(i + 1);
      while (outlined + 1 < version.outline().size()
          && version.outline().get(outlined + 1).start() <= start) {
        outlined++;
      }
      while (page + 1 < version.pages().size() && version.pages().get(page + 1) <= start) {
        page++;
      }
      blocks.add(
          new Block(
              KINDS[numbers.get(i)],
              start,
              numbers.get(i + 2),
              outlined < 0 ? List.of() : version.outline().get(outlined).path(),
              page < 0 ? null : Integer.valueOf(page + 1)));
    }
    return new ParsedDocument(
        version.text(), version.title(), version.metadata(), blocks, pages(version));
  }

  private static List<Page> pages(Version version) {
    List<Integer> starts = version.pages();
    var pages = new ArrayList<Page>(starts.size());
    for (int i = 0; i < starts.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) : version.text().length();
      pages.add(new Page(i + 1, starts.get(i), end));
    }
    return pages;
  }
}
