package dev.footnote.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.snowball.SnowballFilter;

/**
 * Tells a text's language: its script, where that is written by one language only; else the one
 * whose function words (Lucene's stop words, mostly the Snowball project's) the text holds most of.
 * A word of several languages counts for each in part. Depends on the text alone.
 *
 * <p>English where that says too little: in short texts without function words, in code, in tables
 * of names.
 */
final class LanguageDetection {
  /** Function words, weighed, that another language than English needs at least. */
  private static final double WEIGHT_MIN = 1;

  /** One alone may be a name, as in "MIT licence". */
  private static final int WORDS_MIN = 2;

  /** How much more of them it needs than English has. */
  private static final double MARGIN = 1.5;

  /** What part of the words they must be at least. */
  private static final double SHARE_MIN = 0.08;

  /** Enough to tell; a question may be longer, a passage hardly. */
  private static final int WORDS_MAX = 1_000;

  /** A word that is no part of an address, a path or another identifier. */
  private static final Pattern WORD =
      Pattern.compile(
          "(?<![\\p{L}\\p{M}\\p{N}_.@/\\\\:#&+-])[\\p{L}\\p{M}]++"
              + "(?![\\p{N}_@/\\\\#&+-]|[.:][\\p{L}\\p{N}])");

  private static final Map<String, List<Language>> FUNCTION_WORDS = functionWords();

  private LanguageDetection() {}

  static Language of(String text) {
    return switch (script(text)) {
      case LATIN -> byFunctionWords(text, Language.ENGLISH);
      case CYRILLIC -> byFunctionWords(text, Language.RUSSIAN);
      case ARABIC -> byFunctionWords(text, Language.ARABIC);
      case GREEK -> Language.GREEK;
      case DEVANAGARI -> Language.HINDI;
      case THAI -> Language.THAI;
      // Scripts of which no endings are known; Latin words among them are English as likely as any.
      default -> Language.ENGLISH;
    };
  }

  /** By ISO 639, as told by {@link #of}; "und" in a script that is written by no known language. */
  static String code(String text) {
    return switch (script(text)) {
      case COMMON, LATIN, CYRILLIC, ARABIC, GREEK, DEVANAGARI, THAI -> of(text).code();
      default -> "und";
    };
  }

  private static UnicodeScript script(String text) {
    var letters = new EnumMap<UnicodeScript, Integer>(UnicodeScript.class);
    text.codePoints()
        .filter(Character::isLetter)
        .forEach(letter -> letters.merge(UnicodeScript.of(letter), 1, Integer::sum));
    UnicodeScript most = UnicodeScript.COMMON;
    for (var script : letters.entrySet()) {
      if (script.getValue() > letters.getOrDefault(most, 0)) {
        most = script.getKey();
      }
    }
    return most;
  }

  private static Language byFunctionWords(String text, Language otherwise) {
    var weights = new EnumMap<Language, Double>(Language.class);
    var counts = new EnumMap<Language, Integer>(Language.class);
    Matcher word = WORD.matcher(text);
    int words = 0;
    while (words < WORDS_MAX && word.find()) {
      words++;
      List<Language> languages =
          FUNCTION_WORDS.getOrDefault(word.group().toLowerCase(Locale.ROOT), List.of());
      for (Language language : languages) {
        weights.merge(language, 1.0 / languages.size(), Double::sum);
        counts.merge(language, 1, Integer::sum);
      }
    }
    double english = weights.getOrDefault(Language.ENGLISH, 0.0);
    double enough = Math.max(Math.max(WEIGHT_MIN, SHARE_MIN * words), MARGIN * english);
    Language best = otherwise;
    double most = 0;
    for (var language : weights.entrySet()) {
      double weight = language.getValue();
      boolean eligible =
          language.getKey() != Language.ENGLISH
              && weight >= enough
              && counts.getOrDefault(language.getKey(), 0) >= WORDS_MIN;
      if (eligible && weight > most) {
        best = language.getKey();
        most = weight;
      }
    }
    return best;
  }

  private static Map<String, List<Language>> functionWords() {
    var languages = new HashMap<String, List<Language>>();
    for (Language language : Language.values()) {
      for (Object word : functionWords(language)) {
        languages
            .computeIfAbsent(new String((char[]) word), any -> new ArrayList<>())
            .add(language);
      }
    }
    languages.replaceAll((word, those) -> List.copyOf(those));
    return Map.copyOf(languages);
  }

  private static CharArraySet functionWords(Language language) {
    CharArraySet words = StopWords.asWritten(language);
    if (language == Language.ENGLISH) {
      // What is left out of English texts is a short list; this is the whole one.
      try (var list = SnowballFilter.class.getResourceAsStream("english_stop.txt")) {
        words.addAll(WordlistLoader.getSnowballWordSet(Objects.requireNonNull(list)));
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
    return words;
  }
}
