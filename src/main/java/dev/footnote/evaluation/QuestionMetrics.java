package dev.footnote.evaluation;

import dev.footnote.answer.Answer;
import dev.footnote.answer.Citation;
import dev.footnote.evaluation.CharSpans.Span;
import dev.footnote.evaluation.GoldenQuestion.Relevant;
import dev.footnote.evidence.Evidence;
import dev.footnote.search.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The metrics that one question has. A metric that says nothing of a question is left out rather
 * than 0: pages where the golden set names none, the precision of citations where there are none.
 */
final class QuestionMetrics {
  /** How many passages are asked for: the deepest cut of any metric. */
  private static final int EVIDENCE = 5;

  static final int K = 10;

  static final int[] CUTS = {1, 3, 5, K};

  /** Passages whose text is held against the quotes: about as much as an answer is made from. */
  static final int SPAN_PASSAGES = 5;

  private final RelevantDocuments relevant;
  private final List<Hit> hits;
  private final Map<String, Double> metrics = new TreeMap<>();
  private int quotesMissing;

  private QuestionMetrics(RelevantDocuments relevant, List<Hit> hits) {
    this.relevant = relevant;
    this.hits = hits;
  }

  /**
   * What was found for an answerable question.
   *
   * @param firstRank of a relevant document, from 1; null if none was found
   * @param quotesMissing quotes that their document's text doesn't hold; they count in no metric
   */
  record Judged(Map<String, Double> metrics, @Nullable Integer firstRank, int quotesMissing) {}

  /**
   * Judges passages.
   *
   * @param relevant at least one document, known or missing
   * @param hits best first
   * @param texts of the relevant documents, in the version that was found
   */
  static Judged ofSearch(RelevantDocuments relevant, List<Hit> hits, Map<UUID, String> texts) {
    var question = new QuestionMetrics(relevant, hits);
    RankMetrics ranks =
        RankMetrics.of(
            hits.stream().map(Hit::documentId).toList(),
            relevant.known().keySet(),
            relevant.missing());
    question.rank(ranks);
    question.pages();
    question.spans(texts);
    return new Judged(
        question.metrics,
        ranks.ranks().isEmpty() ? null : ranks.ranks().getFirst(),
        question.quotesMissing);
  }

  private void rank(RankMetrics ranks) {
    for (int k : CUTS) {
      metrics.put("recall_at_" + k, ranks.recall(k));
      metrics.put("precision_at_" + k, ranks.precision(k));
    }
    metrics.put("mrr_at_10", ranks.reciprocalRank(K));
    metrics.put("ndcg_at_10", ranks.ndcg(K));
    metrics.put("map_at_10", ranks.averagePrecision(K));
  }

  /** Whether one of the first passages stands on a page that the golden set names. */
  private void pages() {
    if (relevant.known().values().stream().allMatch(document -> document.pages().isEmpty())) {
      return;
    }
    for (int k : CUTS) {
      boolean hit =
          hits.stream()
              .limit(k)
              .anyMatch(
                  passage ->
                      isOnPage(passage.documentId(), passage.pageFirst(), passage.pageLast()));
      metrics.put("page_hit_at_" + k, hit ? 1.0 : 0.0);
    }
  }

  /**
   * The same of the evidence that an answer is made from, where neighbouring passages are joined.
   */
  private void evidencePages(Answer answer) {
    if (relevant.known().values().stream().allMatch(document -> document.pages().isEmpty())) {
      return;
    }
    Set<Long> right =
        hits.stream()
            .filter(hit -> isOnPage(hit.documentId(), hit.pageFirst(), hit.pageLast()))
            .map(Hit::chunkId)
            .collect(Collectors.toSet());
    boolean hit =
        answer.evidence().stream()
            .limit(EVIDENCE)
            .flatMap(evidence -> evidence.chunkIds().stream())
            .anyMatch(right::contains);
    metrics.put("evidence_page_hit_at_5", hit ? 1.0 : 0.0);
  }

  private boolean isOnPage(UUID document, @Nullable Integer first, @Nullable Integer last) {
    Relevant named = relevant.known().get(document);
    return named != null
        && first != null
        && named.pages().stream()
            .anyMatch(page -> first <= page && page <= (last == null ? first : last));
  }

  private void spans(Map<UUID, String> texts) {
    List<Hit> passages = hits.stream().limit(SPAN_PASSAGES).toList();
    long gold = 0;
    long common = 0;
    for (var document : relevant.known().entrySet()) {
      String text = texts.getOrDefault(document.getKey(), "");
      CharSpans found =
          spans(
              passages.stream().filter(hit -> hit.documentId().equals(document.getKey())).toList());
      var places = new ArrayList<Span>();
      for (String quote : document.getValue().quotes()) {
        Quotes.place(text, quote, found).ifPresentOrElse(places::add, () -> quotesMissing++);
      }
      CharSpans quoted = CharSpans.of(places);
      gold += quoted.length();
      common += quoted.common(found);
    }
    if (gold > 0) {
      long found =
          passages.stream()
              .map(Hit::documentId)
              .distinct()
              .mapToLong(
                  id ->
                      spans(passages.stream().filter(hit -> hit.documentId().equals(id)).toList())
                          .length())
              .sum();
      var spans = new SpanMetrics(gold, found, common);
      metrics.put("span_recall_at_5", spans.recall());
      metrics.put("span_precision_at_5", spans.precision());
      metrics.put("span_iou_at_5", spans.iou());
    }
  }

  private static CharSpans spans(List<Hit> passages) {
    return CharSpans.of(
        passages.stream().map(hit -> new Span(hit.spanStart(), hit.spanEnd())).toList());
  }

  /**
   * Judges an answer: whether an answerable question was answered or another one refused, and the
   * share of citations that cite a relevant document, on a page that is named if any is.
   */
  static Map<String, Double> ofAnswer(
      GoldenQuestion question, RelevantDocuments relevant, List<Hit> hits, Answer answer) {
    var metrics = new TreeMap<String, Double>();
    boolean refused = !answer.outcome().isAnswer();
    if (question.answerable()) {
      metrics.put("answered", refused ? 0.0 : 1.0);
      var judged = new QuestionMetrics(relevant, hits);
      judged.evidencePages(answer);
      metrics.putAll(judged.metrics);
      OptionalDouble right = answer.citations().stream().mapToDouble(judged::isRight).average();
      right.ifPresent(share -> metrics.put("citation_precision", share));
    } else {
      metrics.put("refusal_recall", refused ? 1.0 : 0.0);
    }
    if (answer.fit() != null) {
      metrics.put("fit", answer.fit());
    }
    metrics.put(
        "evidence_tokens", (double) answer.evidence().stream().mapToInt(Evidence::tokens).sum());
    return metrics;
  }

  /**
   * Judges what is answered while the documents that answer the question are kept out: nothing
   * should be, though others come near.
   */
  static Map<String, Double> ofAnswerWithoutDocuments(Answer answer) {
    var metrics = new TreeMap<String, Double>();
    metrics.put("refused_without_documents", answer.outcome().isAnswer() ? 0.0 : 1.0);
    if (answer.fit() != null) {
      metrics.put("fit_without_documents", answer.fit());
    }
    return metrics;
  }

  private double isRight(Citation citation) {
    Relevant named = relevant.known().get(citation.documentId());
    boolean right =
        named != null
            && (named.pages().isEmpty()
                || isOnPage(citation.documentId(), citation.page(), citation.page()));
    return right ? 1 : 0;
  }
}
