package dev.footnote.text;

import static dev.footnote.text.ChunkUnit.BORDER_AFTER_HEADING;
import static dev.footnote.text.ChunkUnit.BORDER_BLOCK;
import static dev.footnote.text.ChunkUnit.BORDER_HEADING;
import static dev.footnote.text.ChunkUnit.BORDER_ITEM;
import static dev.footnote.text.ChunkUnit.BORDER_SENTENCE;
import static dev.footnote.text.ChunkUnit.BORDER_WORD;

import dev.footnote.text.Block.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.util.StringHelper;

/** Divides a document into the pieces chunks are made of, and counts each piece's tokens once. */
final class ChunkUnits {

  private static final Pattern LINE = Pattern.compile("[^\n]+");
  private static final Pattern CELL = Pattern.compile("\\S.*?(?:; |$)", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final Pattern RANKED_WORD = Pattern.compile("[\\p{L}\\p{N}]\\S*");
  private static final Pattern LIST_NUMBER = Pattern.compile("\\d{1,4}[.)]");

  /** Words of a run cut from an endless sentence: at least, on average about twice, at most. */
  private static final int RUN_WORDS_MIN = 8;

  private static final int RUN_WORDS_MAX = 32;

  /** Longest piece of unbroken characters. */
  private static final int WORD_CHARS_MAX = 200;

  private final String text;
  private final List<Block> blocks;
  private final ToIntFunction<String> tokens;
  private final int wholeTokensMax;
  private final List<ChunkUnit> units = new ArrayList<>();

  private ChunkUnits(ParsedDocument document, ToIntFunction<String> tokens, int wholeTokensMax) {
    this.text = document.text();
    this.blocks = document.blocks();
    this.tokens = tokens;
    this.wholeTokensMax = wholeTokensMax;
  }

  /**
   * The pieces in order.
   *
   * @param wholeTokensMax a sentence, item or row with more tokens is divided further
   */
  static List<ChunkUnit> of(
      ParsedDocument document, ToIntFunction<String> tokens, int wholeTokensMax) {
    ChunkUnits divided = new ChunkUnits(document, tokens, wholeTokensMax);
    for (int i = 0; i < divided.blocks.size(); i++) {
      divided.divide(i);
    }
    return divided.units;
  }

  private void divide(int index) {
    Block block = blocks.get(index);
    int border = borderBefore(index);
    for (Span piece : pieces(block)) {
      addWhole(piece, index, border);
      border = BORDER_SENTENCE;
    }
  }

  private List<Span> pieces(Block block) {
    Span whole = new Span(block.start(), block.end());
    return switch (block.kind()) {
      case HEADING, TABLE_ROW -> List.of(whole);
      case CODE -> matches(LINE, whole);
      case PARAGRAPH, LIST_ITEM, QUOTE ->
          Sentences.split(whole.of(text), Locale.ENGLISH).stream()
              .map(s -> new Span(block.start() + s.start(), block.start() + s.end()))
              .toList();
    };
  }

  private int borderBefore(int index) {
    Block block = blocks.get(index);
    if (index == 0) {
      return BORDER_BLOCK;
    }
    Block before = blocks.get(index - 1);
    if (block.kind() == Kind.HEADING) {
      return Math.max(BORDER_BLOCK + 1, BORDER_HEADING - block.headingPath().size());
    }
    if (before.kind() == Kind.HEADING) {
      return BORDER_AFTER_HEADING;
    }
    boolean item = block.kind() == Kind.LIST_ITEM || block.kind() == Kind.TABLE_ROW;
    boolean announced = text.charAt(before.end() - 1) == ':';
    return announced || (item && before.kind() == block.kind()) ? BORDER_ITEM : BORDER_BLOCK;
  }

  private void addWhole(Span piece, int block, int border) {
    int count = tokens.applyAsInt(piece.of(text));
    if (count <= wholeTokensMax && piece.end() - piece.start() <= WORD_CHARS_MAX * 8) {
      add(piece, count, block, border);
      return;
    }
    int before = border;
    for (Span part : parts(piece, blocks.get(block).kind())) {
      for (Span run : part.equals(piece) || isTooLong(part) ? wordRuns(part) : List.of(part)) {
        addWithinLimit(run, block, before);
        before = BORDER_WORD;
      }
      before = BORDER_SENTENCE;
    }
  }

  /** The cells of a row and their sentences; anything else stays whole. */
  private List<Span> parts(Span piece, Kind kind) {
    if (kind != Kind.TABLE_ROW) {
      return List.of(piece);
    }
    List<Span> parts = new ArrayList<>();
    for (Span cell : matches(CELL, piece)) {
      for (Span sentence : Sentences.split(cell.of(text), Locale.ENGLISH)) {
        parts.add(new Span(cell.start() + sentence.start(), cell.start() + sentence.end()));
      }
    }
    return parts;
  }

  private boolean isTooLong(Span part) {
    return tokens.applyAsInt(part.of(text)) > wholeTokensMax;
  }

  /** Runs of words; where one ends depends on the words there alone, so an edit moves few. */
  private List<Span> wordRuns(Span piece) {
    List<Span> runs = new ArrayList<>();
    int start = -1;
    int end = -1;
    int count = 0;
    for (Span word : matches(WORD, piece)) {
      boolean full = count >= RUN_WORDS_MAX;
      if (count >= RUN_WORDS_MIN && (full || (hash(word.of(text)) & 15) == 0)) {
        runs.add(new Span(start, end));
        count = 0;
      }
      start = count++ == 0 ? word.start() : start;
      end = word.end();
    }
    if (count > 0) {
      runs.add(new Span(start, end));
    }
    return runs;
  }

  private void addWithinLimit(Span run, int block, int border) {
    int length = run.end() - run.start();
    int count = tokens.applyAsInt(run.of(text));
    if (length < 2 || (count <= wholeTokensMax && length <= WORD_CHARS_MAX * 8)) {
      add(run, count, block, border);
      return;
    }
    int middle = run.start() + Math.min(length / 2, WORD_CHARS_MAX);
    if (Character.isLowSurrogate(text.charAt(middle))) {
      middle++;
    }
    if (middle >= run.end()) {
      add(run, count, block, border);
      return;
    }
    addWithinLimit(new Span(run.start(), middle), block, border);
    addWithinLimit(new Span(middle, run.end()), block, BORDER_WORD);
  }

  private void add(Span piece, int count, int block, int border) {
    units.add(
        new ChunkUnit(piece.start(), piece.end(), count, block, border, rank(piece.of(text))));
  }

  /**
   * Compares by the first word, then the second, then all: an edit further on seldom changes the
   * order, and pieces that start alike still differ. A list's numbers don't count.
   */
  private static long rank(String piece) {
    Matcher words = RANKED_WORD.matcher(piece);
    String first = words.find() ? words.group() : "";
    if (LIST_NUMBER.matcher(first).matches()) {
      first = words.find() ? words.group() : "";
    }
    String second = words.find() ? words.group() : "";
    long rest = hash(piece) >>> 12;
    return ((long) (hash(first) >>> 9) << 40) | ((long) (hash(second) >>> 12) << 20) | rest;
  }

  private static int hash(String words) {
    byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
    return StringHelper.murmurhash3_x86_32(bytes, 0, bytes.length, 0);
  }

  private List<Span> matches(Pattern pattern, Span range) {
    List<Span> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text).region(range.start(), range.end());
    while (matcher.find()) {
      int end = matcher.end();
      while (end > matcher.start() && Character.isWhitespace(text.charAt(end - 1))) {
        end--;
      }
      if (end > matcher.start()) {
        found.add(new Span(matcher.start(), end));
      }
    }
    return found;
  }
}
