package dev.footnote.extract;

import dev.footnote.evidence.Unit;
import dev.footnote.text.Language;
import dev.footnote.text.LexicalAnalyzer;
import dev.footnote.text.QuestionReading;
import dev.footnote.text.QuestionWord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of a question as the evidence may hold them, in the evidence's languages. The rarer in
 * the evidence, the more a word weighs (BM25's inverse document frequency over the units).
 */
final class AskedWords {
  private AskedWords() {}

  /** The words in the question's order, each once. */
  static List<AskedWord> of(QuestionReading reading, LanguageOfUnits units) {
    Map<Set<String>, Double> weights = new LinkedHashMap<>();
    AskingWords asking = AskingWords.of(languageOf(reading, units));
    for (QuestionWord word : reading.words()) {
      Set<String> forms = word.terms(units.languages());
      boolean says =
          word.kind() != QuestionWord.Kind.JOINED
              && !forms.isEmpty()
              && !asking.isEmpty(word.typed());
      if (says) {
        weights.putIfAbsent(forms, rarity(forms, units.units()));
      }
    }
    double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    List<AskedWord> words = new ArrayList<>();
    weights.forEach((forms, weight) -> words.add(new AskedWord(forms, weight / sum)));
    return words;
  }

  /** Units with the languages they were read in. */
  record LanguageOfUnits(List<Unit> units, Set<Language> languages) {}

  /**
   * The language that the question is in: a short one that passes for English is in that of the
   * evidence if none of it is English.
   */
  static Language languageOf(QuestionReading reading, LanguageOfUnits units) {
    return units.languages().contains(Language.ENGLISH)
            || reading.language() != Language.ENGLISH
            || units.languages().isEmpty()
        ? reading.language()
        : units.languages().iterator().next();
  }

  static QuestionReading read(String question, Set<Language> languages) {
    return new LexicalAnalyzer().question(question, languages);
  }

  private static double rarity(Set<String> forms, List<Unit> units) {
    long holding =
        units.stream().filter(unit -> forms.stream().anyMatch(unit.terms()::contains)).count();
    return Math.log(1 + (units.size() - holding + 0.5) / (holding + 0.5));
  }

  /** Every term of these words. */
  static Set<String> terms(List<AskedWord> words) {
    var terms = new HashSet<String>();
    words.forEach(word -> terms.addAll(word.forms()));
    return terms;
  }
}
