package dev.footnote.conversation;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The words by which follow-up questions of one language are known, from a small table in {@code
 * src/main/resources/conversation}. Names of countries, months and weekdays are the Java platform's
 * (Unicode CLDR).
 */
final class Grammar {
  private static final Map<String, Grammar> ALL =
      List.of("en", "de", "fr", "es", "it", "nl").stream()
          .collect(Collectors.toUnmodifiableMap(code -> code, Grammar::new));

  private final String code;
  private final Properties table = new Properties();
  private final Map<WordClass, Set<String>> words = new EnumMap<>(WordClass.class);
  private final Map<String, Set<String>> prepositions = new HashMap<>();
  private final List<List<String>> openers;
  private final List<List<String>> fillers;
  private final Set<String> countries = new HashSet<>();
  private final Set<String> times = new HashSet<>();
  private final Set<String> people;
  private final Pattern personSuffix;
  private final Set<String> noPeople;

  private Grammar(String code) {
    this.code = code;
    String file = "/conversation/" + code + ".properties";
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(Grammar.class.getResourceAsStream(file), file),
            StandardCharsets.UTF_8)) {
      table.load(reader);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    for (WordClass list : WordClass.values()) {
      words.put(list, set(list.key()));
    }
    for (String key : table.stringPropertyNames()) {
      if (key.startsWith("prep.")) {
        prepositions.put(key, set(key));
      }
    }
    openers = phrases("openers");
    fillers = phrases("fillers");
    people = lowerCase(set("person.words"));
    noPeople = lowerCase(set("person.not"));
    personSuffix = Pattern.compile(text("person.suffix"), Pattern.CASE_INSENSITIVE);
    addNames(Locale.of(code));
  }

  private void addNames(Locale locale) {
    for (String country : Locale.getISOCountries()) {
      countries.add(Locale.of("", country).getDisplayCountry(locale).toLowerCase(locale));
    }
    countries.addAll(words.getOrDefault(WordClass.PLACE_NAME, Set.of()));
    for (Month month : Month.values()) {
      times.add(month.getDisplayName(TextStyle.FULL_STANDALONE, locale).toLowerCase(locale));
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      times.add(day.getDisplayName(TextStyle.FULL_STANDALONE, locale).toLowerCase(locale));
    }
  }

  /**
   * The language of a question, by its function words; where they say nothing or the same, that of
   * what was said before it, and at last English.
   *
   * @param before what was said before; empty if nothing
   */
  static Grammar of(String question, String before) {
    Map<String, Integer> own = counts(question);
    Map<String, Integer> earlier = counts(before);
    // More than half of a word: what was said before decides only where the question does not.
    return ALL.values().stream()
        .max(
            Comparator.comparingInt((Grammar g) -> own.getOrDefault(g.code, 0))
                .thenComparingInt(g -> earlier.getOrDefault(g.code, 0))
                .thenComparing(g -> g.code.equals("en"))
                .thenComparing(g -> g.code))
        .orElseThrow();
  }

  private static Map<String, Integer> counts(String text) {
    var counts = new HashMap<String, Integer>();
    String[] words =
        text.toLowerCase(Locale.ROOT).replace('’', '\'').split("(?<=')|[^\\p{L}\\p{M}'-]+");
    for (Grammar grammar : ALL.values()) {
      int found = 0;
      for (String word : words) {
        found += !word.isEmpty() && grammar.isFunctionWord(word) ? 1 : 0;
      }
      counts.put(grammar.code, found);
    }
    return counts;
  }

  /** Two letters by ISO 639-1. */
  String code() {
    return code;
  }

  /** Whether nouns are written with a capital letter. */
  boolean capitalNouns() {
    return code.equals("de");
  }

  /** Whether nouns hardly stand without an article, and pronouns before the verb. */
  boolean isRomance() {
    return code.equals("fr") || code.equals("es") || code.equals("it");
  }

  /** Whether the word, in lower case, is in the language's list. */
  boolean is(String word, WordClass list) {
    return words.getOrDefault(list, Set.of()).contains(word);
  }

  /** Whether the word, in lower case, says nothing of what a question is about. */
  boolean isFunctionWord(String word) {
    return is(word, WordClass.QUESTION)
        || is(word, WordClass.AUXILIARY)
        || is(word, WordClass.SPEAKER)
        || is(word, WordClass.OTHER)
        || is(word, WordClass.CONDITION)
        || is(word, WordClass.DETERMINER)
        || isReferring(word)
        || isPreposition(word);
  }

  /** Whether the word, in lower case, can refer to what was said before. */
  boolean isReferring(String word) {
    return is(word, WordClass.IT)
        || is(word, WordClass.THEY)
        || is(word, WordClass.PERSON)
        || is(word, WordClass.PLACE)
        || is(word, WordClass.POSSESSIVE)
        || is(word, WordClass.DEMONSTRATIVE)
        || prepositionOf(word) != null;
  }

  boolean isPreposition(String word) {
    return prepositions.values().stream().anyMatch(those -> those.contains(word));
  }

  /** Whether the prepositions stand for the same kind of relation. */
  boolean areAlike(String preposition, String other) {
    return prepositions.values().stream()
        .anyMatch(those -> those.contains(preposition) && those.contains(other));
  }

  /** The preposition in a word such as {@code dafür}; null in any other. */
  @Nullable String prepositionOf(String word) {
    return table.getProperty("adverb." + word);
  }

  /** An article or possessive as it is in the nominative. */
  String nominative(String article) {
    return table.getProperty("case." + article, article);
  }

  boolean isPlace(String name) {
    return countries.contains(name);
  }

  boolean isMonthOrDay(String name) {
    return times.contains(name);
  }

  /** Whether the noun, in lower case, means somebody. */
  boolean isPerson(String noun) {
    return people.contains(noun)
        || (!noPeople.contains(noun) && personSuffix.matcher(noun).matches());
  }

  /** Phrases that say that the question goes on from what was said, the longest first. */
  List<List<String>> openers() {
    return openers;
  }

  /** Phrases without meaning that a question may begin with, the longest first. */
  List<List<String>> fillers() {
    return fillers;
  }

  /** A text of the table; empty if it has none. */
  String text(String key) {
    return table.getProperty(key, "");
  }

  private Set<String> set(String key) {
    String list = text(key).strip();
    return list.isEmpty() ? Set.of() : Set.copyOf(new HashSet<>(Arrays.asList(list.split("\\s+"))));
  }

  private static Set<String> lowerCase(Set<String> words) {
    return words.stream()
        .map(word -> word.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  private List<List<String>> phrases(String key) {
    return Arrays.stream(text(key).split(",\\s*"))
        .filter(phrase -> !phrase.isBlank())
        .map(phrase -> List.of(phrase.strip().split("(?<=')|\\s+")))
        .sorted(Comparator.comparingInt((List<String> phrase) -> phrase.size()).reversed())
        .toList();
  }
}
