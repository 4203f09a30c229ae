package dev.footnote.search;

import dev.footnote.search.Concept.Instead;
import dev.footnote.text.Bm25;
import dev.footnote.text.Language;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The question's side of BM25: each of its terms with what finding it says.
 *
 * @param weights what finding a term counts, by term number, for every distinct term: the inverse
 *     document frequency of its concept, or a share of its own
 * @param known those of them that some live passage holds, with how many do
 * @param passages live ones
 * @param unknown the words of which no live passage holds a form
 * @param concepts what the question asks for, each with the weight of finding it
 * @param languages the languages its words were read in
 */
record QuestionTerms(
    SortedMap<Integer, Double> weights,
    List<Sought.Term> known,
    long passages,
    List<String> unknown,
    List<Weighed> concepts,
    Set<Language> languages) {

  record Weighed(Concept concept, double weight) {}

  /**
   * Weighs what a question asks for.
   *
   * @param languages in which its words were read
   */
  static QuestionTerms of(
      Collection<Concept> concepts,
      Set<Language> languages,
      Map<Integer, Long> holding,
      long passages) {
    SortedMap<Integer, Double> weights = new TreeMap<>();
    List<String> unknown = new ArrayList<>();
    List<Weighed> weighed = new ArrayList<>();
    for (Concept concept : concepts) {
      long count = holding(concept.forms(), holding, passages);
      double weight = Bm25.inverseDocumentFrequency(passages, count);
      weighed.add(new Weighed(concept, weight));
      if (count == 0) {
        unknown.add(concept.typed());
      }
      concept.forms().forEach(form -> weights.merge(form, weight, Math::max));
      for (Instead instead : concept.instead()) {
        for (Set<Integer> word : instead.words()) {
          double own = Bm25.inverseDocumentFrequency(passages, holding(word, holding, passages));
          word.forEach(form -> weights.merge(form, own * instead.share(), Math::max));
        }
      }
    }
    List<Sought.Term> known =
        weights.entrySet().stream()
            .filter(term -> term.getValue() > 0 && holding.getOrDefault(term.getKey(), 0L) > 0)
            .map(
                term ->
                    new Sought.Term(
                        term.getKey(), term.getValue(), holding.getOrDefault(term.getKey(), 0L)))
            .toList();
    return new QuestionTerms(weights, known, passages, unknown, weighed, Set.copyOf(languages));
  }

  private static long holding(Set<Integer> forms, Map<Integer, Long> holding, long passages) {
    long sum = forms.stream().mapToLong(form -> holding.getOrDefault(form, 0L)).sum();
    return Math.min(sum, passages);
  }

  /**
   * Which passages to score by words.
   *
   * @param enough how many are enough
   * @param most how many may be expected at most
   */
  Sought sought(int enough, int most) {
    return Sought.of(known, passages, enough, most);
  }

  /** The question's side as a {@code sparsevec} literal. */
  String literal() {
    return Bm25.sparseVector(weights);
  }

  /** The share of the question's weight, 0 to 1, that these of its terms make up; 0 of nothing. */
  double coverage(List<Integer> found) {
    double all = concepts.stream().mapToDouble(Weighed::weight).sum();
    return all == 0 ? 0 : weightOf(new HashSet<>(found)) / all;
  }

  /** What these terms count: the weights of what they hold of the question. */
  double weightOf(Set<Integer> held) {
    return concepts.stream().mapToDouble(w -> w.weight() * share(w.concept(), held)).sum();
  }

  /** The question's words, as they were read. */
  List<QuestionWordRead> read() {
    return concepts.stream()
        .map(
            each ->
                new QuestionWordRead(
                    each.concept().typed(),
                    each.weight(),
                    !unknown.contains(each.concept().typed()),
                    each.concept().instead().stream().map(Instead::text).toList()))
        .toList();
  }

  /** Which of the question's words a passage with these terms holds, and as what. */
  WordMatches matches(List<Integer> found) {
    Set<Integer> held = new HashSet<>(found);
    List<WordMatches.Match> matched = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Weighed each : concepts) {
      Concept concept = each.concept();
      Optional<String> as =
          concept.forms().stream().anyMatch(held::contains)
              ? Optional.of(concept.typed())
              : concept.instead().stream()
                  .filter(instead -> there(instead, held) > 0)
                  .map(Instead::text)
                  .findFirst();
      as.ifPresentOrElse(
          text -> matched.add(new WordMatches.Match(concept.typed(), text)),
          () -> missing.add(concept.typed()));
    }
    return new WordMatches(matched, missing);
  }

  private static long there(Instead instead, Set<Integer> held) {
    return instead.words().stream().filter(w -> w.stream().anyMatch(held::contains)).count();
  }

  /** How much of a concept, 0 to 1, a passage with these terms holds. */
  private static double share(Concept concept, Set<Integer> held) {
    if (concept.forms().stream().anyMatch(held::contains)) {
      return 1;
    }
    double most = 0;
    for (Instead instead : concept.instead()) {
      most = Math.max(most, instead.share() * there(instead, held) / instead.words().size());
    }
    return most;
  }
}
