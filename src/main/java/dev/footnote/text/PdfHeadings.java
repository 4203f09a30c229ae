package dev.footnote.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Tells headings from body text by type: the size most characters have is the body's; lines in
 * larger type are headings, the largest of level 1; after them come bold lines in the body's size.
 */
final class PdfHeadings {

  private static final int CHARS_MAX = 140;
  private static final int LEVELS_MAX = 5;

  /** Larger than the body by this factor at least. */
  private static final double LARGER = 1.08;

  private final float bodySize;
  private final boolean boldBody;
  private final List<Float> sizes;

  PdfHeadings(List<List<PdfLine>> pages) {
    Map<Float, Integer> charsBySize = new HashMap<>();
    int bold = 0;
    int all = 0;
    for (List<PdfLine> page : pages) {
      for (PdfLine line : page) {
        charsBySize.merge(rounded(line.size()), line.length(), Integer::sum);
        bold += line.bold() ? line.length() : 0;
        all += line.length();
      }
    }
    this.bodySize =
        charsBySize.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(0f);
    this.boldBody = bold * 2 > all;
    TreeSet<Float> larger = new TreeSet<>();
    charsBySize.keySet().stream().filter(size -> size > bodySize * LARGER).forEach(larger::add);
    this.sizes = List.copyOf(larger.descendingSet());
  }

  float bodySize() {
    return bodySize;
  }

  /** The heading's level from 1, or 0 for a line of body text. */
  int level(PdfLine line) {
    String text = line.text();
    if (line.length() > CHARS_MAX
        || text.codePoints().noneMatch(Character::isLetter)
        || line.cells().size() > 2) {
      return 0;
    }
    int larger = sizes.indexOf(rounded(line.size()));
    if (larger >= 0) {
      return Math.min(larger + 1, LEVELS_MAX);
    }
    boolean boldHeading =
        line.bold()
            && !boldBody
            && rounded(line.size()) >= bodySize
            && line.cells().size() == 1
            && !text.endsWith(".")
            && !text.endsWith(",");
    return boldHeading ? Math.min(sizes.size(), LEVELS_MAX) + 1 : 0;
  }

  /** The level of a heading that only its place shows: below all others. */
  int levelOfLoneLine() {
    return Math.min(sizes.size(), LEVELS_MAX) + 2;
  }

  /** Printers scale type by a hair; half a point is the least a reader sees. */
  private static float rounded(float size) {
    return Math.round(size * 2) / 2f;
  }
}
