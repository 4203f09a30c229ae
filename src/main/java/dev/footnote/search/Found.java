package dev.footnote.search;

import dev.footnote.document.DocumentCollection;
import dev.footnote.search.ScoreFusion.Ranked;
import dev.footnote.search.SearchResult.Signals;
import dev.footnote.search.SearchResult.Timings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that one snapshot gave.
 *
 * @param ranked passages, best first
 * @param places where they stand, in the same order, the newest place of each passage first
 * @param waiting documents with changes that are not indexed yet
 * @param limited whether a leg was cut short by a limit
 * @param byMeaning whether the dense leg was there
 */
record Found(
    DocumentCollection collection,
    QuestionTerms terms,
    List<Ranked> ranked,
    List<Place> places,
    int waiting,
    boolean limited,
    boolean byMeaning,
    long fusionNs) {

  /** The result with at most k hits, and how it came about. */
  ExplainedResult explained(
      int k, boolean questionCut, Timings timings, @Nullable Absence absence) {
    List<Long> order = ranked.stream().map(Ranked::passageId).toList();
    return new ExplainedResult(
        result(k, questionCut, timings),
        terms.read(),
        shown(k).stream()
            .map(
                place ->
                    new ExplainedResult.HitExplanation(
                        order.indexOf(place.passageId()) + 1, terms.matches(place.foundTerms())))
            .toList(),
        absence);
  }

  private SearchResult result(int k, boolean questionCut, Timings timings) {
    List<Place> shown = shown(k);
    Map<Long, Hit.Scores> scores =
        ranked.stream().collect(Collectors.toMap(Ranked::passageId, Ranked::scores));
    List<Hit> hits =
        shown.stream()
            .map(place -> place.hit(Objects.requireNonNull(scores.get(place.passageId()))))
            .toList();
    Double bestDense =
        byMeaning
            ? (Double) hits.stream().mapToDouble(hit -> hit.scores().dense()).max().orElse(0)
            : null;
    double bestCoverage =
        shown.stream().mapToDouble(place -> terms.coverage(place.foundTerms())).max().orElse(0);
    return new SearchResult(
        collection.scope(),
        collection.name(),
        collection.live().id(),
        collection.live().modelName(),
        collection.watermark(),
        waiting,
        hits,
        new Signals(bestDense, bestCoverage, terms.unknown()),
        timings,
        limited || questionCut,
        byMeaning ? List.of() : List.of(Degradation.withoutEmbedding()));
  }

  /**
   * The hits: further places of a passage follow its first one, but fill no more than half of the
   * hits, so that a text which stands everywhere leaves room for others.
   */
  List<Place> shown(int k) {
    List<Place> shown = new ArrayList<>();
    long before = -1;
    int copies = 0;
    for (Place place : places) {
      boolean copy = place.passageId() == before;
      before = place.passageId();
      if (shown.size() < k && (!copy || copies < k / 2)) {
        shown.add(place);
        copies += copy ? 1 : 0;
      }
    }
    return shown;
  }
}
