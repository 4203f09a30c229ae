package dev.footnote.text;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A question's words, read in several languages: a question is short, its language may be guessed
 * wrongly, and a passage may have been read in another one. Besides its own and English it is read
 * in those that the collection is written in ({@link Language#mark}).
 *
 * @param language the question's own, English if it says too little; what is a stop word in it is
 *     left out
 * @param languageCode the same by ISO 639; "und" in a script that is written by no known language
 */
public record QuestionReading(Language language, String languageCode, List<QuestionWord> words) {

  /** Longest word of letters that a number beside it may belong to. */
  private static final int JOINED_LETTERS_MAX = 6;

  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,12}(?:\\.00)?");

  public QuestionReading {
    words = List.copyOf(words);
  }

  static QuestionReading of(String text, Set<Language> collection) {
    Language own = LanguageDetection.of(text);
    List<Word> words = WordSplitter.split(text);
    Set<Language> languages = EnumSet.of(Language.ENGLISH, own);
    languages.addAll(collection);
    var readings = new EnumMap<Language, List<@Nullable String>>(Language.class);
    for (Language language : languages) {
      readings.put(language, WordForms.of(words, language));
    }
    var asked = new ArrayList<QuestionWord>(words.size());
    List<@Nullable String> inOwn = readings.getOrDefault(own, List.of());
    for (int i = 0; i < words.size(); i++) {
      if (inOwn.get(i) != null) {
        asked.add(word(words.get(i), i, readings));
      }
    }
    asked.addAll(joined(words));
    return new QuestionReading(own, LanguageDetection.code(text), asked);
  }

  /** A question as it was read before other languages than English were known. */
  static QuestionReading ofTerms(List<String> terms) {
    return new QuestionReading(
        Language.ENGLISH,
        Language.ENGLISH.code(),
        terms.stream()
            .map(
                term ->
                    new QuestionWord(
                        term, QuestionWord.Kind.IDENTIFIER, Map.of(Language.ENGLISH, term)))
            .toList());
  }

  private static QuestionWord word(
      Word word, int place, Map<Language, List<@Nullable String>> readings) {
    var terms = new EnumMap<Language, String>(Language.class);
    readings.forEach(
        (language, reading) -> {
          String term = reading.get(place);
          if (term != null && (!word.identifier() || language == Language.ENGLISH)) {
            terms.put(language, term);
          }
        });
    return new QuestionWord(word.written().toLowerCase(Locale.ROOT), kind(word), terms);
  }

  private static QuestionWord.Kind kind(Word word) {
    if (WHOLE_NUMBER.matcher(word.text()).matches()) {
      return QuestionWord.Kind.NUMBER;
    }
    return word.identifier() ? QuestionWord.Kind.IDENTIFIER : QuestionWord.Kind.WORD;
  }

  /** "err 4012" and "4012 err" as documents may write them: in one word. */
  private static List<QuestionWord> joined(List<Word> words) {
    var joined = new ArrayList<QuestionWord>();
    for (int i = 0; i + 1 < words.size(); i++) {
      String left = words.get(i).text();
      String right = words.get(i + 1).text();
      if ((isShortWord(left) && isNumber(right)) || (isNumber(left) && isShortWord(right))) {
        String term = StopWords.folded((left + right).toLowerCase(Locale.ROOT));
        joined.add(
            new QuestionWord(term, QuestionWord.Kind.JOINED, Map.of(Language.ENGLISH, term)));
      }
    }
    return joined;
  }

  private static boolean isShortWord(String word) {
    return word.length() <= JOINED_LETTERS_MAX && word.chars().allMatch(Character::isLetter);
  }

  private static boolean isNumber(String word) {
    return word.chars().allMatch(Character::isDigit);
  }

  /** Every term that any reading gives. */
  public Set<String> terms() {
    var terms = new LinkedHashSet<String>();
    words.forEach(word -> terms.addAll(word.terms(EnumSet.allOf(Language.class))));
    return terms;
  }
}
