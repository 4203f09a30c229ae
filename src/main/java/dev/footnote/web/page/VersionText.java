package dev.footnote.web.page;

import dev.footnote.document.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A version's text cut into what a page shows one below the other: headings, pages and paragraphs,
 * with a quote marked. Everything that is text stays text.
 */
final class VersionText {
  private final Version version;
  private final int from;
  private final int to;
  private final int markStart;
  private final int markEnd;

  /**
   * The part of the text to show, and what is marked in it.
   *
   * @param from half-open span of the text, within it
   * @param markStart half-open span; empty for no mark
   */
  VersionText(Version version, int from, int to, int markStart, int markEnd) {
    this.version = version;
    this.from = from;
    this.to = to;
    this.markStart = markStart;
    this.markEnd = markEnd;
  }

  /**
   * One element of the page.
   *
   * @param level of a heading, 2 to 6; 0 for a paragraph, 1 for the start of a page
   * @param runs its text; for the start of a page, the page's number
   */
  record Block(int level, List<Run> runs) {}

  /**
   * Text of one look.
   *
   * @param first whether the mark begins here
   */
  record Run(String text, boolean marked, boolean first) {}

  /**
   * The part of a version that one page shows: all of it, unless it is very long.
   *
   * @param marked whether a passage was asked for and lies in the version
   * @param missing whether a passage was asked for and does not
   * @param earlier where the part before begins; null if this is the first
   * @param later where the part after begins; null if this is the last
   */
  record Part(
      List<Block> blocks,
      boolean marked,
      boolean missing,
      @Nullable Integer earlier,
      @Nullable Integer later) {
    /** Characters on one page; a browser can still show these at once. */
    static final int CHARS_MAX = 120_000;

    /** Characters shown before a passage in a version that does not fit on one page. */
    private static final int CHARS_BEFORE = 20_000;

    /** The part for the parameters of a query string, whatever they are. */
    static Part of(
        Version version, @Nullable String start, @Nullable String end, @Nullable String from) {
      int length = version.text().length();
      int markStart = number(start, -1);
      int markEnd = number(end, -1);
      boolean marked = markStart >= 0 && markStart < markEnd && markEnd <= length;
      int wanted = number(from, marked ? Math.max(0, markStart - CHARS_BEFORE) : 0);
      int shownFrom = length <= CHARS_MAX ? 0 : startOfLine(version, Math.clamp(wanted, 0, length));
      int shownTo = Math.min(length, shownFrom + CHARS_MAX);
      var text =
          new VersionText(
              version, shownFrom, shownTo, marked ? markStart : 0, marked ? markEnd : 0);
      return new Part(
          text.blocks(),
          marked,
          !marked && start != null,
          shownFrom == 0 ? null : Math.max(0, shownFrom - CHARS_MAX),
          shownTo == length ? null : shownTo);
    }

    private static int startOfLine(Version version, int position) {
      return version.text().lastIndexOf('\n', position - 1) + 1;
    }

    private static int number(@Nullable String text, int otherwise) {
      return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : otherwise;
    }
  }

  List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    var cuts = new ArrayList<>(cuts());
    for (int i = 0; i + 1 < cuts.size(); i++) {
      int start = cuts.get(i);
      int page = version.pages().indexOf(start);
      if (page >= 0) {
        blocks.add(new Block(1, List.of(new Run(Integer.toString(page + 1), false, false))));
      }
      block(start, cuts.get(i + 1), blocks);
    }
    return List.copyOf(blocks);
  }

  /** Where one block ends and another may begin: headings, pages, blank lines. */
  private TreeSet<Integer> cuts() {
    var cuts = new TreeSet<Integer>();
    cuts.add(from);
    cuts.add(to);
    for (Version.OutlineEntry entry : version.outline()) {
      if (isHeading(entry) && entry.start() >= from && entry.start() < to) {
        cuts.add(entry.start());
        cuts.add(Math.min(to, entry.start() + entry.path().getLast().length()));
      }
    }
    version.pages().stream().filter(start -> start >= from && start < to).forEach(cuts::add);
    for (int blank = version.text().indexOf("\n\n", from);
        blank >= 0 && blank < to;
        blank = version.text().indexOf("\n\n", blank + 2)) {
      cuts.add(blank);
    }
    return cuts;
  }

  private boolean isHeading(Version.OutlineEntry entry) {
    return !entry.path().isEmpty()
        && version.text().startsWith(entry.path().getLast(), entry.start());
  }

  private void block(int start, int end, List<Block> blocks) {
    String text = version.text();
    int first = start;
    int last = end;
    while (first < last && text.charAt(first) == '\n') {
      first++;
    }
    while (last > first && text.charAt(last - 1) == '\n') {
      last--;
    }
    if (text.substring(first, last).isBlank()) {
      return;
    }
    blocks.add(new Block(levelAt(first), runs(first, last)));
  }

  private int levelAt(int start) {
    return version.outline().stream()
        .filter(entry -> entry.start() == start && isHeading(entry))
        .mapToInt(entry -> Math.min(6, entry.path().size() + 1))
        .findFirst()
        .orElse(0);
  }

  private List<Run> runs(int start, int end) {
    int markedFrom = Math.clamp(markStart, start, end);
    int markedTo = Math.clamp(markEnd, start, end);
    var runs = new ArrayList<Run>();
    add(runs, start, markedFrom, false);
    add(runs, markedFrom, markedTo, true);
    add(runs, Math.max(markedFrom, markedTo), end, false);
    return List.copyOf(runs);
  }

  private void add(List<Run> runs, int start, int end, boolean marked) {
    if (start < end) {
      // Blanks between two blocks may precede the first visible character of the mark.
      boolean first = marked && version.text().substring(markStart, start).isBlank();
      runs.add(new Run(version.text().substring(start, end), marked, first));
    }
  }
}
