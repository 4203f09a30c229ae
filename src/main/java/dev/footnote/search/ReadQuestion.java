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
  private final QuestionReading reading;
  private final Set<Language> languages;
  private final Set<Language> usual;
  private final @Nullable Language compounding;
  private final List<String> acronymKeys;
  private final Set<String> phrases = new LinkedHashSet<>();
  private final CompoundParts parts = new CompoundParts();
  private final Map<Integer, Long> holding = new HashMap<>();
  private final Map<Set<Integer>, Concept> concepts = new LinkedHashMap<>();
  private final Map<Set<Integer>, QuestionWord> words = new LinkedHashMap<>();

  /**
   * Reads a question in its own language, in English, and in those of the collection.
   *
   * @param analyzer the live generation's
   * @param written how many live passages are written in each language, of those that some are
   */
  ReadQuestion(LexicalAnalyzer analyzer, String text, Map<Language, Long> written) {
    this.analyzer = analyzer;
    this.reading = analyzer.question(text, written.keySet());
    Language own = reading.language();
    this.languages = EnumSet.of(Language.ENGLISH, own);
    languages.addAll(written.keySet());
    Language most =
        languages.stream()
            .max(Comparator.comparingLong(language -> written.getOrDefault(language, 0L)))
            .orElse(own);
    this.usual = EnumSet.of(own, most);
    // Few words say little of a question's language; the collection's is the best guess then.
    Language guess = own == Language.ENGLISH ? most : own;
    boolean wide = analyzer.knowsLanguages();
    this.compounding = wide && Compounds.LANGUAGES.contains(guess) ? guess : null;
    this.acronymKeys = wide ? Acronym.keys(text).stream().limit(WORDS_MAX).toList() : List.of();
    for (int from = 0; from < acronymKeys.size(); from++) {
      int end = Math.min(acronymKeys.size(), from + Acronym.LONG_WORDS_MAX);
      for (int to = from + 1; to <= end; to++) {
        phrases.add(String.join(" ", acronymKeys.subList(from, to)));
      }
    }
    reading.words().stream()
        .filter(word -> word.kind() == QuestionWord.Kind.WORD)
        .forEach(word -> words.putIfAbsent(numbers(word.terms(languages)), word));
    splitCompounds();
  }

  private void splitCompounds() {
    if (compounding != null) {
      words.entrySet().stream()
          .sorted(Comparator.comparing(entry -> -entry.getValue().typed().length()))
          .limit(UNUSUAL_WORDS_MAX)
          .forEach(entry -> parts.add(entry.getValue().typed(), entry.getKey(), compounding));
    }
  }

  /** The language of the question, by ISO 639; "und" if it is not known. */
  String languageCode() {
    return reading.languageCode();
  }

  /**
   * What a collection is asked before the question's words can be weighed.
   *
   * @param terms numbers of terms whose frequencies are needed
   * @param shortForms of acronyms, by {@link Acronym#shortKey}
   * @param longForms of acronyms, by {@link Acronym#longKey}
   */
  record Wanted(int[] terms, Set<String> shortForms, Set<String> longForms) {}

  Wanted wanted() {
    IntStream typed = reading.terms().stream().mapToInt(LexicalAnalyzer::termId);
    IntStream split = parts.numbers().stream().mapToInt(Integer::intValue);
    return new Wanted(
        IntStream.concat(typed, split).distinct().toArray(), Set.copyOf(acronymKeys), phrases);
  }

  /**
   * The question's terms with their weights. To be called once.
   *
   * @param known how many live passages hold each of {@link #wanted}'s terms
   * @param acronyms what live passages say of its acronyms
   * @param lexicon where more is looked up, if these say so
   * @param passages how many live passages there are
   */
  QuestionTerms terms(
      Map<Integer, Long> known, List<Acronym> acronyms, Lexicon lexicon, long passages) {
    holding.putAll(known);
    reading.words().forEach(this::add);
    if (analyzer.knowsLanguages()) {
      widen(acronyms, lexicon);
      correct(lexicon);
    }
    return QuestionTerms.of(concepts.values(), languages, holding, passages);
  }

  private void add(QuestionWord word) {
    Set<Integer> forms = numbers(word.terms(languages));
    if (word.kind() != QuestionWord.Kind.JOINED || isKnown(forms)) {
      concepts.putIfAbsent(forms, new Concept(word.typed(), forms, List.of()));
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

  private void widen(List<Acronym> acronyms, Lexicon lexicon) {
    acronyms.forEach(this::addAcronym);
    var missing = new HashSet<Integer>();
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

  private void addAcronym(Acronym acronym) {
    if (acronymKeys.contains(acronym.shortKey())) {
      stand(Set.of(acronym.shortKey()), acronym.longForm());
    }
    if (phrases.contains(acronym.longKey())) {
      stand(Set.copyOf(Acronym.keys(acronym.longForm())), acronym.shortForm());
    }
  }

  /** Lets a text stand for the concepts that were typed as one of these keys. */
  private void stand(Set<String> keys, String form) {
    List<Set<Integer>> forms =
        analyzer.question(form, languages).words().stream()
            .map(word -> numbers(word.terms(languages)))
            .distinct()
            .toList();
    if (!forms.isEmpty()) {
      List<Instead> instead = List.of(new Instead(form, ACRONYM_SHARE, forms));
      concepts.replaceAll(
          (same, concept) ->
              keys.contains(String.join(" ", Acronym.keys(concept.typed())))
                  ? concept.with(instead)
                  : concept);
    }
  }

  private void correct(Lexicon lexicon) {
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
