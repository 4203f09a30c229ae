package dev.footnote.search;

import dev.footnote.document.Generation;
import dev.footnote.search.CandidateRepository.Probe;
import dev.footnote.search.FindCandidates.Brought;
import dev.footnote.search.ScoreFusion.Ranked;
import dev.footnote.search.SearchRepository.Statistics;
import dev.footnote.text.Language;
import dev.footnote.text.LexicalAnalyzer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What a search reads, all of it from one snapshot. */
@ApplicationScoped
class FindPassages {
  private final FindSnapshot findSnapshot;
  private final SearchRepository repository;
  private final FindCandidates findCandidates;
  private final PlaceRepository placeRepository;
  private final LexiconRepository lexicons;
  private final DocumentNames names;
  private final ExplainAbsence explainAbsence;
  private final SearchConfig config;

  FindPassages(
      FindSnapshot findSnapshot,
      SearchRepository repository,
      FindCandidates findCandidates,
      PlaceRepository placeRepository,
      LexiconRepository lexicons,
      DocumentNames names,
      ExplainAbsence explainAbsence,
      SearchConfig config) {
    this.findSnapshot = findSnapshot;
    this.repository = repository;
    this.findCandidates = findCandidates;
    this.placeRepository = placeRepository;
    this.lexicons = lexicons;
    this.names = names;
    this.explainAbsence = explainAbsence;
    this.config = config;
  }

  /**
   * A search, before the snapshot.
   *
   * @param condition the query's filter
   * @param depth how many passages are read with their texts, at least k
   * @param comparison how candidates are found
   * @param whyNot a document whose absence is to be explained; null for none
   */
  record Asked(
      SearchQuery query,
      DocumentCondition condition,
      int depth,
      @Nullable String whyNot,
      Comparison comparison) {}

  /** What one snapshot gave. */
  sealed interface Look {
    /**
     * @param text the question as the live generation's model read it
     * @param absence why a document is absent; null if that was not asked
     */
    record Complete(Found found, QuestionText text, @Nullable Absence absence) implements Look {}

    /** The live generation's model has not read the question. */
    record OtherModel(Generation live) implements Look {}
  }

  /** The generation that the query asks. */
  Generation generation(Handle handle, SearchQuery query) {
    return findSnapshot.of(handle, query).collection().live();
  }

  Look look(Handle handle, Asked asked, QuestionVectors question) {
    Snapshot snapshot = findSnapshot.of(handle, asked.query());
    Generation live = snapshot.collection().live();
    int limit = Math.max(config.candidatesPerLeg(), asked.depth());
    Map<Language, Long> written =
        repository.prepare(
            handle,
            snapshot,
            limit,
            snapshot.places().mayLeaveOut(asked.condition())
                ? config.scanTuplesFiltered()
                : config.scanTuplesMax());
    Optional<QuestionVectors.Embedded> embedded = question.of(live);
    if (embedded.isEmpty()) {
      return new Look.OtherModel(live);
    }
    QuestionText text = embedded.get().text();
    LexicalAnalyzer analyzer = LexicalAnalyzer.ofVersion(live.analyzer()).orElseThrow();
    ReadQuestion read = new ReadQuestion(analyzer, text.whole(), written);
    Statistics statistics = repository.statistics(handle, snapshot, read.wanted());
    QuestionTerms terms =
        read.terms(
            statistics.holding(),
            statistics.acronyms(),
            lexicons.of(handle, snapshot),
            live.passagesLive());
    double denseWeight =
        ScoreFusion.denseWeight(embedded.get().embedder().reads(read.languageCode()));
    var probe = new Probe(embedded.get().vector(), terms);
    Searched searched =
        search(handle, asked, new Searched.Aim(snapshot, probe, limit, denseWeight), statistics);
    Absence absence =
        asked.whyNot() == null ? null : explainAbsence.explain(handle, asked.whyNot(), searched);
    return new Look.Complete(searched.found(), text, absence);
  }

  private Searched search(Handle handle, Asked asked, Searched.Aim aim, Statistics statistics) {
    DocumentCondition condition = asked.condition();
    Probe probe = aim.probe();
    Brought brought =
        findCandidates.bring(
            handle, condition, aim, statistics.passagesStored(), asked.comparison());
    List<Candidate> candidates =
        names.score(
            brought.candidates(), probe.terms(), aim.snapshot().collection().live().analyzer());
    long fusing = System.nanoTime();
    List<Ranked> ranked = ScoreFusion.fuse(candidates, aim.denseWeight());
    long fusionNs = System.nanoTime() - fusing;
    int depth = asked.depth();
    Found found = found(handle, asked, aim, statistics, brought, ranked, depth, fusionNs);
    // Passages that are nearly the same make one hit, so that more may be needed for k of them.
    while (depth < ranked.size() && found.shown(asked.query().k()).size() < asked.query().k()) {
      depth *= 2;
      found = found(handle, asked, aim, statistics, brought, ranked, depth, fusionNs);
    }
    return new Searched(asked.query(), aim, found, candidates, ranked);
  }

  private Found found(
      Handle handle,
      Asked asked,
      Searched.Aim aim,
      Statistics statistics,
      Brought brought,
      List<Ranked> ranked,
      int depth,
      long fusionNs) {
    List<Ranked> best = ranked.stream().limit(depth).toList();
    QuestionTerms terms = aim.probe().terms();
    List<Place> places =
        placeRepository.of(
            handle,
            aim.snapshot(),
            asked.condition(),
            best.stream().map(Ranked::passageId).toList(),
            terms.weights().keySet());
    return new Found(
        aim.snapshot(),
        terms,
        best,
        places,
        aim.snapshot().asOf() == null ? statistics.documentsWaiting() : 0,
        brought.limited(),
        aim.probe().embedding() != null,
        fusionNs);
  }
}
