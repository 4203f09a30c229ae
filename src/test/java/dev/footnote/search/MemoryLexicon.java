package dev.footnote.search;

import dev.footnote.text.Acronym;
import dev.footnote.text.Bm25;
import dev.footnote.text.Language;
import dev.footnote.text.LexicalAnalyzer;
import dev.footnote.text.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The passages of a collection as its lexical leg knows them, in memory. */
final class MemoryLexicon implements Lexicon {
  /** What can be left out, to see what it does. */
  enum Part {
    ACRONYMS,
    CORRECTIONS
  }

  private final String version;
  private final LexicalAnalyzer analyzer;
  private final Set<Part> without;
  private final List<Map<Integer, Double>> rows = new ArrayList<>();
  private final Map<Integer, Long> holding = new HashMap<>();
  private final Map<Acronym, Integer> acronyms = new HashMap<>();
  private final Map<String, Set<String>> words = new HashMap<>();

  MemoryLexicon(String version, Set<Part> without) {
    this.version = version;
    this.analyzer = LexicalAnalyzer.ofVersion(version).orElseThrow();
    this.without = without;
  }

  void add(String text) {
    LexicalAnalyzer.Analysis analysis = analyzer.analyse(text);
    int[] numbers = analysis.terms().stream().mapToInt(LexicalAnalyzer::termId).toArray();
    Map<Integer, Double> row = row(numbers);
    rows.add(row);
    var counted = new HashSet<>(row.keySet());
    Language language = analysis.language();
    if (language != null) {
      counted.add(language.mark());
    }
    counted.forEach(number -> holding.merge(number, 1L, Long::sum));
    Acronym.in(text).forEach(acronym -> acronyms.merge(acronym, 1, Integer::sum));
    analysis.terms().stream()
        .filter(Spelling::isWord)
        .forEach(
            term ->
                Spelling.keysOfKnown(term)
                    .forEach(key -> words.computeIfAbsent(key, k -> new HashSet<>()).add(term)));
  }

  /** The stored side of BM25, read back from its text. */
  private static Map<Integer, Double> row(int[] numbers) {
    String weights = Bm25.row(numbers).weights();
    var row = new HashMap<Integer, Double>();
    String inner = weights.substring(1, weights.indexOf('}'));
    if (!inner.isEmpty()) {
      for (String pair : inner.split(",")) {
        int colon = pair.indexOf(':');
        row.put(
            Integer.parseInt(pair.substring(0, colon)),
            Double.parseDouble(pair.substring(colon + 1)));
      }
    }
    return row;
  }

  String version() {
    return version;
  }

  String languageCode(String question) {
    return reading(question).languageCode();
  }

  private ReadQuestion reading(String question) {
    var written = new EnumMap<Language, Long>(Language.class);
    for (Language language : Language.values()) {
      if (holding.containsKey(language.mark())) {
        written.put(language, holding.get(language.mark()));
      }
    }
    return new ReadQuestion(analyzer, question, written);
  }

  QuestionTerms read(String question) {
    ReadQuestion reading = reading(question);
    var wanted = reading.wanted();
    return reading.terms(
        known(Arrays.stream(wanted.terms()).boxed().collect(Collectors.toSet())),
        acronyms(wanted.shortForms(), wanted.longForms()),
        this,
        rows.size());
  }

  private Map<Integer, Long> known(Set<Integer> terms) {
    var known = new HashMap<>(holding);
    known.keySet().retainAll(terms);
    return known;
  }

  /** BM25 of a passage, by the order in which it was added. */
  double score(int passage, QuestionTerms terms) {
    Map<Integer, Double> row = rows.get(passage);
    double sum = 0;
    for (var term : terms.weights().entrySet()) {
      sum += term.getValue() * row.getOrDefault(term.getKey(), 0.0);
    }
    return sum;
  }

  /** The question's terms that a passage holds. */
  List<Integer> found(int passage, QuestionTerms terms) {
    return terms.weights().keySet().stream().filter(rows.get(passage)::containsKey).toList();
  }

  @Override
  public Map<Integer, Long> holding(Set<Integer> terms) {
    return known(terms);
  }

  private List<Acronym> acronyms(Set<String> shortKeys, Set<String> longKeys) {
    return without.contains(Part.ACRONYMS)
        ? List.of()
        : acronyms.keySet().stream()
            .filter(a -> shortKeys.contains(a.shortKey()) || longKeys.contains(a.longKey()))
            .sorted(
                Comparator.comparing((Acronym a) -> -acronyms.getOrDefault(a, 0))
                    .thenComparing(Acronym::shortForm)
                    .thenComparing(Acronym::longForm))
            .limit(8)
            .toList();
  }

  @Override
  public List<Known> near(Set<String> keys) {
    return without.contains(Part.CORRECTIONS)
        ? List.of()
        : keys.stream()
            .map(key -> words.getOrDefault(key, Set.of()))
            .flatMap(Collection::stream)
            .distinct()
            .map(word -> new Known(word, holding.getOrDefault(LexicalAnalyzer.termId(word), 0L)))
            .toList();
  }
}
