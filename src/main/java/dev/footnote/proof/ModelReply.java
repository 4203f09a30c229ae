package dev.footnote.proof;

import dev.footnote.text.Sentences;
import dev.footnote.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A language model's text as sentences with the evidence numbers that follow each. A marker counts
 * for every sentence since the marker before it on the same line.
 */
public record ModelReply(List<Said> sentences) {

  /**
   * One sentence or list item.
   *
   * @param text without any marker
   * @param markers the numbers given, in order; empty if there are none
   * @param startsLine whether it was the first on its line
   */
  public record Said(String text, List<Integer> markers, boolean startsLine) {}

  /** What a model is told to say when the evidence holds no answer. */
  public static final String NO_ANSWER = "NO_ANSWER_IN_EVIDENCE";

  private static final String MARKER = "[\\[【]\\^?\\d{1,4}(?:\\s*[,;–-]\\s*\\d{1,4})*[\\]】]";
  private static final Pattern MARKERS =
      Pattern.compile("\\s*" + MARKER + "(?:[\\s,]*" + MARKER + ")*");
  private static final Pattern BEFORE_STOP =
      Pattern.compile("(" + MARKERS.pattern() + ")\\s*([.!?:;,…]+)");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** Whether the model said that the evidence holds no answer. */
  public static boolean saysNoAnswer(String output) {
    return output.contains(NO_ANSWER);
  }

  public static ModelReply of(String output) {
    var sentences = new ArrayList<Said>();
    for (String raw : output.split("\\R")) {
      addLine(sentences, BEFORE_STOP.matcher(raw.strip()).replaceAll("$2$1"));
    }
    return new ModelReply(List.copyOf(sentences));
  }

  private static void addLine(List<Said> sentences, String line) {
    Matcher marker = MARKERS.matcher(line);
    int start = 0;
    boolean first = true;
    while (marker.find()) {
      first = add(sentences, line.substring(start, marker.start()), numbers(marker.group()), first);
      start = marker.end();
    }
    add(sentences, line.substring(start), List.of(), first);
  }

  private static boolean add(
      List<Said> sentences, String text, List<Integer> markers, boolean startsLine) {
    boolean first = startsLine;
    for (Span sentence : Sentences.split(text, Locale.ENGLISH)) {
      String words = sentence.of(text);
      if (words.codePoints().anyMatch(Character::isLetterOrDigit)) {
        sentences.add(new Said(words, markers, first));
        first = false;
      }
    }
    return first;
  }

  private static List<Integer> numbers(String marker) {
    Set<Integer> numbers = new TreeSet<>();
    NUMBER.matcher(marker).results().forEach(m -> numbers.add(Integer.parseInt(m.group())));
    return List.copyOf(numbers);
  }
}
