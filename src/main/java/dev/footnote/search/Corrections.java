package dev.footnote.search;

import dev.footnote.search.Concept.Instead;
import dev.footnote.search.Lexicon.Known;
import dev.footnote.text.LexicalAnalyzer;
import dev.footnote.text.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What words that no live passage holds may have been meant as. */
final class Corrections {
  /** What a word counts that differs by one letter, and by two, from the typed one. */
  private static final double[] SHARES = {1, 0.35, 0.25};

  /** Equally near words that one word is corrected to. */
  private static final int CORRECTIONS_MAX = 3;

  private Corrections() {}

  /** What to look up for these words, each with its terms. */
  static Set<String> keys(Collection<Set<String>> unknown) {
    return unknown.stream()
        .flatMap(Set::stream)
        .flatMap(term -> Spelling.keysOfTyped(term).stream())
        .collect(Collectors.toSet());
  }

  private record Correction(Known known, int errors) {}

  /** The nearest of the known terms that are near enough, those of most passages first. */
  static List<Instead> of(Set<String> terms, List<Known> near) {
    var found = new ArrayList<Correction>();
    for (Known known : near) {
      for (String term : terms) {
        int errors = Spelling.distance(term, known.term());
        if (errors > 0 && errors <= Spelling.errorsMax(term)) {
          found.add(new Correction(known, errors));
        }
      }
    }
    int fewest = found.stream().mapToInt(Correction::errors).min().orElse(0);
    return found.stream()
        .filter(correction -> correction.errors() == fewest)
        .map(Correction::known)
        .distinct()
        .sorted(Comparator.comparing((Known k) -> -k.passages()).thenComparing(Known::term))
        .limit(CORRECTIONS_MAX)
        .map(k -> new Instead(SHARES[fewest], List.of(Set.of(LexicalAnalyzer.termId(k.term())))))
        .toList();
  }
}
