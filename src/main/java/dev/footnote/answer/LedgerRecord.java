package dev.footnote.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footnote.audit.LedgerCitation;
import dev.footnote.audit.LedgerEntry;
import dev.footnote.audit.Provenance;
import dev.footnote.document.Moment;
import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.TextSpan;
import dev.footnote.search.Hit;
import dev.footnote.search.SearchFilter;
import dev.footnote.search.SearchResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An answer with everything that made it, in the ledger's terms. */
record LedgerRecord(
    Question question,
    Retrieve.Found searched,
    Provenance.Answerer answerer,
    List<Provenance.Dropped> dropped,
    Map<String, Object> settings,
    Answer answer) {

  private SearchResult found() {
    return searched.result();
  }

  /**
   * @param release the service's
   */
  LedgerEntry entry(Instant at, String release) {
    return new LedgerEntry(
        answer.id(),
        found().scope(),
        at,
        question.caller(),
        question.text(),
        answer.outcome().code(),
        answer.text(),
        found().generationId(),
        found().watermark(),
        provenance(release),
        answer.citations().stream().map(LedgerRecord::citation).toList());
  }

  private Provenance provenance(String release) {
    return new Provenance(
        found().collection(),
        k(),
        filter(question.filter()),
        found().embeddingModel(),
        found().limited(),
        found().documentsWaiting(),
        new Provenance.Signals(
            found().signals().bestDense(),
            found().signals().bestCoverage(),
            found().signals().unknownTerms()),
        candidates(),
        answer.evidence().stream().map(LedgerRecord::passage).toList(),
        answerer.telling(RecordedPrompt.sharingRules(answerer.messages(), question.instructions())),
        dropped,
        settings,
        timings(),
        reranking(),
        searched.queries(),
        checks(),
        context(),
        structured(),
        asOf(),
        release,
        null);
  }

  private @Nullable JsonNode structured() {
    Structured structured = answer.structured();
    return structured == null ? null : structured.value();
  }

  private List<Provenance.Check> checks() {
    var checks = new TreeMap<Integer, Provenance.Check>();
    answer.citations().forEach(c -> put(checks, c.answerSpan(), c.support(), c.added(), null));
    answer
        .contextCitations()
        .forEach(c -> put(checks, c.answerSpan(), c.support(), c.added(), null));
    answer.unproven().forEach(u -> put(checks, u.answerSpan(), u.support(), false, u.reason()));
    return List.copyOf(checks.values());
  }

  private static void put(
      Map<Integer, Provenance.Check> checks,
      TextSpan said,
      double support,
      boolean added,
      @Nullable String problem) {
    checks.put(
        said.start(), new Provenance.Check(said.start(), said.end(), support, added, problem));
  }

  private Provenance.@Nullable Context context() {
    List<CallerContext.Item> items = question.context().items();
    return items.isEmpty()
        ? null
        : new Provenance.Context(
            items.stream()
                .map(item -> new Provenance.Context.Item(item.title(), item.text()))
                .toList(),
            answer.contextCitations().stream().map(LedgerRecord::cited).toList());
  }

  private static Provenance.Context.Cited cited(ContextCitation citation) {
    return new Provenance.Context.Cited(
        citation.n(),
        citation.item(),
        citation.span().start(),
        citation.span().end(),
        citation.answerSpan().start(),
        citation.answerSpan().end(),
        citation.verified());
  }

  private Provenance.@Nullable AsOf asOf() {
    Moment asOf = found().asOf();
    return asOf == null ? null : new Provenance.AsOf(asOf.watermark(), asOf.at());
  }

  /** How many passages each search was to find. */
  private int k() {
    Integer k = question.k();
    return k == null ? (Integer) Objects.requireNonNull(settings.get(Understood.PASSAGES)) : k;
  }

  private Provenance.@Nullable Reranking reranking() {
    SearchResult.Reranking reranking = found().reranking();
    return reranking == null
        ? null
        : new Provenance.Reranking(reranking.model(), reranking.passages(), reranking.answered());
  }

  private static Map<String, Object> filter(SearchFilter filter) {
    var conditions = new HashMap<String, Object>();
    if (!filter.metadata().isEmpty()) {
      conditions.put("metadata", filter.metadata());
    }
    String path = filter.path();
    if (path != null) {
      conditions.put("path", path);
    }
    if (!filter.formats().isEmpty()) {
      conditions.put("formats", filter.formats());
    }
    return conditions;
  }

  private List<Provenance.Candidate> candidates() {
    var candidates = new ArrayList<Provenance.Candidate>();
    for (Hit hit : found().hits()) {
      Hit.Reranked reranked = hit.reranked();
      candidates.add(
          new Provenance.Candidate(
              candidates.size() + 1,
              hit.chunkId(),
              hit.passageId(),
              hit.documentId(),
              hit.version(),
              hit.spanStart(),
              hit.spanEnd(),
              hit.scores().dense(),
              hit.scores().denseRank(),
              hit.scores().lexical(),
              hit.scores().lexicalRank(),
              hit.scores().name(),
              hit.scores().fused(),
              reranked == null ? null : Double.valueOf(reranked.score()),
              reranked == null ? null : Integer.valueOf(reranked.rankBefore()),
              similar(hit)));
    }
    return candidates;
  }

  private static @Nullable List<Provenance.Similar> similar(Hit hit) {
    return hit.similar().isEmpty()
        ? null
        : hit.similar().stream()
            .map(
                each ->
                    new Provenance.Similar(
                        each.chunkId(),
                        each.passageId(),
                        each.documentId(),
                        each.version(),
                        each.spanStart(),
                        each.spanEnd()))
            .toList();
  }

  private static Provenance.Passage passage(Evidence evidence) {
    return Provenance.Passage.of(
        evidence.rank(),
        evidence.documentId(),
        evidence.version(),
        evidence.chunkIds(),
        evidence.span().start(),
        evidence.span().end(),
        evidence.text());
  }

  private Map<String, Double> timings() {
    AnswerTimings timings = answer.timings();
    var byStage =
        new HashMap<>(
            Map.of(
                "embed", timings.embedMs(),
                "search", timings.searchMs(),
                "evidence", timings.evidenceMs(),
                "answer", timings.answerMs(),
                "check", timings.checkMs(),
                "total", timings.totalMs()));
    SearchResult.Reranking reranking = found().reranking();
    if (reranking != null) {
      byStage.put("rerank", reranking.ms());
    }
    return byStage;
  }

  static LedgerCitation citation(Citation citation) {
    return new LedgerCitation(
        citation.n(),
        citation.documentId(),
        citation.version(),
        citation.chunkId(),
        citation.contentSha256(),
        citation.uri(),
        citation.title(),
        citation.headingPath(),
        citation.page(),
        citation.span().start(),
        citation.span().end(),
        citation.answerSpan().start(),
        citation.answerSpan().end(),
        citation.quote(),
        citation.verified());
  }
}
