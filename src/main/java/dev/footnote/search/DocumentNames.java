package dev.footnote.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.footnote.text.Language;
import dev.footnote.text.LexicalAnalyzer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What documents are called: a word of the question in a document's name ("travel-policy.pdf", a
 * folder "benefits") speaks for all its passages, which seldom repeat it. It counts what a passage
 * of average length that holds it once gets for it, so that on the scale of BM25 the weight is 1
 * (docs/benchmarks.md). Names are read when they are asked for, so a document that was moved goes
 * by its new name at once, without any of its passages being touched.
 */
@ApplicationScoped
class DocumentNames {
  private record Name(String analyzer, Set<Language> languages, String uri) {}

  private final Cache<Name, Set<Integer>> terms;

  DocumentNames(SearchConfig config) {
    this.terms = Caffeine.newBuilder().maximumSize(config.namesRememberedMax()).build();
  }

  /** The candidates with what their documents' names count. */
  List<Candidate> score(List<Candidate> candidates, QuestionTerms question, String analyzer) {
    return candidates.stream()
        .map(
            candidate ->
                candidate.named(
                    question.weightOf(
                        terms.get(
                            new Name(analyzer, question.languages(), candidate.uri()),
                            DocumentNames::read))))
        .toList();
  }

  private static Set<Integer> read(Name name) {
    return LexicalAnalyzer.ofVersion(name.analyzer())
        .orElseThrow()
        .nameTerms(name.uri(), name.languages())
        .stream()
        .map(LexicalAnalyzer::termId)
        .collect(Collectors.toUnmodifiableSet());
  }
}
