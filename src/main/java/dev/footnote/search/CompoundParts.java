package dev.footnote.search;

import dev.footnote.search.Concept.Instead;
import dev.footnote.text.Compounds;
import dev.footnote.text.Language;
import dev.footnote.text.LexicalAnalyzer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compounds of a question in two parts that the collection knows as words. Of all ways to cut a
 * word the one is right whose parts are most frequent by their geometric mean (Koehn and Knight,
 * "Empirical Methods for Compound Splitting", 2003); no dictionary is needed.
 */
final class CompoundParts {
  /** What the parts count for a compound that was typed. */
  private static final double SHARE = 0.5;

  private final Map<Set<Integer>, List<Compounds.Split>> splits = new LinkedHashMap<>();

  /** Takes a word, whose concept has these forms. */
  void add(String word, Set<Integer> forms, Language language) {
    List<Compounds.Split> those = Compounds.splits(word, language);
    if (!those.isEmpty()) {
      splits.put(forms, those);
    }
  }

  /** Numbers of all terms whose statistics say which cut is right. */
  Set<Integer> numbers() {
    var numbers = new HashSet<Integer>();
    splits
        .values()
        .forEach(
            those ->
                those.forEach(
                    split -> {
                      numbers.add(LexicalAnalyzer.termId(split.left()));
                      numbers.add(LexicalAnalyzer.termId(split.right()));
                    }));
    return numbers;
  }

  /** The parts of those words that have some, by the forms of their concepts. */
  Map<Set<Integer>, Instead> known(Map<Integer, Long> holding) {
    var known = new LinkedHashMap<Set<Integer>, Instead>();
    splits.forEach(
        (forms, those) ->
            those.stream()
                .filter(split -> frequency(split, holding) > 0)
                .max(Comparator.comparingDouble(split -> frequency(split, holding)))
                .ifPresent(split -> known.put(forms, parts(split))));
    return known;
  }

  /** The square of the geometric mean, which orders alike. */
  private static double frequency(Compounds.Split split, Map<Integer, Long> holding) {
    return (double) holding.getOrDefault(LexicalAnalyzer.termId(split.left()), 0L)
        * holding.getOrDefault(LexicalAnalyzer.termId(split.right()), 0L);
  }

  private static Instead parts(Compounds.Split split) {
    return new Instead(
        split.left() + " " + split.right(),
        SHARE,
        List.of(
            Set.of(LexicalAnalyzer.termId(split.left())),
            Set.of(LexicalAnalyzer.termId(split.right()))));
  }
}
