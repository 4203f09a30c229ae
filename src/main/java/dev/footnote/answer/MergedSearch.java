package dev.footnote.answer;

import dev.footnote.search.Degradation;
import dev.footnote.search.Hit;
import dev.footnote.search.SearchResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Several searches as one: their best hits first, in turn, each once. */
final class MergedSearch {
  private MergedSearch() {}

  /**
   * What the searches found together. Between two snapshots a document may have changed: then its
   * newer version alone is kept, so that no answer mixes two. The watermark is the oldest one, for
   * that is what the answer as a whole has seen.
   *
   * @param searches at least one, the most important first
   */
  static SearchResult of(List<SearchResult> searches) {
    SearchResult first = searches.getFirst();
    if (searches.size() == 1) {
      return first;
    }
    return new SearchResult(
        first.scope(),
        first.collection(),
        first.generationId(),
        first.embeddingModel(),
        searches.stream().mapToLong(SearchResult::watermark).min().orElse(first.watermark()),
        searches.stream().mapToInt(SearchResult::documentsWaiting).max().orElse(0),
        hits(searches),
        signals(searches),
        timings(searches),
        searches.stream().anyMatch(SearchResult::limited),
        degraded(searches),
        first.reranking(),
        first.asOf());
  }

  private static List<Hit> hits(List<SearchResult> searches) {
    var byChunk = new LinkedHashMap<Long, Hit>();
    int longest = searches.stream().mapToInt(search -> search.hits().size()).max().orElse(0);
    for (int rank = 0; rank < longest; rank++) {
      for (SearchResult search : searches) {
        if (rank < search.hits().size()) {
          Hit hit = search.hits().get(rank);
          byChunk.putIfAbsent(hit.chunkId(), hit);
        }
      }
    }
    Map<UUID, Integer> newest = new HashMap<>();
    byChunk.values().forEach(hit -> newest.merge(hit.documentId(), hit.version(), Math::max));
    return byChunk.values().stream()
        .filter(hit -> hit.version() == newest.getOrDefault(hit.documentId(), hit.version()))
        .toList();
  }

  /** A question of several parts is answerable as far as its best part is. */
  private static SearchResult.Signals signals(List<SearchResult> searches) {
    Double dense = null;
    double coverage = 0;
    var unknown = new LinkedHashSet<>(searches.getFirst().signals().unknownTerms());
    for (SearchResult search : searches) {
      dense = max(dense, search.signals().bestDense());
      coverage = Math.max(coverage, search.signals().bestCoverage());
      unknown.retainAll(search.signals().unknownTerms());
    }
    return new SearchResult.Signals(
        dense, coverage, List.copyOf(unknown), searches.getFirst().signals().fitMin());
  }

  private static @Nullable Double max(@Nullable Double one, @Nullable Double other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.max(one, other);
  }

  private static SearchResult.Timings timings(List<SearchResult> searches) {
    double embed = 0;
    double database = 0;
    double fusion = 0;
    double total = 0;
    for (SearchResult search : searches) {
      embed += search.timings().embedMs();
      database += search.timings().databaseMs();
      fusion += search.timings().fusionMs();
      total += search.timings().totalMs();
    }
    return new SearchResult.Timings(embed, database, fusion, total);
  }

  private static List<Degradation> degraded(List<SearchResult> searches) {
    var all = new ArrayList<Degradation>();
    for (SearchResult search : searches) {
      search.degraded().stream().filter(d -> !all.contains(d)).forEach(all::add);
    }
    return all;
  }
}
