package dev.footnote.answer;

import dev.footnote.audit.Ledger;
import dev.footnote.audit.Provenance;
import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.EvidenceGathering;
import dev.footnote.evidence.StoredVersion;
import dev.footnote.evidence.StoredVersions;
import dev.footnote.evidence.VersionKey;
import dev.footnote.llm.LanguageModelFailed;
import dev.footnote.llm.LlmConfig;
import dev.footnote.search.SearchPassages;
import dev.footnote.search.SearchQuery;
import dev.footnote.search.SearchResult;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
  private final Admission admission;
  private final Database database;
  private final Ledger ledger;
  private final Answerers answerers;
  private final AnswerConfig config;
  private final LlmConfig llmConfig;
  private final AnswerMeters meters;
  private final InstantSource clock;

  @Inject
  AskQuestion(
      SearchPassages search,
      Admission admission,
      Database database,
      Ledger ledger,
      Answerers answerers,
      AnswerConfig config,
      LlmConfig llmConfig,
      AnswerMeters meters,
      InstantSource clock) {
    this(search::search, admission, database, ledger, answerers, config, llmConfig, meters, clock);
  }

  AskQuestion(
      Function<SearchQuery, SearchResult> search,
      Admission admission,
      Database database,
      Ledger ledger,
      Answerers answerers,
      AnswerConfig config,
      LlmConfig llmConfig,
      AnswerMeters meters,
      InstantSource clock) {
    this.search = search;
    this.admission = admission;
    this.database = database;
    this.ledger = ledger;
    this.answerers = answerers;
    this.config = config;
    this.llmConfig = llmConfig;
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
    return ask(question, null);
  }

  /**
   * As {@link #ask(Question)}, and tells each statement once it is checked and on the ledger.
   * Interrupting the thread ends the answer, and with it the request to a model.
   *
   * @param listener null if nobody listens
   */
  public Answer ask(Question question, @Nullable AnswerListener listener) {
    var watch = new Stopwatch();
    AnswerSettings settings = AnswerSettings.standard(config, llmConfig);
    Supplier<Gathered> gathering =
        () -> {
          SearchResult found = search.apply(query(question));
          watch.lap("search");
          return gather(question, found, settings, watch);
        };
    Answering answering =
        answerers.asksModel(settings)
            ? answering(question, admission.admit(true, gathering), watch, listener)
            : admission.admit(false, () -> answering(question, gathering.get(), watch, listener));
    Gathered gathered = answering.gathered();
    Made made = answering.made();
    append(question, gathered.found(), made);
    watch.lap("ledger");
    meters.checked(made.answer().citations().size(), made.quotesDropped());
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
    var watch = new Stopwatch();
    AnswerSettings settings = AnswerSettings.standard(config, llmConfig);
    return make(question, gather(question, found, settings, watch), watch, null).answer();
  }

  /** What an answer is made from. */
  private record Gathered(SearchResult found, Asked asked) {}

  private Gathered gather(
      Question question, SearchResult found, AnswerSettings settings, Stopwatch watch) {
    List<VersionKey> keys = found.hits().stream().map(EvidenceGathering::key).distinct().toList();
    Map<VersionKey, StoredVersion> versions =
        keys.isEmpty()
            ? Map.of()
            : database.read(handle -> StoredVersions.load(handle, found.scope(), keys));
    List<Evidence> evidence =
        new EvidenceGathering(settings.evidenceTokensMax()).gather(found.hits(), versions);
    watch.lap("evidence");
    return new Gathered(
        found,
        new Asked(
            question.text(), question.dialogue(), evidence, versions, found.signals(), settings));
  }

  /** An answer with what the ledger keeps beside it. */
  private record Made(
      Draft draft,
      List<Provenance.Dropped> dropped,
      int quotesDropped,
      AnswerSettings settings,
      Answer answer) {}

  private record Answering(Gathered gathered, Made made) {}

  private Answering answering(
      Question question, Gathered gathered, Stopwatch watch, @Nullable AnswerListener listener) {
    return new Answering(gathered, make(question, gathered, watch, listener));
  }

  private Made make(
      Question question, Gathered gathered, Stopwatch watch, @Nullable AnswerListener listener) {
    Asked asked = gathered.asked();
    UUID id = UUID.randomUUID();
    var delivery =
        new Delivery(
            id,
            gathered.found().scope(),
            question,
            asked.settings().citations(),
            database,
            ledger,
            clock,
            listener);
    if (listener != null) {
      listener.evidence(id, asked.evidence());
    }
    Draft draft = answerers.draft(asked, delivery::say);
    watch.lap("answer");
    var dropped = new ArrayList<>(draft.dropped());
    dropped.addAll(delivery.dropped());
    return new Made(
        draft,
        dropped,
        delivery.quotesDropped(),
        asked.settings(),
        answer(id, gathered, draft, delivery, !dropped.isEmpty(), watch));
  }

  private static SearchQuery query(Question question) {
    return new SearchQuery(
        question.tenantId(),
        question.collection(),
        question.text(),
        question.k(),
        question.filter());
  }

  private static Answer answer(
      UUID id, Gathered gathered, Draft draft, Delivery delivery, boolean lost, Stopwatch watch) {
    SearchResult found = gathered.found();
    AnswerText said = delivery.said();
    Outcome outcome = outcome(draft, said, lost);
    return new Answer(
        id,
        text(draft, said, lost),
        outcome,
        said.citations(),
        said.unproven(),
        gathered.asked().evidence(),
        found.watermark(),
        found.documentsWaiting(),
        draft.fit(),
        found.degraded(),
        AnswererInfo.of(draft),
        new AnswerTimings(
            found.timings().embedMs(),
            watch.ms("search"),
            watch.ms("evidence"),
            watch.ms("answer") - delivery.checkMs(),
            delivery.checkMs(),
            watch.totalMs()));
  }

  private static String text(Draft draft, AnswerText said, boolean lost) {
    if (!said.text().isEmpty()) {
      return said.text();
    }
    String back = draft.questionBack();
    return back != null ? back : lost ? NOTHING_PROVEN : NOTHING_FOUND;
  }

  private static Outcome outcome(Draft draft, AnswerText said, boolean lost) {
    if (said.text().isEmpty()) {
      return draft.questionBack() == null ? Outcome.NO_EVIDENCE : Outcome.CLARIFICATION;
    }
    return draft.whole() && !lost && said.unproven().isEmpty()
        ? Outcome.GROUNDED
        : Outcome.PARTLY_GROUNDED;
  }

  private void append(Question question, SearchResult found, Made made) {
    var entry =
        new LedgerRecord(
                question,
                found,
                made.draft().made(),
                made.dropped(),
                made.settings().onLedger(),
                made.answer())
            .entry(clock.instant());
    database.change(handle -> ledger.append(handle, entry));
  }
}
