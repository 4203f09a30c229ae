package dev.footnote.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The word splitter of the analyzer's version 1. It is never changed: generations built by it are
 * asked and edited with the terms that it gives.
 */
final class FirstWordSplitter {

  private static final String LETTER = "\\p{L}\\p{M}\\p{N}";

  /** Letters and digits, joined by single marks that identifiers are written with. */
  private static final Pattern WORD =
      Pattern.compile(
          "[" + LETTER + "_]+(?:(?:://|[-_./\\\\@:#+&'\u2019\u2010\u2011,])[" + LETTER + "_]+)*+");

  private static final Pattern GROUPED_NUMBER = Pattern.compile("\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?");

  /** A version or a decimal number; its parts alone mean nothing. */
  private static final Pattern VERSION = Pattern.compile("[vV]?\\d+(?:\\.\\d+)+");

  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern OUTER_JOINT = Pattern.compile("://|[/\\\\@:#+&]");
  private static final Pattern INNER_JOINT = Pattern.compile("[-_.\u2010\u2011]+");
  private static final Pattern HYPHENATED = Pattern.compile("\\p{L}+[-\u2010\u2011]\\p{L}+");

  /** Where a capital starts a new part, or where two letters or more meet two digits or more. */
  private static final Pattern SEAM =
      Pattern.compile(
          "(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll}{2})"
              + "|(?<=\\p{L}{2})(?=\\d{2})|(?<=\\d{2})(?=\\p{L}{2})");

  private static final Pattern CJK =
      Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\u30fc]+");

  /** Longer identifiers are kept in parts only. */
  private static final int WHOLE_CHARS_MAX = 80;

  private final BiConsumer<String, Boolean> words;

  /** Takes each word in turn, with true if it is an identifier, which must not be stemmed. */
  FirstWordSplitter(BiConsumer<String, Boolean> words) {
    this.words = words;
  }

  void split(String text) {
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      String found = word.group();
      if (isPlain(found)) {
        words.accept(found, false);
      } else if (GROUPED_NUMBER.matcher(found).matches()) {
        words.accept(found.replace(",", ""), true);
      } else {
        for (String piece : COMMA.split(found)) {
          splitScripts(piece);
        }
      }
    }
  }

  /** An ASCII word without marks, digits or inner capitals, as most are; nothing to take apart. */
  private static boolean isPlain(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if ((c < 'a' || c > 'z') && (i > 0 || c < 'A' || c > 'Z')) {
        return false;
      }
    }
    return true;
  }

  /** Scripts without spaces between words go two characters at a time, overlapping. */
  private void splitScripts(String piece) {
    Matcher cjk = CJK.matcher(piece);
    int done = 0;
    while (cjk.find()) {
      splitOuter(trimJoints(piece.substring(done, cjk.start())));
      addBigrams(cjk.group());
      done = cjk.end();
    }
    splitOuter(trimJoints(piece.substring(done)));
  }

  private void addBigrams(String run) {
    int[] characters = run.codePoints().toArray();
    if (characters.length == 1) {
      words.accept(run, true);
    }
    for (int i = 0; i + 1 < characters.length; i++) {
      words.accept(new String(characters, i, 2), true);
    }
  }

  private void splitOuter(String piece) {
    List<String> parts = parts(OUTER_JOINT, piece);
    if (parts.size() > 1) {
      addWhole(piece);
    }
    parts.forEach(this::splitInner);
  }

  private void splitInner(String piece) {
    if (VERSION.matcher(piece).matches()) {
      char first = piece.charAt(0);
      words.accept(Character.isDigit(first) ? piece : piece.substring(1), true);
      return;
    }
    List<String> parts = parts(INNER_JOINT, piece);
    if (parts.size() == 1) {
      splitSeams(parts.getFirst());
      return;
    }
    addWhole(piece);
    if (HYPHENATED.matcher(piece).matches()) {
      words.accept(String.join("", parts), false);
    }
    for (String part : parts) {
      if (part.length() > 1) {
        splitSeams(part);
      }
    }
  }

  private void splitSeams(String piece) {
    String[] parts = SEAM.split(piece);
    if (parts.length == 1) {
      words.accept(piece, false);
      return;
    }
    addWhole(piece);
    for (String part : parts) {
      words.accept(part, false);
    }
  }

  private void addWhole(String piece) {
    if (piece.length() <= WHOLE_CHARS_MAX) {
      words.accept(piece, true);
    }
  }

  private static List<String> parts(Pattern joint, String piece) {
    List<String> parts = new ArrayList<>();
    for (String part : joint.split(piece)) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return parts;
  }

  private static String trimJoints(String piece) {
    int start = 0;
    int end = piece.length();
    while (start < end && !Character.isLetterOrDigit(piece.codePointAt(start))) {
      start++;
    }
    while (end > start && !isWordEnd(piece.codePointBefore(end))) {
      end--;
    }
    return piece.substring(start, end);
  }

  private static boolean isWordEnd(int character) {
    return Character.isLetterOrDigit(character)
        || Character.getType(character) == Character.NON_SPACING_MARK
        || Character.getType(character) == Character.COMBINING_SPACING_MARK;
  }
}
