package dev.footnote.text;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a text into words for searching.
 *
 * <p>An identifier ({@code ERR-4012}, {@code max_connections}, {@code getUserById}, {@code
 * help@example.com}) gives one word without its joints ({@code err4012}) and its parts, so that it
 * is found however much of it is typed, with whatever joints. Chinese, Japanese and Korean go two
 * characters at a time, overlapping; Thai, Lao, Khmer and Burmese by ICU's dictionaries.
 */
final class WordSplitter {

  private static final String LETTER = "\\p{L}\\p{M}\\p{N}";

  /** Letters and digits, joined by single marks that identifiers are written with. */
  private static final Pattern WORD =
      Pattern.compile(
          "[" + LETTER + "_]+(?:(?:://|[-_./\\\\@:#+&'\u2019\u2010\u2011,])[" + LETTER + "_]+)*+");

  private static final Pattern GROUPED_NUMBER =
      Pattern.compile("\\d{1,3}(?:,\\d{3})++(?:\\.\\d+)?");

  /** A version or a decimal number; its parts alone mean nothing, but a version's first two do. */
  private static final Pattern VERSION = Pattern.compile("[vV]?(\\d+\\.\\d+)((?:\\.\\d+)*+)");

  private static final Pattern POSSESSIVE = Pattern.compile("['\u2019][sS]$");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern OUTER_JOINT = Pattern.compile("://|[/\\\\@:#+&]");
  private static final Pattern INNER_JOINT = Pattern.compile("[-_.\u2010\u2011]+");
  private static final Pattern HYPHENATED =
      Pattern.compile("\\p{L}++(?:[-\u2010\u2011]\\p{L}++)++");
  private static final Pattern NOT_LETTER_OR_DIGIT = Pattern.compile("[^" + LETTER + "]+");

  /** Where a capital starts a new part, or where two letters or more meet two digits or more. */
  private static final Pattern SEAM =
      Pattern.compile(
          "(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll}{2})"
              + "|(?<=\\p{L}{2})(?=\\d{2})|(?<=\\d{2})(?=\\p{L}{2})");

  private static final String PAIRED =
      "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\u30fc\uff70\uff9e\uff9f]+";

  /** Runs of scripts that put no spaces between words. */
  private static final Pattern UNSPACED =
      Pattern.compile(
          "("
              + PAIRED
              + ")|[[\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}]&&["
              + LETTER
              + "]]+");

  /** Longer identifiers are kept in parts only. */
  private static final int WHOLE_CHARS_MAX = 80;

  /** A number in pieces is one number from here on (a telephone's, a date), not a ratio. */
  private static final int NUMBER_DIGITS_MIN = 7;

  private static final BreakIterator WORD_RULES = BreakIterator.getWordInstance(ULocale.ROOT);

  private final List<Word> words = new ArrayList<>();

  private WordSplitter() {}

  /** The words in the order of the text, an identifier's parts after it. */
  static List<Word> split(String text) {
    WordSplitter splitter = new WordSplitter();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      splitter.splitJoined(POSSESSIVE.matcher(word.group()).replaceFirst(""));
    }
    return splitter.words;
  }

  private void splitJoined(String found) {
    if (isPlain(found)) {
      addWord(found);
    } else if (GROUPED_NUMBER.matcher(found).matches()) {
      addIdentifier(found.replace(",", ""));
    } else {
      for (String piece : COMMA.split(found)) {
        splitScripts(piece);
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

  private void splitScripts(String piece) {
    Matcher unspaced = UNSPACED.matcher(piece);
    int done = 0;
    while (unspaced.find()) {
      splitOuter(trimJoints(piece.substring(done, unspaced.start())));
      if (unspaced.group(1) == null) {
        addByDictionary(unspaced.group());
      } else {
        // Half-width forms become the usual ones.
        addPairs(Normalizer.normalize(unspaced.group(), Normalizer.Form.NFKC));
      }
      done = unspaced.end();
    }
    splitOuter(trimJoints(piece.substring(done)));
  }

  private void addPairs(String run) {
    int[] characters = run.codePoints().toArray();
    if (characters.length == 1) {
      addIdentifier(run);
    }
    for (int i = 0; i + 1 < characters.length; i++) {
      addIdentifier(new String(characters, i, 2));
    }
  }

  private void addByDictionary(String run) {
    BreakIterator rules = (BreakIterator) WORD_RULES.clone();
    rules.setText(run);
    int start = rules.first();
    for (int end = rules.next(); end != BreakIterator.DONE; start = end, end = rules.next()) {
      addWord(run.substring(start, end));
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
    Matcher version = VERSION.matcher(piece);
    if (version.matches()) {
      addIdentifier(version.group(1) + version.group(2));
      if (!version.group(2).isEmpty()) {
        addIdentifier(version.group(1));
      }
      return;
    }
    List<String> parts = parts(INNER_JOINT, piece);
    if (parts.size() == 1) {
      splitSeams(parts.getFirst());
      return;
    }
    if (HYPHENATED.matcher(piece).matches()) {
      addWord(String.join("", parts));
      addIdentifier(piece);
    } else {
      addWhole(piece);
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
      addWord(piece);
      return;
    }
    addWhole(piece);
    for (String part : parts) {
      addWord(part);
    }
  }

  /** An identifier in one piece: without joints, but for a short number in pieces. */
  private void addWhole(String piece) {
    if (piece.length() > WHOLE_CHARS_MAX) {
      return;
    }
    boolean joins =
        piece.chars().anyMatch(Character::isLetter)
            || piece.chars().filter(Character::isDigit).count() >= NUMBER_DIGITS_MIN;
    String whole = joins ? NOT_LETTER_OR_DIGIT.matcher(piece).replaceAll("") : piece;
    words.add(new Word(whole, piece, true));
  }

  private void addIdentifier(String text) {
    words.add(new Word(text, text, true));
  }

  private void addWord(String text) {
    words.add(new Word(text, text, false));
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
