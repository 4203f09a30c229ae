package dev.footnote.answer;

import dev.footnote.audit.Ledger;
import dev.footnote.audit.Provenance;
import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.EvidenceGathering;
import dev.footnote.evidence.Quote;
import dev.footnote.evidence.Statement;
import dev.footnote.evidence.StoredVersion;
import dev.footnote.evidence.StoredVersions;
import dev.footnote.evidence.VersionKey;
import dev.footnote.llm.LanguageModelFailed;
import dev.footnote.proof.CitationCheck;
import dev.footnote.search.SearchPassages;
import dev.footnote.search.SearchQuery;
import dev.footnote.search.SearchResult;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The use case of a question: search, evidence, answer, citation check, ledger, reply. Nothing of
 * the database is held while an answer is written; nothing leaves that is not on the ledger.
 */
@ApplicationScoped
public class AskQuestion {
  static final String NOTHING_FOUND = "The documents hold no answer to this question.";
  static final String NOTHING_PROVEN =
      "No answer could be proven: none of its statements was found in the documents.";

  private final Function<SearchQuery, SearchResult> search;
  private final Database database;
  private final Ledger ledger;
  private final Answerers answerers;
  private final AnswerConfig config;
  private final AnswerMeters meters;
  private final InstantSource clock;

  @Inject
  AskQuestion(
      SearchPassages search,
      Database database,
      Ledger ledger,
      Answerers answerers,
      AnswerConfig config,
      AnswerMeters meters,
      InstantSource clock) {
    this(search::search, database, ledger, answerers, config, meters, clock);
  }

  AskQuestion(
      Function<SearchQuery, SearchResult> search,
      Database database,
      Ledger ledger,
      Answerers answerers,
      AnswerConfig config,
      AnswerMeters meters,
      InstantSource clock) {
    this.search = search;
    this.database = database;
    this.ledger = ledger;
    this.answerers = answerers;
    this.config = config;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Answers a question; the answer is on the ledger when this returns. What search refuses, it
   * refuses.
   *
   * @throws LanguageModelFailed if the model failed and the configuration wants an error then
   */
  public Answer ask(Question question) {
    var watch = new Stopwatch();
    SearchResult found = search.apply(query(question));
    watch.lap("search");
    Made made = make(question, found, watch);
    append(question, found, made);
    watch.lap("ledger");
    meters.checked(made.answer().citations().size(), made.checked().quotesDropped());
    meters.answered(made.answer().outcome(), made.answer().answerer().kind());
    watch.stages().forEach(meters::took);
    return made.answer();
  }

  /**
   * What {@link #ask} would answer from a search result. It is told to nobody: so it is neither on
   * the ledger, which holds what callers were told, nor counted among the answers.
   *
   * @throws LanguageModelFailed if the model failed and the configuration wants an error then
   */
  public Answer rehearse(Question question, SearchResult found) {
    return make(question, found, new Stopwatch()).answer();
  }

  /** An answer with what the ledger keeps beside it. */
  private record Made(Draft draft, CitationCheck.Checked checked, Answer answer) {}

  private Made make(Question question, SearchResult found, Stopwatch watch) {
    Map<VersionKey, StoredVersion> versions =
        load(found, found.hits().stream().map(EvidenceGathering::key).toList());
    List<Evidence> evidence =
        new EvidenceGathering(config.evidenceTokensMax()).gather(found.hits(), versions);
    watch.lap("evidence");
    Draft draft = answerers.draft(question.text(), evidence, versions, found.signals());
    watch.lap("answer");
    Map<VersionKey, StoredVersion> cited = load(found, citedVersions(draft));
    CitationCheck.Checked checked = CitationCheck.check(draft.statements(), cited);
    watch.lap("check");
    return new Made(draft, checked, answer(found, evidence, draft, checked, cited, watch));
  }

  private static SearchQuery query(Question question) {
    return new SearchQuery(
        question.tenantId(),
        question.collection(),
        question.text(),
        question.k(),
        question.filter());
  }

  private Map<VersionKey, StoredVersion> load(SearchResult found, Collection<VersionKey> keys) {
    List<VersionKey> distinct = keys.stream().distinct().toList();
    return distinct.isEmpty()
        ? Map.of()
        : database.read(handle -> StoredVersions.load(handle, found.scope(), distinct));
  }

  private static Collection<VersionKey> citedVersions(Draft draft) {
    return draft.statements().stream()
        .flatMap(statement -> statement.quotes().stream())
        .map(Quote::version)
        .collect(Collectors.toSet());
  }

  private static Answer answer(
      SearchResult found,
      List<Evidence> evidence,
      Draft draft,
      CitationCheck.Checked checked,
      Map<VersionKey, StoredVersion> cited,
      Stopwatch watch) {
    Outcome outcome = outcome(draft, checked);
    AnswerText text = AnswerText.of(checked.statements(), cited);
    boolean unproven = !draft.statements().isEmpty() || !draft.dropped().isEmpty();
    return new Answer(
        UUID.randomUUID(),
        outcome != Outcome.NO_EVIDENCE ? text.text() : unproven ? NOTHING_PROVEN : NOTHING_FOUND,
        outcome,
        text.citations(),
        evidence,
        found.watermark(),
        found.documentsWaiting(),
        draft.fit(),
        found.degraded(),
        AnswererInfo.of(draft.made()),
        new AnswerTimings(
            found.timings().embedMs(),
            watch.ms("search"),
            watch.ms("evidence"),
            watch.ms("answer"),
            watch.ms("check"),
            watch.totalMs()));
  }

  private static Outcome outcome(Draft draft, CitationCheck.Checked checked) {
    if (checked.statements().isEmpty()) {
      return Outcome.NO_EVIDENCE;
    }
    boolean whole =
        draft.dropped().isEmpty()
            && checked.dropped().isEmpty()
            && checked.statements().stream().allMatch(Statement::supported);
    return whole ? Outcome.GROUNDED : Outcome.PARTLY_GROUNDED;
  }

  private void append(Question question, SearchResult found, Made made) {
    var dropped = new ArrayList<Provenance.Dropped>(made.draft().dropped());
    dropped.addAll(made.checked().dropped());
    var entry =
        new LedgerRecord(
                question, found, made.draft().made(), dropped, settings(found), made.answer())
            .entry(clock.instant());
    database.change(handle -> ledger.append(handle, entry));
  }

  private Map<String, Object> settings(SearchResult found) {
    Double own = found.signals().fitMin();
    return Map.of(
        "evidence_tokens_max", config.evidenceTokensMax(),
        "sentences_max", config.sentencesMax(),
        "fit_min", own == null ? config.fitMin() : own);
  }
}
