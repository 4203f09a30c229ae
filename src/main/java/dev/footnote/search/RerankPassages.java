package dev.footnote.search;

import dev.footnote.rerank.ConfiguredReranker;
import dev.footnote.rerank.RerankUnavailable;
import dev.footnote.search.SearchResult.Reranking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * The step after the snapshot: the reranker, if one is configured, looks at the best passages. It
 * may be far away and slow, so no transaction is open meanwhile; and a search never fails because
 * of it.
 */
@ApplicationScoped
class RerankPassages {
  private final ConfiguredReranker reranker;
  private final SearchTimers timers;

  RerankPassages(ConfiguredReranker reranker, SearchTimers timers) {
    this.reranker = reranker;
    this.timers = timers;
  }

  /** How many passages are read so that the best k can be told after a second look. */
  int depth(int k) {
    return reranker.model().isPresent() ? Math.max(k, reranker.top()) : k;
  }

  SecondLook look(String question, Found found) {
    return reranker
        .model()
        .map(model -> look(model, question, found.texts(reranker.top())))
        .orElseGet(SecondLook.None::new);
  }

  /** As {@link #depth}, without an endpoint. */
  int depthAgain(int k) {
    return reranker.asksEndpoint() ? k : depth(k);
  }

  /** As {@link #look}, without an endpoint. */
  SecondLook lookAgain(String question, Found found) {
    return reranker.asksEndpoint() ? new SecondLook.None() : look(question, found);
  }

  private SecondLook look(String model, String question, List<PassageText> passages) {
    if (passages.isEmpty()) {
      return new SecondLook.None();
    }
    long start = System.nanoTime();
    try {
      List<Double> scores =
          reranker.score(question, passages.stream().map(PassageText::text).toList());
      return SecondLook.Scored.of(
          report(model, passages, true, start),
          passages.stream().map(PassageText::passageId).toList(),
          scores);
    } catch (RerankUnavailable unavailable) {
      // The reranker's room has logged it; here there is an order without it.
      return new SecondLook.Missed(report(model, passages, false, start));
    }
  }

  private Reranking report(
      String model, List<PassageText> passages, boolean answered, long startNs) {
    return new Reranking(
        model, passages.size(), answered, timers.reranked(System.nanoTime() - startNs));
  }
}
