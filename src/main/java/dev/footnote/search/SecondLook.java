package dev.footnote.search;

import dev.footnote.search.SearchResult.Reranking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What another model said of the best passages after the search had ranked them. */
sealed interface SecondLook {

  /** Nobody looked. */
  record None() implements SecondLook {}

  /** The reranker gave no scores. */
  record Missed(Reranking report) implements SecondLook {}

  /**
   * The reranker gave scores.
   *
   * @param byPassage of the passages that it was given
   */
  record Scored(Reranking report, Map<Long, Hit.Reranked> byPassage) implements SecondLook {

    /**
     * Ranks passages by their scores, equals as they were.
     *
     * @param passages the best ones of the first ranking, in its order
     * @param scores one for each of them
     */
    static Scored of(Reranking report, List<Long> passages, List<Double> scores) {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < passages.size(); i++) {
        order.add(i);
      }
      order.sort(Comparator.comparingDouble((Integer i) -> -scores.get(i)));
      var byPassage = new HashMap<Long, Hit.Reranked>();
      for (int i : order) {
        byPassage.put(
            passages.get(i), new Hit.Reranked(scores.get(i), i + 1, byPassage.size() + 1));
      }
      return new Scored(report, byPassage);
    }
  }

  /** Places in the order of their passages after this look; those it was not given come last. */
  default List<Place> order(List<Place> places) {
    return switch (this) {
      case None none -> places;
      case Missed missed -> places;
      case Scored scored ->
          places.stream()
              .sorted(
                  Comparator.comparingInt(
                      (Place place) -> {
                        Hit.Reranked reranked = scored.of(place.passageId());
                        return reranked == null ? Integer.MAX_VALUE : reranked.rankAfter();
                      }))
              .toList();
    };
  }

  /** What was said of a passage; null if nothing was. */
  default Hit.@Nullable Reranked of(long passageId) {
    return this instanceof Scored scored ? scored.byPassage().get(passageId) : null;
  }

  /** What a reader is told of it; null if nobody looked. */
  default @Nullable Reranking told() {
    return switch (this) {
      case None none -> null;
      case Missed(Reranking report) -> report;
      case Scored(Reranking report, Map<Long, Hit.Reranked> any) -> report;
    };
  }
}
