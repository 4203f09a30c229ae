package dev.footnote.search;

import dev.footnote.document.DocumentCollection;
import dev.footnote.search.NearlyTheSame.Shown;
import dev.footnote.search.ScoreFusion.Ranked;
import dev.footnote.search.SearchResult.Signals;
import dev.footnote.search.SearchResult.Timings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    Snapshot snapshot,
    QuestionTerms terms,
    List<Ranked> ranked,
    List<Place> places,
    int waiting,
    boolean limited,
    boolean byMeaning,
    long fusionNs) {

  /** The passages' numbers and texts, best first, of which each stands somewhere. */
  List<PassageText> texts(int most) {
    return places.stream()
        .collect(
            Collectors.toMap(
                Place::passageId, PassageText::of, (first, again) -> first, LinkedHashMap::new))
        .values()
        .stream()
        .limit(most)
        .toList();
  }

  /** The same with how it came about. */
  ExplainedResult explained(
      int k, boolean questionCut, SecondLook look, Timings timings, @Nullable Absence absence) {
    List<Long> order = ranked.stream().map(Ranked::passageId).toList();
    return new ExplainedResult(
        result(k, questionCut, look, timings),
        terms.read(),
        shown(look.order(places), k).stream()
            .map(Shown::place)
            .map(
                place ->
                    new ExplainedResult.HitExplanation(
                        order.indexOf(place.passageId()) + 1, terms.matches(place.foundTerms())))
            .toList(),
        absence);
  }

  /** The result with at most k hits, in the order of a second look. */
  SearchResult result(int k, boolean questionCut, SecondLook look, Timings timings) {
    // What the collection holds for the question doesn't depend on how it is shown.
    List<Place> before =
        withoutCrowding(places.stream().map(place -> new Shown(place, List.of())).toList(), k)
            .stream()
            .map(Shown::place)
            .toList();
    Map<Long, Hit.Scores> scores = scores();
    List<Hit> hits =
        shown(look.order(places), k).stream()
            .map(
                shown ->
                    shown
                        .place()
                        .hit(
                            Objects.requireNonNull(scores.get(shown.place().passageId())),
                            look.of(shown.place().passageId()),
                            shown.others()))
            .toList();
    Double bestDense =
        byMeaning
            ? (Double)
                before.stream()
                    .mapToDouble(
                        place -> Objects.requireNonNull(scores.get(place.passageId())).dense())
                    .max()
                    .orElse(0)
            : null;
    double bestCoverage =
        before.stream().mapToDouble(place -> terms.coverage(place.foundTerms())).max().orElse(0);
    DocumentCollection collection = snapshot.collection();
    return new SearchResult(
        collection.scope(),
        collection.name(),
        collection.live().id(),
        collection.live().modelName(),
        collection.watermark(),
        waiting,
        hits,
        new Signals(bestDense, bestCoverage, terms.unknown(), collection.live().fitMin()),
        timings,
        limited || questionCut,
        degraded(look),
        look.told(),
        snapshot.asOf());
  }

  private List<Degradation> degraded(SecondLook look) {
    var degraded = new ArrayList<Degradation>();
    if (!byMeaning) {
      degraded.add(Degradation.withoutEmbedding());
    }
    if (look instanceof SecondLook.Missed) {
      degraded.add(Degradation.withoutReranker());
    }
    return degraded;
  }

  /** The hits before a second look. */
  List<Place> shown(int k) {
    return shown(places, k).stream().map(Shown::place).toList();
  }

  private List<Shown> shown(List<Place> inOrder, int k) {
    return withoutCrowding(NearlyTheSame.group(inOrder, scores()), k);
  }

  private Map<Long, Hit.Scores> scores() {
    return ranked.stream().collect(Collectors.toMap(Ranked::passageId, Ranked::scores));
  }

  /**
   * The hits: further places of a passage follow its first one, but fill no more than half of the
   * hits, so that a text which stands everywhere leaves room for others.
   */
  private static List<Shown> withoutCrowding(List<Shown> all, int k) {
    List<Shown> shown = new ArrayList<>();
    long before = -1;
    int copies = 0;
    for (Shown each : all) {
      boolean copy = each.place().passageId() == before;
      before = each.place().passageId();
      if (shown.size() < k && (!copy || copies < k / 2)) {
        shown.add(each);
        copies += copy ? 1 : 0;
      }
    }
    return shown;
  }
}
