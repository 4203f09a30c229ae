package dev.footnote.proof;

import dev.footnote.text.Sentences;
import dev.footnote.text.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a model's text, or its beginning, cut into sentences, with the markers taken out and
 * given to the sentence that they stand in or after.
 *
 * @param pieces in order; a line of markers alone is one piece without words
 * @param open whether a marker or a piece of code may still be unfinished at the end
 */
record MarkedLine(List<Piece> pieces, boolean open) {

  /**
   * @param text without markers and surrounding white space
   * @param rawStart where it starts in the line as it was written
   */
  record Piece(String text, List<Integer> markers, int rawStart) {
    boolean hasWords() {
      return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }
  }

  private static final String MARKER =
      "(?:[\\[【]\\^?\\d{1,4}(?:\\s*[,;–-]\\s*\\^?\\d{1,4})*[\\]】]|【\\d{1,4}(?::\\d{1,4})?†[^】]{0,80}】)"
          + "(?:\\((?:https?:|/|#)[^)\\s]*\\))?";
  private static final String CLUSTER = "\\s*" + MARKER + "(?:[\\s,]*" + MARKER + ")*";

  /** Markers; or markers in the place of a source's name, whose phrase goes with them. */
  private static final Pattern MARKERS =
      Pattern.compile(
          "(?<source>(?i:\\b(?:according to|as (?:stated|described|noted|mentioned|shown) in|laut|gemäß"
              + "|selon|d[’']après|según))"
              + CLUSTER
              + "\\s*,\\s*)|"
              + CLUSTER);

  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
  private static final Pattern PAGE_OF_MARKER =
      Pattern.compile(":\\d{1,4}†[^】]*|†[^】]*|\\([^)]*\\)");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");
  private static final Pattern UNFINISHED = Pattern.compile("[\\[【][^\\]】]{0,80}$");
  private static final Pattern DEFINITION = Pattern.compile("^\\s*" + MARKER + ":.*");
  private static final Pattern TABLE_RULE = Pattern.compile("^\\s*\\|?[\\s:|-]*--[\\s:|-]*$");
  private static final Pattern AFTER_MARKER = Pattern.compile("[\\s.,;:!?…)\"'”»’*_。！？，]");
  private static final Pattern SENTENCE_END = Pattern.compile(".*[.!?…。！？:;,][\"'”»’)*_]*\\s*");
  private static final Pattern WORDS = Pattern.compile("\\S+");
  private static final Pattern EMPHASIS =
      Pattern.compile("[*~`]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

  /** Words before a marker that may end a sentence without a full stop. */
  private static final int SENTENCE_WORDS_MIN = 4;

  static boolean mayEndSentence(char c) {
    return ".!?…。！？．]】".indexOf(c) >= 0;
  }

  /** Whether it is the rule under a table's head. */
  static boolean isTableRule(String raw) {
    return raw.contains("|") && TABLE_RULE.matcher(raw).matches();
  }

  /** Whether the line only says what a marker stands for, as {@code [1]: handbook.pdf}. */
  static boolean definesMarker(String raw) {
    return DEFINITION.matcher(raw).matches();
  }

  /** Whether there are several pieces, and the last one's first word is whole. */
  boolean lastHasBegun() {
    if (open || pieces.size() < 2) {
      return false;
    }
    String last = pieces.getLast().text();
    int letter = 0;
    while (letter < last.length() && !Character.isLetter(last.charAt(letter))) {
      letter++;
    }
    return letter < last.length();
  }

  static MarkedLine of(String raw, Locale language) {
    boolean open =
        raw.chars().filter(c -> c == '`').count() % 2 == 1 || UNFINISHED.matcher(raw).find();
    var stripped = new Stripped(raw);
    String text = stripped.text.toString();
    List<Span> spans =
        text.stripLeading().startsWith("|")
            ? List.of(new Span(0, text.length()))
            : stripped.bordered(Sentences.split(EMPHASIS.matcher(text).replaceAll("\""), language));
    return new MarkedLine(stripped.pieces(spans), open);
  }

  /** A line without its markers. */
  private static final class Stripped {
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> rawAt = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();

    /** Markers that stood before that character of the text, and where they stood in the line. */
    private record Mark(int at, int rawStart, boolean forNext, Collection<Integer> numbers) {}

    Stripped(String raw) {
      List<MatchResult> code = CODE.matcher(raw).results().toList();
      Matcher markers = MARKERS.matcher(raw);
      int done = 0;
      while (markers.find()) {
        int at = markers.end() - 1;
        if (code.stream().noneMatch(span -> span.start() < at && at < span.end())) {
          copy(raw, done, markers.start());
          done = markers.end();
          boolean source = markers.group("source") != null;
          joint(raw, markers.start(), done, source);
          boolean forNext = source || text.toString().isBlank();
          marks.add(new Mark(text.length(), markers.start(), forNext, numbers(markers.group())));
        }
      }
      copy(raw, done, raw.length());
    }

    private void copy(String raw, int from, int to) {
      for (int i = from; i < to; i++) {
        boolean capital = i == from && !marks.isEmpty() && marks.getLast().forNext();
        text.append(capital ? Character.toUpperCase(raw.charAt(i)) : raw.charAt(i));
        rawAt.add(i);
      }
    }

    /** What stood on both sides of a marker stays apart. */
    private void joint(String raw, int start, int end, boolean source) {
      boolean apart =
          end < raw.length()
              && !text.isEmpty()
              && !Character.isWhitespace(text.charAt(text.length() - 1))
              && (source || !AFTER_MARKER.matcher(raw.substring(end, end + 1)).matches());
      if (apart) {
        text.append(' ');
        rawAt.add(start);
      }
    }

    private static Collection<Integer> numbers(String cluster) {
      var numbers = new TreeSet<Integer>();
      Matcher number = NUMBER.matcher(PAGE_OF_MARKER.matcher(cluster).replaceAll(""));
      while (number.find()) {
        numbers.add(Integer.parseInt(number.group()));
      }
      return numbers;
    }

    /** Ends a sentence at a marker, too, that stands where a full stop is missing. */
    List<Span> bordered(List<Span> sentences) {
      var spans = new ArrayList<Span>();
      for (Span sentence : sentences) {
        int start = sentence.start();
        for (Mark mark : marks) {
          if (!mark.forNext()
              && start < mark.at()
              && mark.at() < sentence.end()
              && ends(start, mark.at())) {
            spans.add(new Span(start, mark.at()));
            start = mark.at();
          }
        }
        spans.add(new Span(start, sentence.end()));
      }
      return spans;
    }

    private boolean ends(int start, int at) {
      String before = text.substring(start, at);
      String after = text.substring(at).stripLeading();
      return !after.isEmpty()
          && Character.isUpperCase(after.codePointAt(0))
          && !SENTENCE_END.matcher(before).matches()
          && WORDS.matcher(before).results().count() >= SENTENCE_WORDS_MIN;
    }

    List<Piece> pieces(List<Span> spans) {
      if (spans.isEmpty()) {
        var all = new TreeSet<Integer>();
        marks.forEach(mark -> all.addAll(mark.numbers()));
        return all.isEmpty() ? List.of() : List.of(new Piece("", List.copyOf(all), 0));
      }
      var pieces = new ArrayList<Piece>();
      for (int i = 0; i < spans.size(); i++) {
        Span span = spans.get(i);
        var numbers = new TreeSet<Integer>();
        int rawStart = rawAt.get(span.start());
        for (Mark mark : marks) {
          if (sentenceOf(mark, spans) == i) {
            numbers.addAll(mark.numbers());
            rawStart = mark.forNext() ? Math.min(rawStart, mark.rawStart()) : rawStart;
          }
        }
        pieces.add(new Piece(span.of(text.toString()).strip(), List.copyOf(numbers), rawStart));
      }
      return pieces;
    }

    private static int sentenceOf(Mark mark, List<Span> spans) {
      int last = 0;
      for (int i = 0; i < spans.size(); i++) {
        if (mark.forNext()
            ? spans.get(i).start() <= mark.at() + 1
            : spans.get(i).start() < mark.at()) {
          last = i;
        }
      }
      return last;
    }
  }
}
