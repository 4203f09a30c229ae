package dev.footnote.search;

import dev.footnote.rerank.ConfiguredReranker;
import dev.footnote.rerank.RerankUnavailable;
import dev.footnote.search.SearchResult.Reranking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
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

  /**
   * How a search is looked at that is made again. No endpoint is asked: it may bill, and need not
   * say the same twice.
   */
  LookedAgain again(RankedThen then) {
    boolean here = reranker.model().isPresent() && !reranker.asksEndpoint();
    return switch (then) {
      case RankedThen.ByNobody nobody -> LookedAgain.BY_NOBODY;
      case RankedThen.By by ->
          here && reranker.model().get().equals(by.model())
              ? LookedAgain.AGAIN
              : LookedAgain.AS_RECORDED;
      case RankedThen.Unknown unknown -> here ? LookedAgain.AGAIN : LookedAgain.LEFT_OUT;
    };
  }

  /** As {@link #depth}, for a search that is made again. */
  int depthAgain(int k, RankedThen then) {
    return switch (again(then)) {
      case AGAIN -> depth(k);
      case AS_RECORDED -> then instanceof RankedThen.By by ? Math.max(k, by.passages()) : k;
      case BY_NOBODY, LEFT_OUT -> k;
    };
  }

  /** As {@link #look}, for a search that is made again. */
  SecondLook lookAgain(String question, Found found, RankedThen then) {
    return switch (again(then)) {
      case AGAIN -> look(question, found);
      case AS_RECORDED ->
          then instanceof RankedThen.By by ? recorded(by, found) : new SecondLook.None();
      case BY_NOBODY, LEFT_OUT -> new SecondLook.None();
    };
  }

  /** The order that was recorded, over the places that passages have before it now. */
  private static SecondLook recorded(RankedThen.By then, Found found) {
    List<Long> before = found.texts(then.passages()).stream().map(PassageText::passageId).toList();
    var byPassage = new HashMap<Long, Hit.Reranked>();
    for (RankedThen.PassageScore each : then.best()) {
      byPassage.put(
          each.passageId(),
          new Hit.Reranked(
              each.score(), before.indexOf(each.passageId()) + 1, byPassage.size() + 1));
    }
    return new SecondLook.Scored(new Reranking(then.model(), then.passages(), true, 0), byPassage);
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
