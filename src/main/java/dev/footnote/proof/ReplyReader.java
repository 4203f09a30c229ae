package dev.footnote.proof;

import dev.footnote.proof.ModelReply.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a language model's text as it comes and gives each sentence once its markers can't grow any
 * more: the first word of the next sentence stands there, or the line or the text has ended. What
 * it gives depends on the text alone and not on how it was cut into chunks, since each decision
 * follows from the characters before it. Not for use by several threads.
 *
 * <p>A marker counts for the sentence it stands in or after, and for up to {@value #UNMARKED_MAX}
 * unmarked ones before it on its line. A line of markers alone counts for the line before it, and
 * the markers of a list's first item for the words that announce the list.
 */
public final class ReplyReader {
  /** Unmarked sentences that wait for a marker; one more sets the first free. */
  static final int UNMARKED_MAX = 3;

  /** A line that grows longer is ended, in characters: what a model says has a limit. */
  static final int LINE_CHARS_MAX = 20_000;

  private static final String FENCE = "```";

  private final Locale language;
  private final StringBuilder line = new StringBuilder();
  private final StringBuilder code = new StringBuilder();
  private final List<Said> waiting = new ArrayList<>();
  private final List<Said> ready = new ArrayList<>();
  private boolean startsLine = true;
  private boolean mayBreak;
  private boolean lineEnded;

  /**
   * @param language of the text: its abbreviations end no sentence
   */
  public ReplyReader(Locale language) {
    this.language = language;
  }

  /** The sentences that this chunk completes, in order. */
  public List<Said> feed(String chunk) {
    for (int i = 0; i < chunk.length(); i++) {
      read(chunk.charAt(i));
    }
    return taken();
  }

  /** The rest, once the text has ended. */
  public List<Said> end() {
    endLine();
    if (!code.isEmpty()) {
      endCode();
    }
    release();
    return taken();
  }

  private List<Said> taken() {
    List<Said> taken = List.copyOf(ready);
    ready.clear();
    return taken;
  }

  private void read(char next) {
    if (isLineEnd(next) || line.length() >= LINE_CHARS_MAX) {
      endLine();
      if (isLineEnd(next)) {
        return;
      }
    }
    line.append(next);
    if (!code.isEmpty()) {
      return;
    }
    boolean space = Character.isWhitespace(next);
    if (lineEnded && !space && !mayBelongToLineBefore()) {
      releaseLineBefore();
    }
    mayBreak |= MarkedLine.mayEndSentence(next);
    if (mayBreak && (space || Character.isIdeographic(next))) {
      giveComplete();
    }
  }

  private static boolean isLineEnd(char c) {
    return c == '\n'
        || c == '\r'
        || c == '\u000B'
        || c == '\f'
        || c == '\u0085'
        || c == '\u2028'
        || c == '\u2029';
  }

  /** A marker, or the rule under a table's head. */
  private boolean mayBelongToLineBefore() {
    String start = line.toString().stripLeading();
    return start.startsWith("[") || start.startsWith("【") || start.startsWith("|");
  }

  /** Gives all sentences of the line but the last, if that has certainly begun. */
  private void giveComplete() {
    MarkedLine marked = MarkedLine.of(line.toString(), language);
    if (marked.lastHasBegun()) {
      List<MarkedLine.Piece> pieces = marked.pieces();
      pieces.subList(0, pieces.size() - 1).forEach(this::say);
      line.delete(0, pieces.getLast().rawStart());
      mayBreak = false;
    }
  }

  private void endLine() {
    String raw = line.toString();
    line.setLength(0);
    mayBreak = false;
    if (raw.strip().startsWith(FENCE)) {
      code.append(raw.stripTrailing()).append('\n');
      if (code.length() > raw.stripTrailing().length() + 1) {
        endCode();
      } else {
        releaseLineBefore();
      }
    } else if (!code.isEmpty()) {
      code.append(raw).append('\n');
    } else if (!raw.isBlank()) {
      addLine(raw);
    }
    startsLine = true;
    lineEnded = true;
  }

  private void addLine(String raw) {
    if (MarkedLine.isTableRule(raw) && !waiting.isEmpty()) {
      Said head = waiting.removeLast();
      waiting.add(new Said(head.text() + "\n" + raw.strip(), head.markers(), head.startsLine()));
    } else if (!MarkedLine.definesMarker(raw) || !startsLine) {
      MarkedLine.of(raw, language).pieces().forEach(this::say);
    }
  }

  private void endCode() {
    releaseLineBefore();
    waiting.add(new Said(code.toString().stripTrailing(), List.of(), true));
    code.setLength(0);
  }

  private void say(MarkedLine.Piece piece) {
    if (!piece.hasWords()) {
      if (!piece.markers().isEmpty()) {
        mark(piece.markers());
      }
      return;
    }
    if (lineEnded) {
      releaseLineBefore();
    }
    lineEnded = false;
    var said = new Said(piece.text(), piece.markers(), startsLine);
    startsLine = false;
    if (piece.markers().isEmpty()) {
      waiting.add(said);
      if (waiting.size() > UNMARKED_MAX) {
        ready.add(waiting.removeFirst());
      }
    } else {
      mark(piece.markers());
      ready.add(said);
    }
  }

  private void mark(List<Integer> markers) {
    waiting.forEach(said -> ready.add(new Said(said.text(), markers, said.startsLine())));
    waiting.clear();
  }

  /** The line before gets no marker any more, unless it announces what comes now. */
  private void releaseLineBefore() {
    boolean announces = !waiting.isEmpty() && waiting.getLast().text().endsWith(":");
    Said last = announces ? waiting.removeLast() : null;
    release();
    if (last != null) {
      waiting.add(last);
    }
    lineEnded = false;
  }

  private void release() {
    ready.addAll(waiting);
    waiting.clear();
  }
}
