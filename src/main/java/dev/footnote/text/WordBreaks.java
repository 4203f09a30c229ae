package dev.footnote.text;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins printed lines to running text and decides what a hyphen at a line's end is: part of the
 * word if the document writes it so elsewhere, or if both sides are words of the document; else a
 * printer's division, which goes.
 */
final class WordBreaks {

  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{M}]+(?:[-\u2010'\u2019][\\p{L}\\p{M}]+)*");
  private static final Pattern DIVIDED_START =
      Pattern.compile("([\\p{L}\\p{M}]+(?:-[\\p{L}\\p{M}]+)*)[-\u2010\u00ad]$");
  private static final Pattern DIVIDED_END = Pattern.compile("^(\\p{Ll}[\\p{L}\\p{M}]*)");
  private static final Pattern LAST_PART = Pattern.compile("[\\p{L}\\p{M}]+$");

  /** No word is longer, and looking at more would cost. */
  private static final int WORD_CHARS = 80;

  private final Set<String> words = new HashSet<>();

  WordBreaks(List<List<PdfLine>> pages) {
    boolean divided = false;
    for (List<PdfLine> page : pages) {
      for (PdfLine line : page) {
        divided = learn(line.text(), divided);
      }
    }
  }

  /** Leaves out what may be half of a divided word; returns whether the line ends in one. */
  private boolean learn(String line, boolean startsDivided) {
    boolean endsDivided = endsWithHyphen(line) && DIVIDED_START.matcher(line).find();
    Matcher word = WORD.matcher(line);
    boolean first = startsDivided;
    while (word.find()) {
      boolean cut = endsDivided && word.end() >= line.length() - 1;
      if (!first && !cut) {
        String found = word.group().toLowerCase(Locale.ROOT);
        words.add(found);
        words.addAll(List.of(found.split("[-\u2010'\u2019]")));
      }
      first = false;
    }
    return endsDivided;
  }

  /** What to put between the text so far and the next line, having cut the text if need be. */
  void join(StringBuilder text, String next) {
    Matcher start = DIVIDED_START.matcher(text.substring(Math.max(0, text.length() - WORD_CHARS)));
    Matcher end = DIVIDED_END.matcher(next);
    if (!endsWithHyphen(text) || !start.find() || !end.find()) {
      text.append(' ').append(next);
      return;
    }
    char hyphen = text.charAt(text.length() - 1);
    if (hyphen == '\u00ad' || !keepsHyphen(start.group(1), end.group(1))) {
      text.setLength(text.length() - 1);
    }
    text.append(next);
  }

  private static boolean endsWithHyphen(CharSequence text) {
    char last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
    return last == '-' || last == '\u2010' || last == '\u00ad';
  }

  private boolean keepsHyphen(String start, String end) {
    String left = start.toLowerCase(Locale.ROOT);
    String right = end.toLowerCase(Locale.ROOT);
    if (words.contains(left + right)) {
      return false;
    }
    if (words.contains(left + "-" + right)) {
      return true;
    }
    Matcher lastPart = LAST_PART.matcher(left);
    String part = lastPart.find() ? lastPart.group() : left;
    return words.contains(part) && words.contains(right);
  }
}
