package dev.footnote.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a document into chunks along its structure: at headings, then paragraphs, list items and
 * rows, then sentences, then words. Borders are chosen by content ({@link CutPoints}), so an edit
 * changes the chunks it touches and seldom their neighbours. Safe for use by many threads if the
 * token counter is.
 */
public final class Chunker {

  /** Changes whenever the same text and settings may give other chunks. */
  static final String ALGORITHM = "local-max-1";

  private final ChunkerSettings settings;
  private final ToIntFunction<String> tokenCounter;

  /**
   * @param tokenCounter tokens of a text by the embedding model's tokenizer; what it returns for
   *     the empty text is taken for the marks the model adds to each text
   */
  public Chunker(ChunkerSettings settings, ToIntFunction<String> tokenCounter) {
    this.settings = settings;
    this.tokenCounter = tokenCounter;
  }

  /** Names the algorithm and the sizes: chunks made under equal versions are cut alike. */
  public String version() {
    return settings.version();
  }

  /**
   * The document's chunks in order. Together they cover every block; none exceeds the settings'
   * maximum; one that starts inside a paragraph may repeat the end of the one before it.
   */
  public List<TextChunk> chunk(ParsedDocument document) {
    int marks = Math.max(0, tokenCounter.applyAsInt(""));
    int tokensMax = settings.tokensMax() - marks;
    List<ChunkUnit> units =
        ChunkUnits.of(
            document,
            piece -> Math.max(1, tokenCounter.applyAsInt(piece) - marks),
            settings.tokensTarget() / 2);
    if (units.isEmpty()) {
      return List.of();
    }
    BitSet cuts = CutPoints.choose(units, settings, tokensMax);
    List<TextChunk> chunks = new ArrayList<>();
    int before = -1;
    for (int from = 0; from >= 0; ) {
      int next = cuts.nextSetBit(from + 1);
      int to = next < 0 ? units.size() : next;
      chunks.add(chunk(document, units, before, from, to, marks));
      before = from;
      from = next;
    }
    return chunks;
  }

  /**
   * The chunk of the pieces [from, to) and of what it repeats of the chunk that starts at before.
   */
  private TextChunk chunk(
      ParsedDocument document, List<ChunkUnit> units, int before, int from, int to, int marks) {
    int tokens = marks;
    for (ChunkUnit unit : units.subList(from, to)) {
      tokens += unit.tokens();
    }
    int end = units.get(to - 1).end();
    int first = from;
    int repeated = 0;
    while (first - 1 > before && units.get(first).continuesText()) {
      ChunkUnit previous = units.get(first - 1);
      int more = previous.tokens();
      if (repeated + more > settings.tokensOverlap()
          || tokens + more > settings.tokensMax()
          || end - previous.start() > settings.charsMax()) {
        break;
      }
      repeated += more;
      tokens += more;
      first--;
    }
    int start = units.get(first).start();
    return new TextChunk(
        start,
        end,
        commonPath(document.blocks(), units.get(from).block(), units.get(to - 1).block()),
        pageAt(document.pages(), start),
        pageAt(document.pages(), end - 1),
        tokens);
  }

  private static List<String> commonPath(List<Block> blocks, int first, int last) {
    List<String> path = blocks.get(first).headingPath();
    for (Block block : blocks.subList(first + 1, last + 1)) {
      List<String> other = block.headingPath();
      int common = 0;
      while (common < Math.min(path.size(), other.size())
          && path.get(common).equals(other.get(common))) {
        common++;
      }
      path = path.subList(0, common);
    }
    return path;
  }

  private static @Nullable Integer pageAt(List<Page> pages, int position) {
    int low = 0;
    int high = pages.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Page page = pages.get(middle);
      if (position < page.start()) {
        high = middle - 1;
      } else if (position >= page.end()) {
        low = middle + 1;
      } else {
        return page.number();
      }
    }
    return null;
  }
}
