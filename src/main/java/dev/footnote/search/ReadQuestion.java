package dev.footnote.search;

import dev.footnote.search.Concept.Instead;
import dev.footnote.search.Lexicon.Known;
import dev.footnote.text.Acronym;
import dev.footnote.text.Compounds;
import dev.footnote.text.Language;
import dev.footnote.text.LexicalAnalyzer;
import dev.footnote.text.QuestionReading;
import dev.footnote.text.QuestionWord;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns a question's words into what a collection is searched for: each word in the languages that
 * the collection is written in, acronyms with what its documents say they stand for and the other
 * way round, compounds with their parts, and for a word that no live passage holds, the nearest
 * ones that some do. The shares of a typed word's weight that these get were chosen by measurement
 * (docs/benchmarks.md).
 */
final class ReadQuestion {
  /** What the long form counts for an acronym that was typed, and the acronym for a long form. */
  private static final double ACRONYM_SHARE = 0.25;

  /** How many of a question's words are looked at for acronyms. */
  private static final int WORDS_MAX = 64;

  /** How many of a question's words are corrected, and how many cut into parts. */
  private static final int UNUSUAL_WORDS_MAX = 8;

  private final LexicalAnalyzer analyzer;
  private final Lexicon lexicon;
  private final Language own;
  private final Set<Language> languages;
  private final Set<Language> usual;
  private final @Nullable Language compounding;
  private final Map<Integer, Long> holding;
  private final Map<Set<Integer>, Concept> concepts = new LinkedHashMap<>();
  private final Map<Set<Integer>, QuestionWord> words = new LinkedHashMap<>();

  private ReadQuestion(
      LexicalAnalyzer analyzer,
      Lexicon lexicon,
      QuestionReading reading,
      Map<Integer, Long> holding) {
    this.analyzer = analyzer;
    this.lexicon = lexicon;
    this.holding = new HashMap<>(holding);
    this.own = reading.language();
    this.languages = EnumSet.of(Language.ENGLISH, own);
    for (Language language : Language.values()) {
      if (holding(language.mark()) > 0) {
        languages.add(language);
      }
    }
    Language most =
        languages.stream().max(Comparator.comparingLong(l -> holding(l.mark()))).orElse(own);
    this.usual = EnumSet.of(own, most);
    // Few words say little of a question's language; the collection's is the best guess then.
    Language guess = own == Language.ENGLISH ? most : own;
    this.compounding = Compounds.LANGUAGES.contains(guess) ? guess : null;
  }

  /** Numbers of all terms whose statistics are needed first. */
  static int[] numbers(QuestionReading reading) {
    IntStream words = reading.terms().stream().mapToInt(LexicalAnalyzer::termId);
    IntStream marks = EnumSet.allOf(Language.class).stream().mapToInt(Language::mark);
    return IntStream.concat(words, marks).distinct().toArray();
  }

  /**
   * The question's terms with their weights.
   *
   * @param text the question
   * @param reading of the text, by the same analyzer
   * @param holding how many live passages hold each of {@link #numbers}
   * @param passages how many live passages there are
   */
  static QuestionTerms terms(
      LexicalAnalyzer analyzer,
      String text,
      QuestionReading reading,
      Map<Integer, Long> holding,
      Lexicon lexicon,
      long passages,
      SearchConfig config) {
    var read = new ReadQuestion(analyzer, lexicon, reading, holding);
    reading.words().forEach(read::add);
    if (analyzer.knowsLanguages()) {
      read.widen(text);
      read.correct();
    }
    return QuestionTerms.of(read.concepts.values(), read.holding, passages, config);
  }

  private void add(QuestionWord word) {
    Set<Integer> forms = numbers(word.terms(languages));
    if (word.kind() != QuestionWord.Kind.JOINED || isKnown(forms)) {
      concepts.putIfAbsent(forms, new Concept(word.typed(), forms, List.of()));
    }
    if (word.kind() == QuestionWord.Kind.WORD) {
      words.putIfAbsent(forms, word);
    }
  }

  private boolean isKnown(Set<Integer> forms) {
    return forms.stream().anyMatch(form -> holding(form) > 0);
  }

  private long holding(int term) {
    return holding.getOrDefault(term, 0L);
  }

  private static Set<Integer> numbers(Set<String> terms) {
    return terms.stream()
        .map(LexicalAnalyzer::termId)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void widen(String text) {
    addAcronyms(text);
    var parts = new CompoundParts();
    if (compounding != null) {
      words.entrySet().stream()
          .sorted(Comparator.comparing(entry -> -entry.getValue().typed().length()))
          .limit(UNUSUAL_WORDS_MAX)
          .forEach(entry -> parts.add(entry.getValue().typed(), entry.getKey(), compounding));
    }
    var missing = new HashSet<>(parts.numbers());
    concepts.values().stream()
        .flatMap(concept -> concept.instead().stream())
        .forEach(instead -> instead.words().forEach(missing::addAll));
    missing.removeAll(holding.keySet());
    if (!missing.isEmpty()) {
      holding.putAll(lexicon.holding(missing));
    }
    parts.known(holding).forEach((forms, instead) -> stand(forms, List.of(instead)));
  }

  private void stand(Set<Integer> forms, List<Instead> instead) {
    concepts.computeIfPresent(forms, (same, concept) -> concept.with(instead));
  }

  private void addAcronyms(String text) {
    List<String> keys = Acronym.keys(text).stream().limit(WORDS_MAX).toList();
    var phrases = new LinkedHashSet<String>();
    for (int from = 0; from < keys.size(); from++) {
      for (int to = from + 1; to <= Math.min(keys.size(), from + Acronym.LONG_WORDS_MAX); to++) {
        phrases.add(String.join(" ", keys.subList(from, to)));
      }
    }
    for (Acronym acronym : lexicon.acronyms(new LinkedHashSet<>(keys), phrases)) {
      if (keys.contains(acronym.shortKey())) {
        stand(Set.of(acronym.shortKey()), acronym.longForm());
      }
      if (phrases.contains(acronym.longKey())) {
        stand(Set.copyOf(Acronym.keys(acronym.longForm())), acronym.shortForm());
      }
    }
  }

  /** Lets a text stand for the concepts that were typed as one of these keys. */
  private void stand(Set<String> keys, String text) {
    List<Set<Integer>> forms =
        analyzer.question(text).words().stream()
            .map(word -> numbers(word.terms(languages)))
            .distinct()
            .toList();
    if (!forms.isEmpty()) {
      List<Instead> instead = List.of(new Instead(text, ACRONYM_SHARE, forms));
      concepts.replaceAll(
          (same, concept) ->
              keys.contains(String.join(" ", Acronym.keys(concept.typed())))
                  ? concept.with(instead)
                  : concept);
    }
  }

  private void correct() {
    Map<Set<Integer>, Set<String>> unknown = new LinkedHashMap<>();
    words.forEach(
        (forms, word) -> {
          // A rare language may know it by chance: its endings cut another word out of this one.
          boolean known = isKnown(numbers(word.terms(usual)));
          if (!known && unknown.size() < UNUSUAL_WORDS_MAX) {
            unknown.put(forms, word.spellings(languages));
          }
        });
    Set<String> keys = Corrections.keys(unknown.values());
    if (keys.isEmpty()) {
      return;
    }
    List<Known> near = lexicon.near(keys);
    near.forEach(known -> holding.put(LexicalAnalyzer.termId(known.term()), known.passages()));
    unknown.forEach(
        (forms, terms) -> stand(forms, Corrections.of(terms, near, compounding != null)));
  }
}
