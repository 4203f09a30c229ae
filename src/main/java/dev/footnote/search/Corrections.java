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

  /**
   * The same for one letter in a word so long that two might be wrong, if one word alone is that
   * near: hardly by chance, but in languages whose compounds are long words with endings.
   */
  private static final double LONG_WORD_SHARE = 0.7;

  /** Equally near words that one word is corrected to. */
  private static final int CORRECTIONS_MAX = 3;

  private Corrections() {}

  /** What to look up for these words, each with its spellings. */
  static Set<String> keys(Collection<Set<String>> unknown) {
    return unknown.stream()
        .flatMap(Set::stream)
        .flatMap(term -> Spelling.keysOfTyped(term).stream())
        .collect(Collectors.toSet());
  }

  private record Correction(Known known, int errors, boolean longWord) {}

  /**
   * The nearest of the known terms that are near enough, those of most passages first.
   *
   * @param spellings of the word, by {@link dev.footnote.text.QuestionWord#spellings}
   * @param compounding whether long words may be compounds
   */
  static List<Instead> of(Set<String> spellings, List<Known> near, boolean compounding) {
    var found = new ArrayList<Correction>();
    for (Known known : near) {
      for (String term : spellings) {
        int errors = Spelling.distance(term, known.term());
        int errorsMax = Spelling.errorsMax(term);
        if (errors > 0 && errors <= errorsMax) {
          found.add(new Correction(known, errors, errorsMax > 1));
        }
      }
    }
    int fewest = found.stream().mapToInt(Correction::errors).min().orElse(0);
    found.removeIf(correction -> correction.errors() > fewest);
    boolean sure =
        !compounding
            && fewest == 1
            && found.stream().allMatch(Correction::longWord)
            && found.stream().map(Correction::known).distinct().count() == 1;
    return found.stream()
        .map(Correction::known)
        .distinct()
        .sorted(Comparator.comparing((Known k) -> -k.passages()).thenComparing(Known::term))
        .limit(CORRECTIONS_MAX)
        .map(k -> instead(k, sure ? LONG_WORD_SHARE : SHARES[fewest]))
        .toList();
  }

  private static Instead instead(Known known, double share) {
    return new Instead(known.term(), share, List.of(Set.of(LexicalAnalyzer.termId(known.term()))));
  }
}
